import { ApiObject, App, AppProps, Chart, Helm, Include, IResolver, JsonPatch, Lazy, YamlOutputType } from 'cdk8s';
import { Cpu, Deployment, k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { MarApp } from '../../lib';
import { fill, inFolder, textsIn } from '../support/folder';
import { Add, build, plans } from '../support/random-tree';

const TYPES = [
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];

type Fill = (app: App) => void;

/** What is in a file: its documents in an order of no meaning, as cdk8s has several where nothing depends on another. */
function contents(file: string, text: string): unknown {
  if (file.endsWith('.json')) return JSON.parse(text);
  const documents = parseAllDocuments(text, { version: '1.1' }).map((document) => JSON.stringify(document.toJSON()));
  return documents.sort();
}

/** What an app of a class writes: files, without the numbers that cdk8s gives them where charts depend on each other. */
function written(make: (props: AppProps) => App, add: Fill, props: AppProps): Record<string, unknown> | 'circle' {
  return inFolder((outdir) => {
    const app = make({ outdir, ...props });
    add(app);
    try {
      app.synth();
    } catch (error) {
      if (/cycle|circle/.test(String(error))) return 'circle';
      throw error;
    }
    const files = Object.entries(textsIn(outdir));
    return Object.fromEntries(files.map(([file, text]) => [file.replace(/^\d{4}-/, ''), contents(file, text)]));
  });
}

function expectSame(add: Fill, props: AppProps): void {
  const stock = written((all) => new App(all), add, props);
  expect(written((all) => new MarApp(all), add, props)).toEqual(stock);
}

const ODD = {
  a: 'y',
  b: '0o7',
  c: '1e3',
  d: '::1',
  e: 'a: b',
  f: 'one\ntwo\n',
  g: '\u0007',
  h: '',
  i: ' x ',

  null: 'x',
};

const plain: Add = (scope, id) => configMap(scope, id, ODD);

/** Objects of every sort that cdk8s resolves in a way of its own. */
const OBJECTS: readonly Add[] = [
  plain,
  (scope, id) => configMap(scope, id, Lazy.any({ produce: () => ({ path: scope.node.path }) })),
  (scope, id) => configMap(scope, id, { token: { resolve: (): string => 'resolved' }, list: [Lazy.any({ produce: () => 1 })] }),
  (scope, id) => {
    const patched = configMap(scope, id, { kept: 'x', gone: 'y' });
    patched.addJsonPatch(JsonPatch.remove('/data/gone'), JsonPatch.add('/data/new', 'z'), JsonPatch.replace('/kind', 'Other'));
    return patched;
  },
  (scope, id) =>
    new k8s.KubeResourceQuota(scope, id, {
      metadata: { name: id },
      spec: { hard: { cpu: k8s.Quantity.fromNumber(2), memory: k8s.Quantity.fromString('1Gi') } },
    }),
]; // prettier-ignore

function configMap(scope: Construct, id: string, data: unknown): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data });
}

const options = fc.record({
  yamlOutputType: fc.constantFrom(...TYPES),
  outputFileExtension: fc.constantFrom('.k8s.yaml', '.yml'),
  recordConstructMetadata: fc.boolean(),
});

test('law: a tree is written as a stock App writes it', () => {
  fc.assert(
    fc.property(plans, options, (plan, props) => {
      const add: Add = (scope, id, i) => (OBJECTS[i % OBJECTS.length] ?? plain)(scope, id, i);
      expectSame((app) => build(app, plan, add), props);
    }),
    { numRuns: 200 },
  );
});

/** Prints a manifest as helm would. */
const FAKE_HELM = '#!/bin/sh\nprintf "apiVersion: v1\\nkind: Secret\\nmetadata:\\n  name: from-helm\\n"\n';

/** Says for itself what it writes. */
class OwnChart extends Chart {
  public override toJson(): unknown[] {
    return [...super.toJson(), { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'its-own' } }];
  }
}

/** Says for itself what it writes, though a generated class would know. */
class OwnPod extends k8s.KubePod {
  public override toJson(): unknown {
    return { ...(super.toJson() as object), status: { phase: 'Running' } };
  }
}

/** Changes every image. */
class Mirror implements IResolver {
  public resolve(context: Parameters<IResolver['resolve']>[0]): void {
    if (context.key.at(-1) !== 'image' || String(context.value).startsWith('mirror/')) return;
    context.replaceValue(`mirror/${String(context.value)}`);
  }
}

test.each(TYPES)('what other libraries make is written as a stock App writes it, with output type %s', (yamlOutputType) => {
  inFolder((folder) => {
    fill(folder, { 'all.yaml': 'kind: ConfigMap\napiVersion: v1\nmetadata: { name: x }\ndata: { mode: "0775" }\n', helm: FAKE_HELM });
    fs.chmodSync(path.join(folder, 'helm'), 0o755);
    const add: Fill = (app) => {
      const chart = new Chart(app, 'chart', { namespace: 'prod', labels: { team: 'shop' } });
      new Include(chart, 'include', { url: path.join(folder, 'all.yaml') });
      new Helm(chart, 'helm', { chart: 'any', helmExecutable: path.join(folder, 'helm') });
      const resources = { cpu: { limit: Cpu.millis(100) } };
      new Deployment(new Chart(chart, 'nested'), 'web', { containers: [{ image: 'web:1', portNumber: 80, resources }] });
      configMap(new OwnChart(app, 'own'), 'settings', { a: 'b' });
    };
    expectSame(add, { yamlOutputType, resolvers: [new Mirror()] });
  });
}); // prettier-ignore

test('objects that say for themselves what they write are asked', () => {
  const add: Fill = (app) => {
    const chart = new Chart(app, 'chart');
    new OwnPod(chart, 'pod', { metadata: { name: 'own' } });
    const service = new k8s.KubeService(chart, 'service', { spec: { ports: [{ port: 80 }] } });
    service.toJson = () => ({ kind: 'Own', metadata: { name: 'service' } });
  };
  expectSame(add, {});
});

test.each([
  ['an object of a class', { made: new Date(0) }, "can't render non-simple object of type 'Date'"],
  ['a Lazy that throws', Lazy.any({ produce: (): never => { throw new Error('no data'); } }), 'no data'],
])('%s fails as in a stock App', (_, data, reason) => {
  const synthesize = (app: App): void => {
    configMap(new Chart(app, 'chart'), 'settings', data);
    app.synth();
  };
  inFolder((outdir) => {
    expect(() => { synthesize(new App({ outdir })); }).toThrow(reason);
    const expected = "Failed serializing construct at path 'chart/settings' with name 'settings'";
    expect(() => { synthesize(new MarApp({ outdir: path.join(outdir, 'mar') })); }).toThrow(expected);
  });
}); // prettier-ignore

test('keys stay as they are where the environment says so to cdk8s', () => {
  process.env.CDK8S_DISABLE_SORT = 'true';
  try {
    inFolder((outdir) => {
      const app = new MarApp({ outdir });
      configMap(new Chart(app, 'chart'), 'settings', { b: '1', a: '2' });
      app.synth();
      expect(textsIn(outdir)['chart.k8s.yaml']).toContain('data:\n  b: "1"\n  a: "2"\n');
    });
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

test.each(TYPES)('an app without charts writes what a stock App writes, with output type %s', (yamlOutputType) => {
  expectSame(() => undefined, { yamlOutputType, recordConstructMetadata: true });
});

test('what is larger than what is kept before it is written comes out whole', () => {
  const add: Fill = (app) => {
    const chart = new Chart(app, 'chart');
    for (let i = 0; i < 30; i++) configMap(chart, `c${i}`, { text: `${i}${'x'.repeat(100_000)}` });
  };
  expectSame(add, {});
});
