import { KubeObject } from '../../../../lib/kube/objects';
import { named, object, service, workload } from '../objects';
import { needs } from './needs';

const claim = (spec: object): KubeObject => named('PersistentVolumeClaim', 'data', spec);
const storage = (amount: string, fields: object = {}): object => ({
  resources: { requests: { storage: amount } },
  ...fields,
});
const storageClass = (annotations?: object): KubeObject =>
  object('storage.k8s.io/v1', 'StorageClass', {}, { name: 'fast', namespace: undefined, annotations });
const balancer = (...ports: readonly object[]): object => ({ type: 'LoadBalancer', ports });

describe('objects', () => {
  test.each([
    ['v1', 'ConfigMap', 'configmaps'],
    ['v1', 'Secret', 'secrets'],
    ['v1', 'ReplicationController', 'replicationcontrollers'],
    ['v1', 'PersistentVolumeClaim', 'persistentvolumeclaims'],
    ['v1', 'Service', 'services'],
  ])('of %s %s count by two names', (apiVersion, kind, resource) => {
    expect(needs(resource, object(apiVersion, kind), object(apiVersion, kind))).toEqual(['2', '2']);
    expect(needs(`count/${resource}`, object(apiVersion, kind), object(apiVersion, kind))).toEqual(['2', '2']);
  });

  test.each([
    ['v1', 'ServiceAccount', 'count/serviceaccounts'],
    ['v1', 'Endpoints', 'count/endpoints'],
    ['apps/v1', 'DaemonSet', 'count/daemonsets.apps'],
    ['batch/v1', 'Job', 'count/jobs.batch'],
    ['networking.k8s.io/v1', 'Ingress', 'count/ingresses.networking.k8s.io'],
    ['networking.k8s.io/v1', 'NetworkPolicy', 'count/networkpolicies.networking.k8s.io'],
    ['gateway.networking.k8s.io/v1', 'Gateway', 'count/gateways.gateway.networking.k8s.io'],
    ['acme.example/v1', 'Patch', 'count/patches.acme.example'],
    ['acme.example/v1', 'Secret', 'count/secrets.acme.example'],
  ])('of %s %s count as %s', (apiVersion, kind, resource) => {
    expect(needs(resource, object(apiVersion, kind))).toEqual(['1', '1']);
  });

  test('without a version are of the core', () => {
    expect(needs('configmaps', { kind: 'ConfigMap', metadata: { name: 'web', namespace: 'prod' } })[0]).toBe('1');
  });

  test('of other groups count for nothing else, whatever they are called', () => {
    const knative = object('serving.knative.dev/v1', 'Service', { spec: { type: 'LoadBalancer', ports: [{}] } });
    expect(needs('services', knative)[0]).toBe('0');
    expect(needs('services.nodeports', knative)[0]).toBe('0');
    expect(needs('secrets', object('acme.example/v1', 'Secret'))[0]).toBe('0');
    expect(needs('count/replicasets.apps', object('acme.example/v1', 'Deployment'))[0]).toBe('0');
  });

  test('of other namespaces, or of none, do not count', () => {
    expect(needs('configmaps', object('v1', 'ConfigMap', {}, { namespace: 'dev' }))[0]).toBe('0');
    expect(needs('count/clusterroles.rbac.authorization.k8s.io', clusterRole())[0]).toBe('0');
  });

  test('that Kubernetes makes count in namespaces that are made here: quotas are not the only thing in them', () => {
    const namespace = object('v1', 'Namespace', {}, { name: 'prod', namespace: undefined });
    expect(needs('configmaps', namespace, object('v1', 'ConfigMap'))[0]).toBe('2');
    expect(needs('count/configmaps', namespace)[0]).toBe('1');
    expect(needs('count/serviceaccounts', namespace)[0]).toBe('1');
    expect(needs('resourcequotas')[0]).toBe('1');
    expect(needs('count/resourcequotas')[0]).toBe('1');
  });

  test.each<[string, object, string, string, string]>([
    ['Deployment', {}, 'count/replicasets.apps', '1', '2'],
    ['CronJob', {}, 'count/jobs.batch', '1', '1'],
    ['CronJob', { suspend: true }, 'count/jobs.batch', '0', '0'],
  ])('that a %s of %j makes count as %s', (kind, spec, resource, now, most) => {
    expect(needs(resource, workload(kind, spec))).toEqual([now, most]);
  });
});

function clusterRole(): KubeObject {
  return object('rbac.authorization.k8s.io/v1', 'ClusterRole', {}, { namespace: 'prod' });
}

describe('a Service', () => {
  const [open, fixed, unset] = [{ port: 80 }, { port: 443, nodePort: 30443 }, { port: 81, nodePort: 0 }];

  test.each<[object, string, string]>([
    [{ ports: [open, fixed] }, '0', '0'],
    [{ type: 'ClusterIP', ports: [fixed] }, '0', '0'],
    [{ type: 'NodePort', ports: [open, fixed] }, '0', '2'],
    [{ type: 'NodePort', ports: undefined }, '0', '0'],
    [{ type: 'NodePort', ports: {} }, '0', '0'],
    [balancer(open, fixed), '1', '2'],
    [{ ...balancer(open), allocateLoadBalancerNodePorts: true }, '1', '1'],
    [{ ...balancer(open, fixed, unset), allocateLoadBalancerNodePorts: false }, '1', '1'],
    [{ type: 'ExternalName', ports: undefined }, '0', '0'],
  ])('of %j is %s load balancers, and has %s node ports', (spec, balancers, nodePorts) => {
    expect(needs('services.loadbalancers', service(spec))[0]).toBe(balancers);
    expect(needs('services.nodeports', service(spec))[0]).toBe(nodePorts);
    expect(needs('services', service(spec))[0]).toBe('1');
  });
});

describe('a claim', () => {
  test.each<[object, string, string]>([
    [storage('1Gi'), '1Gi', '0'],
    [storage('1Gi', { storageClassName: '' }), '1Gi', '0'],
    [storage('1Gi', { storageClassName: 'fast' }), '1Gi', '1Gi'],
    [storage('1Gi', { storageClassName: 'slow' }), '1Gi', '0'],
    [{ storageClassName: 'fast' }, '0', '0'],
    [storage('much', { storageClassName: 'fast' }), '0', '0'], // no quantity: for the API server to refuse
    [{ storageClassName: 'fast', resources: { limits: { storage: '1Gi' } } }, '0', '0'],
  ])('of %j counts for %s, and for %s of its class', (spec, all, ofClass) => {
    expect(needs('requests.storage', claim(spec))[0]).toBe(all);
    expect(needs('fast.storageclass.storage.k8s.io/requests.storage', claim(spec))[0]).toBe(ofClass);
  });

  test('is one of its class', () => {
    const resource = 'fast.storageclass.storage.k8s.io/persistentvolumeclaims';
    expect(needs(resource, claim({ storageClassName: 'fast' }), claim({}))[0]).toBe('1');
  });

  test('that says no class is of the default one, where that is made here', () => {
    const resource = 'fast.storageclass.storage.k8s.io/requests.storage';
    const byDefault = storageClass({ 'storageclass.kubernetes.io/is-default-class': 'true' });
    expect(needs(resource, claim(storage('1Gi')), byDefault)[0]).toBe('1Gi');
    expect(needs(resource, claim(storage('1Gi', { storageClassName: '' })), byDefault)[0]).toBe('0');
    expect(needs(resource, claim(storage('1Gi')), storageClass())[0]).toBe('0');
  });

  test.each([
    ['requests.storage', '3Gi', '3Gi'],
    ['persistentvolumeclaims', '6', '6'],
    ['count/persistentvolumeclaims', '6', '6'],
    ['fast.storageclass.storage.k8s.io/requests.storage', '3Gi', '3Gi'],
  ])('of a template of a StatefulSet counts for each of its pods, as %s', (resource, now, most) => {
    const templates = [{ spec: storage('1Gi', { storageClassName: 'fast' }) }, { metadata: { name: 'logs' } }];
    const set = workload('StatefulSet', { replicas: 3, volumeClaimTemplates: templates });
    expect(needs(resource, set)).toEqual([now, most]);
  });

  test.each([
    ['requests.storage', '4Gi', '5Gi'],
    ['persistentvolumeclaims', '4', '5'],
    ['count/persistentvolumeclaims', '4', '5'],
  ])('of a volume that goes with its pod counts for each pod, as %s', (resource, now, most) => {
    const volumes = [{ ephemeral: { volumeClaimTemplate: { spec: storage('1Gi') } } }, { emptyDir: {} }];
    expect(needs(resource, workload('Deployment', { replicas: 4 }, { volumes }))).toEqual([now, most]);
  });
});
