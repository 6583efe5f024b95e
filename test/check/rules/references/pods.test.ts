import { KubeObject } from '../../../../lib/kube/objects';
import { CLAIMS } from '../../../../lib/check/rules/references/claims';
import { CONFIG_MAPS, SECRETS } from '../../../../lib/check/rules/references/configuration';
import { POD_CLASSES } from '../../../../lib/check/rules/references/pod-classes';
import { SERVICE_ACCOUNTS } from '../../../../lib/check/rules/references/service-accounts';
import { IRule } from '../../../../lib/check/rule';
import { found, messages } from '../found';
import { containing, named, object, workload } from '../objects';
import { foundHere, NAMESPACE } from './own-namespace';

const pod = (spec: object): KubeObject => named('Pod', 'web', spec);
const mounting = (...volumes: readonly object[]): KubeObject => pod({ volumes });
const projected = (source: object): object => ({ name: 'all', projected: { sources: [{}, source] } });

describe('the ConfigMap and the Secret that a pod names', () => {
  const kinds: [IRule, string, string][] = [
    [CONFIG_MAPS, 'ConfigMap', 'configMap'],
    [SECRETS, 'Secret', 'secret'],
  ];

  /** Each way to name one, with what else is said of it: where that is. */
  const ways = (source: string): [string, (more?: object) => object][] => [
    [
      `spec.containers['app'].env['KEY'].valueFrom.${source}KeyRef`,
      (more) => containing({ env: [{}, { name: 'KEY', valueFrom: { [`${source}KeyRef`]: { name: 'it', ...more } } }] }),
    ],
    [
      `spec.containers['app'].envFrom[1].${source}Ref`,
      (more) => containing({ envFrom: [{}, { [`${source}Ref`]: { name: 'it', ...more } }] }),
    ],
    [
      `spec.initContainers['start'].envFrom[0].${source}Ref`,
      (more) => ({ initContainers: [{ name: 'start', envFrom: [{ [`${source}Ref`]: { name: 'it', ...more } }] }] }),
    ],
    [
      `spec.volumes['0'].${source}`,
      (more) => ({ volumes: [{ [source]: { [source === 'secret' ? 'secretName' : 'name']: 'it', ...more } }] }),
    ],
    [
      `spec.volumes['all'].projected.sources[1].${source}`,
      (more) => ({ volumes: [projected({ [source]: { name: 'it', ...more } })] }),
    ],
  ];

  const rows = kinds.flatMap(([rule, kind, source]) =>
    ways(source).map(([field, naming]) => [kind, field, rule, naming] as const),
  );

  test.each(rows)('are there: a %s, by %s', (kind, field, rule, naming) => {
    expect(foundHere(rule, pod(naming()))).toEqual([`${field} 'it'`]);
    expect(foundHere(rule, pod(naming({ optional: false })))).toEqual([`${field} 'it'`]);
    expect(foundHere(rule, pod(naming({ optional: true })))).toEqual([]);
    expect(foundHere(rule, pod(naming()), named(kind, 'it', {}))).toEqual([]);
    expect(foundHere(rule, pod(naming()), named(kind === 'Secret' ? 'ConfigMap' : 'Secret', 'it', {}))).toEqual([
      `${field} 'it'`,
    ]);
    expect(found(rule, pod(naming()))).toEqual([]);
  });

  const items = [{ key: 'a' }, { key: 'b' }, {}];
  const keyed = (source: string): [string, object][] => [
    [`spec.volumes['v'].${source}`, { volumes: [{ name: 'v', [source]: { name: 'it', secretName: 'it', items } }] }],
    [
      `spec.volumes['all'].projected.sources[1].${source}`,
      { volumes: [projected({ [source]: { name: 'it', items } })] },
    ],
  ];

  test.each(kinds.flatMap(([rule, kind, source]) => keyed(source).map((row) => [kind, ...row, rule] as const)))(
    'have the keys that are mounted: of a %s, by %s',
    (kind, field, spec, rule) => {
      const has = (data: object): KubeObject => object('v1', kind, data, { name: 'it' });
      expect(foundHere(rule, pod(spec), has({ data: { a: '' }, stringData: { c: '' } }))).toEqual([`${field}.key 'b'`]);
      expect(foundHere(rule, pod(spec), has({}))).toEqual([`${field}.key 'a'`, `${field}.key 'b'`]);
      expect(foundHere(rule, pod(spec), has({ data: { a: '' }, binaryData: { b: '' } }))).toEqual([]);
      expect(foundHere(rule, pod(spec), has({ data: { a: '' }, stringData: { b: '' } }))).toEqual([]);
    },
  );

  test('have the key of a variable, if it says one', () => {
    const variable = (key?: string): KubeObject =>
      pod(containing({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'it', key } } }] }));
    const secret = object('v1', 'Secret', { stringData: { a: '' } }, { name: 'it' });
    expect(foundHere(SECRETS, variable('a'), secret)).toEqual([]);
    expect(foundHere(SECRETS, variable('b'), secret)).toEqual([
      "spec.containers['app'].env['A'].valueFrom.secretKeyRef.key 'b'",
    ]);
    expect(foundHere(SECRETS, variable(), secret)).toEqual([]);
  });

  test('that have no name, and variables that need none, are nothing to look for', () => {
    const env = [{ name: 'A', value: 'a' }, { valueFrom: { fieldRef: {} } }, { valueFrom: { secretKeyRef: {} } }];
    expect(foundHere(SECRETS, pod({ ...containing({ env, envFrom: [{ secretRef: {} }] }), volumes: [{}] }))).toEqual(
      [],
    );
    const unnamed = pod(containing({ env: [{ valueFrom: { secretKeyRef: { name: 'it' } } }] }));
    expect(foundHere(SECRETS, unnamed)).toEqual(["spec.containers['app'].env[''].valueFrom.secretKeyRef 'it'"]);
  });

  test('are there in each namespace where Kubernetes makes them', () => {
    expect(foundHere(CONFIG_MAPS, mounting({ configMap: { name: 'kube-root-ca.crt', items } }))).toEqual([]);
    expect(foundHere(SECRETS, mounting({ secret: { secretName: 'kube-root-ca.crt' } }))).toEqual([
      "spec.volumes['0'].secret 'kube-root-ca.crt'",
    ]);
  });
});

describe('the claim that a pod mounts', () => {
  const mounts = (claimName?: string): KubeObject => mounting({ name: 'data', persistentVolumeClaim: { claimName } });
  const set = workload('StatefulSet', { volumeClaimTemplates: [{ metadata: { name: 'data' } }, {}] }, {}, 'db');

  test.each<[string | undefined, boolean, KubeObject[]]>([
    ['logs', true, [named('PersistentVolumeClaim', 'logs', {})]],
    ['logs', false, [named('PersistentVolumeClaim', 'data', {})]],
    ['data-StatefulSet-db-0', true, [set]],
    ['data-StatefulSet-db-12', true, [set]],
    ['-StatefulSet-db-0', true, [set]],
    ['data-StatefulSet-db', false, []],
    ['data-StatefulSet-db-0', false, []],
    ['data-StatefulSet-db-x', false, [set]],
    ['logs-StatefulSet-db-0', false, [set]],
    [undefined, true, []],
  ])('called %s is there: %s', (name, isThere, objects) => {
    const lost = isThere ? [] : [`spec.volumes['data'].persistentVolumeClaim.claimName '${name}'`];
    expect(foundHere(CLAIMS, mounts(name), ...objects)).toEqual(lost);
  });

  test('is not known in namespaces that others make', () => {
    expect(found(CLAIMS, mounts('logs'))).toEqual([]);
  });
});

describe('the service account of a pod', () => {
  test.each<[object, string[]]>([
    [{}, []],
    [{ serviceAccountName: '' }, []],
    [{ serviceAccountName: 'default' }, []],
    [{ serviceAccountName: 'app' }, ['app']],
    [{ serviceAccount: 'app' }, ['app']],
    [{ serviceAccountName: '', serviceAccount: 'app' }, ['app']],
    [{ serviceAccountName: 'default', serviceAccount: 'app' }, []],
  ])('is the one of %j: %j is not there', (spec, lost) => {
    expect(foundHere(SERVICE_ACCOUNTS, pod(spec))).toEqual(lost.map((name) => `spec.serviceAccountName '${name}'`));
    expect(foundHere(SERVICE_ACCOUNTS, pod(spec), named('ServiceAccount', 'app', {}))).toEqual([]);
    expect(found(SERVICE_ACCOUNTS, pod(spec))).toEqual([]);
  });
});

describe('the classes of a pod', () => {
  test.each([
    ['priorityClassName', 'PriorityClass', 'scheduling.k8s.io/v1'],
    ['runtimeClassName', 'RuntimeClass', 'node.k8s.io/v1'],
  ])('are there wherever the pod is: %s', (field, kind, apiVersion) => {
    const made = object(apiVersion, kind, {}, { name: 'it', namespace: undefined });
    expect(found(POD_CLASSES, pod({ [field]: 'it' }))).toEqual([`spec.${field} 'it'`]);
    expect(found(POD_CLASSES, pod({ [field]: 'it' }), made)).toEqual([]);
    expect(found(POD_CLASSES, pod({ [field]: '' }))).toEqual([]);
  });

  test('that Kubernetes makes are there', () => {
    expect(found(POD_CLASSES, pod({ priorityClassName: 'system-node-critical' }))).toEqual([]);
    expect(found(POD_CLASSES, pod({ priorityClassName: 'system-cluster-critical' }))).toEqual([]);
    expect(found(POD_CLASSES, pod({ priorityClassName: 'system-critical' }))).toEqual([
      "spec.priorityClassName 'system-critical'",
    ]);
  });
});

test('what is not there is told with the way out', () => {
  expect(messages(SERVICE_ACCOUNTS, NAMESPACE, workload('Job', {}, { serviceAccountName: 'app' }))).toEqual([
    "spec.template.spec.serviceAccountName must name a ServiceAccount that is there, got 'app': correct the name, create it, or say that it exists: Checks.of(…).expectExisting('ServiceAccount', 'app')",
  ]);
});
