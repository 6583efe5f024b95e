import { App, Chart, Include } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as path from 'node:path';
import { Checks, IRule, KubeObject, Manifest, Manifests, MarApp, MarCluster, Severity } from '../../lib';
import { fill, inFolder, textsIn } from '../support/folder';
import { refusing } from '../support/refusing';

const warn = jest.spyOn(console, 'warn').mockImplementation();
afterEach(() => warn.mockClear());

const config = (chart: Chart): ConfigMap => new ConfigMap(chart, 'settings', { metadata: { name: 'settings' } });

/** Clusters with a ConfigMap each. */
function build(outdir: string, rules: IRule[], ...clusters: readonly string[]): MarApp {
  const app = new MarApp({ outdir, rules });
  for (const cluster of clusters) config(new MarCluster(app, cluster));
  return app;
}

test('rules of users are checked with those of the library, and say what, where and why', () => {
  const app = build('unused', [refusing('ConfigMap', 'ACME-1', Severity.WARNING)], 'prod');
  expect(app.check()).toEqual([
    {
      code: 'ACME-1',
      severity: 'warning',
      title: 'There is no ConfigMap.',
      path: 'prod/settings',
      object: 'ConfigMap prod/settings',
      message: 'kind must not be ConfigMap: remove it',
      reason: undefined,
    },
  ]);
});

test('what belongs to no namespace is named without one', () => {
  expect(build('unused', [refusing('Namespace')], 'prod').check()).toMatchObject([{ object: 'Namespace prod' }]);
});

test('fails with all errors at once, by place and then by rule, and leaves the former output', () => {
  inFolder((outdir) => {
    fill(outdir, { 'prod.k8s.yaml': 'old' });
    const rules = [refusing('ConfigMap', 'ACME-2'), refusing('Namespace'), refusing('ConfigMap', 'ACME-10')];
    const app = build(outdir, rules, 'prod', 'dev');
    expect(() => {
      app.synth();
    }).toThrow(
      new Error(
        [
          'Nothing is written, as the checks found 6 to correct:',
          '  [dev/Namespace] ACME-1: kind must not be Namespace: remove it',
          '  [dev/settings] ACME-10: kind must not be ConfigMap: remove it',
          '  [dev/settings] ACME-2: kind must not be ConfigMap: remove it',
          '  [prod/Namespace] ACME-1: kind must not be Namespace: remove it',
          '  [prod/settings] ACME-10: kind must not be ConfigMap: remove it',
          '  [prod/settings] ACME-2: kind must not be ConfigMap: remove it',
        ].join('\n'),
      ),
    );
    expect(textsIn(outdir)).toEqual({ 'prod.k8s.yaml': 'old' });
  });
});

test('warnings are printed, and all is written', () => {
  inFolder((outdir) => {
    build(outdir, [refusing('ConfigMap', 'ACME-1', Severity.WARNING)], 'prod').synth();
    expect(warn.mock.calls).toEqual([['Warning: [prod/settings] ACME-1: kind must not be ConfigMap: remove it']]);
    expect(Object.keys(textsIn(outdir))).toEqual(['prod.k8s.yaml']);
  });
});

test('control characters in warnings and errors are spelled out; reports have them as they are', () => {
  const message = 'must not be \u001b]0;title\u0007\u202e\nWarning: all is well';
  const line = 'must not be \\x1b]0;title\\x07\\u202e\\nWarning: all is well';
  const check = (manifests: Manifests): ReturnType<IRule['check']> => {
    return refusing('ConfigMap').check(manifests).map(({ manifest }) => ({ manifest, message })); // prettier-ignore
  };
  const app = build('unused', [{ ...refusing('ConfigMap', 'ACME-1', Severity.WARNING), check }], 'prod');
  app.node.addValidation({ validate: () => [message] });
  expect(() => {
    app.synth();
  }).toThrow(new Error(`Nothing is written, as the checks found 1 to correct:\n  MAR-V01: ${line}`));
  expect(warn.mock.calls).toEqual([[`Warning: [prod/settings] ACME-1: ${line}`]]);
  expect(app.check()).toContainEqual(expect.objectContaining({ code: 'ACME-1', message }));
});

test('of a rule that warns of much, the first ten are printed, and how many more there are', () => {
  inFolder((outdir) => {
    const names = Array.from({ length: 12 }, (_, i) => `c${String(i).padStart(2, '0')}`);
    build(outdir, [refusing('ConfigMap', 'ACME-1', Severity.WARNING)], ...names).synth();
    const printed = warn.mock.calls.flat() as string[];
    expect(printed).toHaveLength(11);
    expect(printed[9]).toBe('Warning: [c09/settings] ACME-1: kind must not be ConfigMap: remove it');
    expect(printed[10]).toBe('Warning: ACME-1: 2 more, which checkReports lists');
  });
});

test('warnings are printed beside errors, and what is silenced is neither', () => {
  const rules = [refusing('ConfigMap', 'ACME-1', Severity.WARNING), refusing('Namespace', 'ACME-2')];
  const app = build('unused', [...rules, refusing('ResourceQuota', 'ACME-3')], 'prod');
  Checks.of(app).allow('ACME-3', 'known');
  expect(() => {
    app.synth();
  }).toThrow(/found 1 to correct:\n {2}\[prod\/Namespace\] ACME-2: [^\n]*$/);
  expect(warn.mock.calls).toHaveLength(1);
});

test('a check writes nothing, prints nothing, and changes no manifest', () => {
  inFolder((outdir) => {
    const app = build(outdir, [refusing('ConfigMap', 'ACME-1', Severity.WARNING)], 'prod');
    Checks.of(app).allow('ACME-1', 'known');
    expect(app.check()).toEqual(app.check());
    expect(textsIn(outdir)).toEqual({});
    expect(warn).not.toHaveBeenCalled();
  });
});

test.each(['', 'ACME 1', '-ACME', 'ACME/1', `A${'1'.repeat(50)}`, 'MAR-X01'])(
  "fails when a rule has the code '%s'",
  (code) => {
    expect(() => new MarApp({ outdir: 'unused', rules: [refusing('Pod'), refusing('Pod', code)] })).toThrow(
      new Error(
        `rules must have codes of their own, of letters, digits and '-', that do not start with 'MAR-', got '${code}': give the rule another code`,
      ),
    );
  },
);

test('a rule that fails is named, and why is kept', () => {
  const boom = new Error('boom');
  const check = (): never => {
    throw boom;
  };
  const app = build('unused', [{ ...refusing('Pod', 'ACME-7'), check }], 'prod');
  const message = 'rule ACME-7 failed: boom';
  expect(() => app.check()).toThrow(expect.objectContaining({ message, cause: boom }) as Error);
});

test('what the app requires of itself is printed without a place, as it has none', () => {
  const app = build('unused', [], 'prod');
  app.node.addValidation({ validate: () => ['stage must be given'] });
  expect(() => {
    app.synth();
  }).toThrow(/\n {2}MAR-V01: stage must be given$/);
});

test('fails when two rules have one code', () => {
  expect(() => new MarApp({ outdir: 'unused', rules: [refusing('Pod'), refusing('Job')] })).toThrow("got 'ACME-1'");
});

test('a rule that is added to the list of the caller later is not checked', () => {
  const rules: IRule[] = [];
  const app = build('unused', rules, 'prod');
  rules.push(refusing('ConfigMap'));
  expect(app.check()).toEqual([]);
});

test('objects in plain charts are known to the rules, but not judged', () => {
  const known: IRule = {
    ...refusing('Namespace', 'ACME-2'),
    check: (manifests) =>
      manifests.ofKind('Namespace').map((manifest) => ({ manifest, message: manifests.ofKind('ConfigMap').join() })),
  };
  const app = new MarApp({ outdir: 'unused', rules: [refusing('ConfigMap'), known] });
  new MarCluster(app, 'prod');
  config(new Chart(app, 'plain', { labels: { 'app.kubernetes.io/part-of': 'mar' } }));
  expect(app.check()).toMatchObject([{ path: 'prod/Namespace', message: "ConfigMap 'settings'" }]);
});

test('a rule can be tested by itself, over manifests that are written by hand', () => {
  const pod: KubeObject = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', labels: { app: 'web' } } };
  const manifest = new Manifest(pod, 'pod.yaml');
  expect(refusing('Pod').check(new Manifests([manifest]))).toEqual([
    { manifest, message: 'kind must not be Pod: remove it' },
  ]);
  expect([manifest.labels, manifest.annotations, manifest.spec]).toEqual([{ app: 'web' }, {}, {}]);
});

test('objects in a List that is included are judged one by one', () => {
  inFolder((folder) => {
    const item = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } };
    fill(folder, { 'list.yaml': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item, item] }) });
    const app = new MarApp({ outdir: 'unused', rules: [refusing('ConfigMap')] });
    new Include(new MarCluster(app, 'prod'), 'Include', { url: path.join(folder, 'list.yaml') });
    expect(app.check().filter(({ code }) => code === 'ACME-1')).toHaveLength(2);
  });
});

/** Requires of itself what never holds. */
function invalid(scope: Construct): void {
  new Construct(scope, 'odd').node.addValidation({ validate: () => ['must be even', 'must be whole'] });
}

test('what a construct finds wrong with itself is an error that nothing silences', () => {
  const app = build('unused', [], 'prod');
  invalid(app.charts[0] as Construct);
  const rest = { code: 'MAR-V01', severity: 'error', title: 'What a construct requires of itself holds.', object: '' };
  expect(app.check()).toEqual([
    { ...rest, path: 'prod/odd', message: 'must be even' },
    { ...rest, path: 'prod/odd', message: 'must be whole' },
  ]);
  expect(() => {
    app.synth();
  }).toThrow('[prod/odd] MAR-V01: must be whole');
});

test('what a construct finds wrong with itself fails in a plain chart too, as in a plain App', () => {
  const app = new MarApp({ outdir: 'unused' });
  invalid(new Chart(app, 'plain'));
  expect(app.check()).toMatchObject([{ path: 'plain/odd' }, { path: 'plain/odd' }]);
  const stock = new App({ outdir: 'unused' });
  invalid(new Chart(stock, 'plain'));
  expect(() => {
    stock.synth();
  }).toThrow('must be even');
});
