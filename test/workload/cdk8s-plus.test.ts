import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { MarInstance } from '../../lib/index';
import { containerOf, FAILING_NODES, newCluster, newInstance, podOf, SMALL } from '../support/instance';
import { all, manifestsOf, only } from '../support/manifest';

const SELECTOR = { matchLabels: { 'instance-id': 'api' } };

test('a Service of cdk8s-plus selects an instance by its ID', () => {
  const cluster = newCluster();
  new kplus.Service(cluster, 'plain', { selector: newInstance({}, cluster), ports: [{ port: 80 }] });
  expect(only(cluster, 'Service').spec.selector).toEqual({ 'instance-id': 'api' });
});

test('a NetworkPolicy of cdk8s-plus selects an instance by its ID', () => {
  const cluster = newCluster();
  new kplus.NetworkPolicy(cluster, 'plain', { metadata: { name: 'plain' }, selector: newInstance({}, cluster) });
  expect(only(cluster, 'NetworkPolicy', 'plain').spec.podSelector).toEqual(SELECTOR);
});

test('the address label of cdk8s-plus, which changes when code moves, is not written', () => {
  expect(podOf(newInstance()).metadata.labels).not.toHaveProperty([kplus.Pod.ADDRESS_LABEL]);
});

test('instances are attracted to nodes', () => {
  const instance = newInstance();
  instance.scheduling.attract(kplus.Node.labeled(kplus.NodeLabelQuery.is('disk', 'ssd')));
  const { nodeAffinity } = podOf(instance).spec.affinity;
  expect(nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms).toEqual([
    { matchExpressions: [{ key: 'disk', operator: 'In', values: ['ssd'] }] },
  ]);
});

test('instances tolerate taints', () => {
  const instance = newInstance();
  instance.scheduling.tolerate(kplus.Node.tainted(kplus.NodeTaintQuery.is('dedicated', 'mar')));
  expect(podOf(instance).spec.tolerations).toEqual([
    { key: 'dedicated', operator: 'Equal', value: 'mar' },
    ...FAILING_NODES,
  ]);
});

test('instances are kept apart, by their IDs', () => {
  const cluster = newCluster();
  const other = new MarInstance(cluster, 'other', SMALL);
  other.scheduling.separate(newInstance({}, cluster), { topology: kplus.Topology.HOSTNAME });
  const { podAntiAffinity } = podOf(other).spec.affinity;
  expect(podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toEqual([
    { topologyKey: 'kubernetes.io/hostname', labelSelector: SELECTOR, namespaces: ['prod'] },
  ]);
});

test('connections of cdk8s-plus open the declared ports of an instance on both sides', () => {
  const cluster = newCluster();
  const before = all(cluster, 'NetworkPolicy').length;
  const other = new MarInstance(cluster, 'other', SMALL);
  other.connections.allowTo(newInstance({ port: 5432 }, cluster));
  const policies = all(cluster, 'NetworkPolicy').slice(before);
  const ports = [{ port: 5432, protocol: 'TCP' }];
  expect(policies.map(({ spec }) => [spec.podSelector, spec.egress?.[0].ports, spec.ingress?.[0].ports])).toEqual(
    expect.arrayContaining([
      [{ matchLabels: { 'instance-id': 'other' } }, ports, undefined],
      [SELECTOR, undefined, ports],
    ]),
  );
});

test('a JSON patch of the pod is the way to what has no prop', () => {
  const instance = newInstance();
  ApiObject.of(instance).addJsonPatch(JsonPatch.add('/spec/schedulerName', 'mine'));
  expect(podOf(instance).spec.schedulerName).toBe('mine');
});

test('volumes and variables of cdk8s-plus go into an instance', () => {
  const cluster = newCluster();
  const secret = kplus.Secret.fromSecretName(cluster, 'Password', 'password');
  const instance = newInstance({ env: { KEY: secret.envValue('key') } }, cluster);
  instance.main.mount('/run/secrets', kplus.Volume.fromSecret(cluster, 'Volume', secret), { readOnly: true });
  const { env, volumeMounts } = containerOf(instance);
  expect(env).toEqual([{ name: 'KEY', valueFrom: { secretKeyRef: { name: 'password', key: 'key' } } }]);
  expect(volumeMounts).toContainEqual({ mountPath: '/run/secrets', name: 'secret-password', readOnly: true });
});

test('plain objects of cdk8s-plus go to the namespace of their cluster', () => {
  const cluster = newCluster();
  new kplus.ConfigMap(cluster, 'settings', { data: { a: 'b' } });
  new kplus.Deployment(cluster, 'plain', { containers: [{ image: 'orders:1', portNumber: 80 }] });
  const namespaces = manifestsOf(cluster)
    .filter(({ kind }) => ['ConfigMap', 'Deployment'].includes(kind))
    .map(({ metadata }) => metadata.namespace);
  expect(namespaces).toEqual(['prod', 'prod']);
});

describe('what cdk8s-plus must have for our overrides of its internals to be called: else manifests would silently be its own', () => {
  test.each([
    ['AbstractPod', '_toPodSpec'],
    ['Container', '_toKube'],
    ['PersistentVolumeClaim', '_toKube'],
    ['PersistentVolume', '_toKube'],
    ['Service', '_toKube'],
    ['Volume', '_toKube'],
  ] as const)('%s has the method %s', (name, method) => {
    expect(kplus[name].prototype).toHaveProperty(method, expect.any(Function));
  });
});
