import { ApiObject, Chart, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { MarApp, MarCluster, MarConfig, MarDeployment, MarJob } from '../lib';
import { toJson } from '../lib/synth/render';
import { inFolder, textsIn } from './support/folder';
import { newCluster } from './support/instance';
import { Manifest, only, testApp } from './support/manifest';
import { INHERITED, INHERITED_LABELS, prototypeKeys } from './support/prototype-keys';

/** The objects of a cluster with these keys, as another parser reads what is written. */
function writtenWith(keys: readonly string[]): Manifest[] {
  return inFolder((outdir) => {
    const app = new MarApp({ outdir });
    prototypeKeys(app, keys);
    app.synth();
    return Object.values(textsIn(outdir)).flatMap((text) =>
      parseAllDocuments(text).map((one) => one.toJS() as unknown),
    );
  });
}

/** The values of these keys that a record has itself. */
function own(record: object | undefined, keys: readonly string[]): unknown[] {
  return keys.map((key) => Object.getOwnPropertyDescriptor(record ?? {}, key)?.value as unknown);
}

test('law: a key may be called as what every object has already', () => {
  fc.assert(
    fc.property(fc.subarray(INHERITED, { minLength: 1 }), (keys) => {
      const written = writtenWith(keys);
      const find = (kind: string, name: string): Manifest =>
        written.find((object) => object.kind === kind && object.metadata.name === name);
      const labels = keys.filter((key) => INHERITED_LABELS.includes(key));
      const all = (list: readonly string[], value: unknown): unknown[] => list.map(() => value);
      for (const { metadata } of written) expect(own(metadata.labels, labels)).toEqual(all(labels, 'x'));
      expect(own(find('Namespace', 'e2e-inherited').metadata.annotations, labels)).toEqual(all(labels, 'x'));
      expect(own(find('ConfigMap', 'config').data, keys)).toEqual(all(keys, 'x'));
      expect(own(find('ConfigMap', 'binary').binaryData, keys)).toEqual(all(keys, 'eA=='));
      expect(own(find('StorageClass', 'e2e-class').parameters, keys)).toEqual(all(keys, 'x'));
      const { metadata, spec } = find('Pod', 'pod');
      expect(own(metadata.annotations, labels)).toEqual(all(labels, 'x'));
      expect(own(spec.nodeSelector, labels)).toEqual(all(labels, 'x'));
      expect(own(spec.topologySpreadConstraints[0].labelSelector.matchLabels, labels)).toEqual(all(labels, 'x'));
      expect(spec.containers[0].env.map(({ name }: Manifest) => name).sort()).toEqual([...keys].sort());
      const [{ from }] = find('NetworkPolicy', 'pod-traffic').spec.ingress;
      expect(own(from[0].podSelector.matchLabels, labels)).toEqual(all(labels, 'x'));
      expect(own(from[0].namespaceSelector.matchLabels, labels)).toEqual(all(labels, 'x'));
      expect(own(find('Ingress', 'pod').metadata.annotations, labels)).toEqual(all(labels, 'x'));
    }),
    { numRuns: 25 },
  );
});

test.each(['__proto__', 'constructor', 'toString'])(
  'a MarConfig with the key %s is written by a stock App too',
  (key) => {
    const config = new MarConfig(newCluster(), 'settings');
    config.addData(key, 'x');
    config.addBinaryData('b', 'eA==');
    expect(own(config.data, [key])).toEqual(['x']);
    const { data, binaryData } = only(Chart.of(config), 'ConfigMap');
    expect([own(data, [key]), binaryData]).toEqual([['x'], { b: 'eA==' }]);
    expect(() => {
      config.addBinaryData(key, 'eA==');
    }).toThrow(`[prod/settings] key must be unique in its configuration, got '${key}': choose another key`);
  },
);

test.each(INHERITED)('a key that every object has already, %s, is no key of a MarConfig without it', (key) => {
  const config = new MarConfig(newCluster(), 'settings', { data: { level: 'info' } });
  expect(() => config.envValue(key)).toThrow(
    new Error(`[prod/settings] key must be one that the configuration has ('level'), got '${key}': add it first`),
  );
});

test('an object with patches keeps a label called constructor, which cdk8s cannot write', () => {
  const app = new MarApp({ outdir: 'unused' });
  const cluster = new MarCluster(app, 'prod', { labels: { constructor: 'x' }, imagePullSecrets: ['registry'] });
  const { metadata, ...account } = toJson(ApiObject.of(cluster.addServiceAccount('program'))) as Manifest;
  expect(own(metadata.labels, ['constructor'])).toEqual(['x']);
  expect(account).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: 'registry' }],
  });
});

test('fails when an app has resolvers, with which only cdk8s can write a label called constructor', () => {
  const resolver = { resolve: () => undefined };
  const cluster = new MarCluster(new MarApp({ outdir: 'unused', resolvers: [resolver] }), 'prod');
  const object = new ApiObject(cluster, 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { constructor: 'x' } });
  expect(() => toJson(object)).toThrow(
    new Error(
      "[prod/map] the key 'constructor' cannot be written by cdk8s: rename it, or use no resolvers and no 'toJson' of your own",
    ),
  );
});

test.each(['constructor', 'toString'])('fails when the id of a construct is %s', (id) => {
  expect(() => new MarCluster(testApp(), id, { clusterName: 'prod' })).toThrow(
    new Error(
      `[${id}] id must not be the name of a property that every object has, ` +
        `got '${id}': choose another id, and give the name as a prop`,
    ),
  );
});

test.each([MarDeployment, MarJob].map((Kind) => ({ Kind, name: Kind.name })))(
  'the pod template of a $name may have labels and annotations called constructor',
  ({ Kind }) => {
    const keys: Record<string, string> = { constructor: 'x' };
    const small = { image: 'web:1', cpu: Cpu.millis(100), memory: Size.mebibytes(64) };
    const workload = new Kind(newCluster(), 'web', {
      ...small,
      ...(Kind === MarDeployment ? { replicas: 1 } : {}),
      labels: keys,
      annotations: keys,
    });
    const { metadata } = (toJson(ApiObject.of(workload)) as Manifest).spec.template;
    expect([...own(metadata.labels, ['constructor']), ...own(metadata.annotations, ['constructor'])]).toEqual([
      'x',
      'x',
    ]);
  },
);
