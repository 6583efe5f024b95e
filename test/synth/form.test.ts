import { ApiObject, Chart, Lazy, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import * as fs from 'node:fs';
import { Form, formOf } from '../../lib/synth/form';
import { treeOf } from '../../lib/synth/order';
import { render } from '../../lib/synth/render';
import { everything } from '../support/everything';

interface Generated {
  new (scope: Construct, id: string, props: object): ApiObject;
  readonly GVK: object;
  readonly manifest: (props: unknown) => object;
}

/** The classes of cdk8s-plus for the kinds of Kubernetes. */
const CLASSES = Object.entries(k8s as object).filter((entry): entry is [string, Generated] => 'GVK' in entry[1]);

/** The types of their props contain themselves. */
const ENDLESS = ['KubeCustomResourceDefinition', 'KubeCustomResourceDefinitionList'];

const OF_ENDLESS =
  /^(CustomResource|JsonSchema|ExternalDocumentation|Webhook(Conversion|ClientConfig)|ValidationRule|SelectableField)/;

function formOfClass({ manifest }: Generated): Form | undefined {
  return formOf((props) => ({ ...manifest(props), apiVersion: undefined, kind: undefined }));
}

function* fieldsIn(form: Form): Generator<string> {
  if (form.kind === 'list') yield* fieldsIn(form.items);
  if (form.kind === 'map') yield* fieldsIn(form.values);
  if (form.kind !== 'fields') return;
  for (const { prop, label, form: inner } of form.fields) {
    yield `${prop} as ${label}`;
    yield* fieldsIn(inner);
  }
}

/** Values of a form, some of them lazy; of what has fields, a few, and one that nobody knows. */
function valuesOf(form: Form, depth = 0): fc.Arbitrary<unknown> {
  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.double({ noNaN: true, noDefaultInfinity: true }));
  const inner = (of: Form): fc.Arbitrary<unknown> => valuesOf(of, depth + 1);
  const plain = ((): fc.Arbitrary<unknown> => {
    switch (form.kind) {
      case 'anything':
        return fc.oneof(
          { weight: 5, arbitrary: scalar },
          fc.array(scalar, { maxLength: 2 }),
          fc.dictionary(fc.string(), scalar, { maxKeys: 2 }),
        );
      case 'choice':
        return fc.oneof(
          fc.string().map((text) => k8s.IntOrString.fromString(text)),
          fc.integer().map((number) => k8s.Quantity.fromNumber(number)),
        );
      case 'date':
        return fc.constant(undefined);
      case 'list':
        return fc.array(inner(form.items), { maxLength: 2 });
      case 'map':
        return fc.dictionary(fc.string(), inner(form.values), { maxKeys: 2 });
      case 'fields':
        return depth > 6
          ? fc.constant({})
          : fc.subarray([...form.fields], { maxLength: Math.min(5, form.fields.length) }).chain((some) =>
              fc.record({
                ...Object.fromEntries(some.map((field) => [field.prop, inner(field.form)])),
                unknownToAll: scalar,
              }),
            );
    }
  })();
  const lazy = plain.map((value) => Lazy.any({ produce: () => value }));
  return fc.oneof({ weight: 8, arbitrary: plain }, lazy);
}

function outcome(write: () => unknown): string {
  try {
    return JSON.stringify(write());
  } catch (error) {
    return String(error);
  }
}

test.each(CLASSES.filter(([name]) => !ENDLESS.includes(name)))(
  'law: whatever is given to %s is written as it writes it itself',
  (_, made) => {
    const form = formOfClass(made);
    if (form?.kind !== 'fields') throw new Error('has no fields');
    const metadata = { labels: { app: 'x' }, annotations: {}, finalizers: ['example.com/wait'] };
    const spec = { kind: 'fields' as const, fields: form.fields.filter(({ prop }) => prop !== 'metadata') };
    fc.assert(
      fc.property(fc.subarray([...spec.fields]).chain((fields) => valuesOf({ kind: 'fields', fields })), (props) => {
        const given = (props instanceof Lazy ? props.produce() : props) as object;
        const object = new made(Testing.chart(), 'object', { ...given, metadata });
        expect(outcome(() => render(object).json)).toBe(outcome(() => object.toJson()));
      }),
      { numRuns: 20 },
    );
  },
); // prettier-ignore

test('every field that the converters of cdk8s-plus write is in a form', () => {
  const source = fs.readFileSync(require.resolve('cdk8s-plus-30/lib/imports/k8s.js'), 'utf8');
  const converters = source
    .split(/^function toJson_/m)
    .slice(1)
    .filter((text) => !OF_ENDLESS.test(text));
  const written = converters.flatMap((text) =>
    [...text.matchAll(/^ {8}'([^']+)': .*?\bobj\.(\w+)/gm)].map(([, name, prop]) => `${prop} as "${name}":`),
  );
  const inClasses = CLASSES.map(([, made]) => formOfClass(made)).filter((form) => form !== undefined);
  const known = new Set(inClasses.flatMap((form) => [...fieldsIn(form)]));
  expect(written.length).toBeGreaterThan(1000);
  expect([...new Set(written)].filter((field) => !known.has(field))).toEqual([]);
});

test.each<[what: string, spec: unknown]>([
  ['a text for a number', { activeDeadlineSeconds: 'x' }],
  ['a date for a number', { activeDeadlineSeconds: new Date(0) }],
  ['a function', { hostname: (): string => 'x' }],
  ['no number', { activeDeadlineSeconds: NaN }],
  ['a text for an object', 'x'],
  ['an instance of a class', new Map()],
  ['a text for a list', { containers: 'x' }],
  ['a list with a hole', { containers: [undefined] }],
  ['a list of texts with a hole', { containers: [{ command: ['sh', null] }] }],
  ['an object for a list', { containers: {} }],
  ['a list for a map', { nodeSelector: ['x'] }],
  ['an instance for a map', { nodeSelector: new Set() }],
  ['a number for a quantity', { overhead: { cpu: 2 } }],
  ['no quantity', { overhead: { cpu: {} } }],
  ['a class of objects for a quantity', { overhead: { cpu: { value: {} } } }],
  ['what a class says that is no number', { hostname: new (class Name { public readonly value = {}; })() }],
  ['what fails', Lazy.any({ produce: () => { throw new Error('too early'); } })],
])('%s is written, or refused, as cdk8s does', (_, spec) => {
  const object = new k8s.KubePod(Testing.chart(), 'pod', { spec: spec as k8s.PodSpec });
  expect(outcome(() => render(object).json)).toBe(outcome(() => object.toJson()));
}); // prettier-ignore

test.each<[what: string, metadata: object]>([
  ['further texts', { generateName: 'web-', generation: 2 }],
  [
    'a further list and map, of which one is empty',
    { name: 'web', managedBy: { a: 'b', none: undefined }, owners: [] },
  ],
])('metadata with %s is written as cdk8s does, of a class and as it is', (_, metadata) => {
  const chart = Testing.chart();
  const raw = new ApiObject(chart, 'raw', { apiVersion: 'v1', kind: 'Pod', metadata });
  for (const object of [raw, new k8s.KubePod(chart, 'pod', { metadata })]) {
    const asked = jest.spyOn(ApiObject.prototype, 'toJson');
    const rendered = JSON.stringify(render(object).json);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
    expect(rendered).toBe(JSON.stringify(object.toJson()));
  }
});

test('dates and metadata that only cdk8s can write are written by it', () => {
  const renewTime = { toISOString: () => '2026-01-01' } as Date;
  const chart = Testing.chart();
  const labels = { deep: Lazy.any({ produce: () => ({}) }) as string };
  for (const object of [
    new k8s.KubeLease(chart, 'lease', { spec: { renewTime } }),
    new k8s.KubePod(chart, 'pod', { metadata: { labels, managedFields: [{ fieldsV1: {} }] } }),
    new k8s.KubePod(chart, 'owned', { metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'A', name: 'a', uid: 'u' }] } }),
  ]) {
    expect(outcome(() => render(object).json)).toBe(outcome(() => object.toJson()));
  }
}); // prettier-ignore

test('a type that contains itself has no form, and its objects are written all the same', () => {
  const made = k8s.KubeCustomResourceDefinition;
  expect(formOfClass(made as unknown as Generated)).toBeUndefined();
  const spec = { group: 'example.com', names: { kind: 'A', plural: 'as' }, scope: 'Namespaced', versions: [] };
  const object = new made(Testing.chart(), 'object', { spec });
  expect(render(object).json).toEqual(object.toJson());
});

test.each<[what: string, convert: (props: never) => unknown]>([
  ['computes', (props: { a: string }) => ({ a: `${props.a}!` })],
  ['mixes two objects', (props: { a: { x: string }; b: { y: string } }) => ({ both: { x: props.a.x, y: props.b.y } })],
  ['makes up an object', () => ({ spec: {} })],
  ['makes up a text', () => ({ kind: 'Pod' })],
  ['makes nothing of it', () => undefined],
  ['reads from another object', ({ a }: { a: object }) => a],
])('a converter that %s has no form', (_, convert) => {
  expect(formOf(convert)).toBeUndefined();
});

test('a class that converts in its own way is asked', () => {
  class Own extends k8s.KubePod {
    public static override readonly GVK = k8s.KubePod.GVK;
    public static override manifest(props: k8s.KubePodProps): object {
      return { ...k8s.KubePod.manifest(props), extra: { made: 'up' } };
    }
    public override toJson(): unknown {
      return Own.manifest(ApiObject.prototype.toJson.call(this) as k8s.KubePodProps);
    }
  }
  const object = new Own(new Chart(Testing.app(), 'chart'), 'pod', {});
  expect(render(object).json).toMatchObject({ kind: 'Pod', extra: { made: 'up' } });
});

test('what this library makes is written at once, and asked for nothing but where it is patched', () => {
  const app = Testing.app();
  everything(app);
  const objects = treeOf(app).charts.flatMap((chart) => chart.objects);
  const asked = jest.spyOn(ApiObject.prototype, 'toJson');
  for (const object of objects) render(object);
  const patched = objects.filter((object) => (object as unknown as { patches: unknown[] }).patches.length > 0);
  expect(patched.length).toBeLessThan(objects.length / 4);
  expect(asked.mock.contexts).toEqual(patched);
  asked.mockRestore();
});
