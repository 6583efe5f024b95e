import { Manifest } from '../../../../lib/check/manifest';
import { Manifests } from '../../../../lib/check/manifests';
import { KubeObject } from '../../../../lib/kube/objects';
import { IMMUTABLE } from '../../../../lib/check/rules/conflicts/immutable';
import { object } from '../objects';

const manifests = (json: KubeObject, lastApplied?: Manifests): Manifests =>
  new Manifests([new Manifest(json, 'web')], [], lastApplied);

function messages(before: KubeObject, after: KubeObject): string[] {
  return IMMUTABLE.check(manifests(after, manifests(before))).map(({ message }) => message);
}

/** The fields that must stay, where an object changes from one to another. */
function changed(apiVersion: string, kind: string, before: object, after: object): string[] {
  const found = messages(object(apiVersion, kind, before), object(apiVersion, kind, after));
  return found.map((message) => message.replace(/ must .*/, ''));
}

const spec = (fields: object): object => ({ spec: fields });
const app = (fields: object): object => spec({ containers: [{ name: 'app', ...fields }] });
const limits = (list: object): object => app({ resources: { limits: list } });
const template = (fields: object): object => spec({ template: { spec: fields } });
const selector = (name: string): object => spec({ selector: { matchLabels: { app: name } } });
const divisor = (divisor: string): object => ({ valueFrom: { resourceFieldRef: { divisor } } });
const size = (storage: string): object => spec({ resources: { requests: { storage } } });
const tolerates = (...list: readonly object[]): object => spec({ tolerations: list });
const balancer = (fields: object): object => spec({ type: 'LoadBalancer', ...fields });

// as the validation of Kubernetes 1.36 has it
test.each<[string, string, object, object, string[]]>([
  ['v1', 'Pod', app({ command: ['a'] }), app({ command: ['b'] }), ["spec.containers[0].command[0]"]],
  ['v1', 'Pod', app({ image: 'a:1' }), app({ image: 'a:2' }), []],
  ['v1', 'Pod', spec({ initContainers: [{ image: 'a:1' }] }), spec({ initContainers: [{ image: 'a:2' }] }), []],
  ['v1', 'Pod', spec({ containers: [{}] }), spec({ containers: [{}, {}] }), ['spec.containers']],
  ['v1', 'Pod', spec({ nodeName: 'a' }), spec({}), ['spec.nodeName']],
  ['v1', 'Pod', spec({}), spec({ affinity: { podAffinity: {}, nodeAffinity: { a: 1 } } }), ['spec.affinity']],
  ['v1', 'Pod', spec({}), spec({ activeDeadlineSeconds: 9 }), []],
  ['v1', 'Pod', spec({ activeDeadlineSeconds: 9 }), spec({ activeDeadlineSeconds: 8 }), []],
  ['v1', 'Pod', spec({ activeDeadlineSeconds: 8 }), spec({ activeDeadlineSeconds: 9 }), ['spec.activeDeadlineSeconds']],
  ['v1', 'Pod', spec({ activeDeadlineSeconds: 9 }), spec({}), ['spec.activeDeadlineSeconds']],
  ['v1', 'Pod', spec({}), tolerates({ key: 'a' }), []],
  ['v1', 'Pod', tolerates({ key: 'a' }), tolerates({ key: 'b' }, { key: 'a', tolerationSeconds: 9 }), []],
  ['v1', 'Pod', tolerates({ key: 'a' }), tolerates({ key: 'b' }), ['spec.tolerations[0].key']],
  ['v1', 'Pod', tolerates({ key: 'a' }), spec({}), ['spec.tolerations']],
  ['v1', 'Pod', spec({ schedulingGates: [{ name: 'a' }] }), spec({}), []],
  ['v1', 'Pod', app({ env: [{ value: '' }] }), app({ env: [{}] }), []],
  ['v1', 'Pod', app({ env: [divisor('0.001')] }), app({ env: [divisor('1m')] }), []],
  ['v1', 'Pod', app({ env: [divisor('1')] }), app({ env: [divisor('1m')] }), ['spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor']],
  ['v1', 'Pod', spec({ volumes: [{ emptyDir: { medium: '', sizeLimit: '1024Mi' } }] }), spec({ volumes: [{ emptyDir: { sizeLimit: '1Gi' } }] }), []],
  ['v1', 'Pod', spec({ volumes: [{ secret: { items: [] } }] }), spec({ volumes: [{ secret: {} }] }), []],
  ['v1', 'Pod', spec({ volumes: [{ persistentVolumeClaim: { readOnly: false } }] }), spec({ volumes: [{ persistentVolumeClaim: {} }] }), []],
  ['v1', 'Pod', spec({ nodeSelector: { constructor: 'a' } }), spec({ nodeSelector: {} }), ['spec.nodeSelector.constructor']],
  ['apps/v1', 'Deployment', selector('a'), selector('b'), ['spec.selector.matchLabels.app']],
  ['apps/v1', 'Deployment', template({ hostPID: false }), template({ hostPID: true }), []],
  ['apps/v1', 'DaemonSet', selector('a'), selector('b'), ['spec.selector.matchLabels.app']],
  ['apps/v1', 'ReplicaSet', selector('a'), spec({ selector: { matchExpressions: [{ key: 'a' }], matchLabels: { app: 'a' } } }), ['spec.selector.matchExpressions']],
  ['apps/v1', 'StatefulSet', spec({ serviceName: 'a', replicas: 1 }), spec({ serviceName: 'b', replicas: 2 }), ['spec.serviceName']],
  ['apps/v1', 'StatefulSet', template({ hostPID: false }), template({ hostPID: true }), []],
  ['batch/v1', 'Job', template({ hostIPC: false }), template({ hostIPC: true }), ['spec.template.spec.hostIPC']],
  ['batch/v1', 'Job', spec({ suspend: true, template: { a: 1 } }), spec({ suspend: false, template: { a: 2 } }), []],
  ['batch/v1', 'Job', spec({ completions: 2 }), spec({ completions: 3 }), ['spec.completions']],
  ['batch/v1', 'Job', spec({ completionMode: 'Indexed', completions: 2 }), spec({ completionMode: 'Indexed', completions: 3 }), []],
  ['batch/v1', 'Job', spec({ completionMode: 'Indexed' }), spec({ parallelism: 3 }), ['spec.completionMode']],
  ['v1', 'PersistentVolumeClaim', size('1Gi'), size('2Gi'), []],
  ['v1', 'PersistentVolumeClaim', size('1Gi'), spec({ resources: { requests: { cpu: 1 } } }), ['spec.resources.requests.storage']],
  ['v1', 'PersistentVolumeClaim', spec({ resources: { requests: {} } }), size('1Gi'), []],
  ['v1', 'PersistentVolumeClaim', size('1Gi'), size('1Mi'), ['spec.resources.requests.storage']],
  ['v1', 'PersistentVolumeClaim', spec({ storageClassName: 'a' }), spec({ storageClassName: 'b' }), ['spec.storageClassName']],
  ['v1', 'PersistentVolume', spec({ capacity: { storage: '1Gi' } }), spec({ capacity: { storage: '2Gi' } }), []],
  ['v1', 'PersistentVolume', spec({ nfs: { path: '/a' } }), spec({ nfs: { path: '/b' } }), ['spec.nfs.path']],
  ['v1', 'Service', spec({ clusterIP: '10.43.0.1' }), spec({ clusterIP: '10.43.0.2' }), ['spec.clusterIP']],
  ['v1', 'Service', spec({}), spec({ clusterIP: 'None' }), ['spec.clusterIP']],
  ['v1', 'Service', spec({ clusterIP: 'None' }), spec({}), ['spec.clusterIP']],
  ['v1', 'Service', spec({ clusterIP: '10.43.0.1' }), spec({}), []],
  ['v1', 'Service', spec({ type: 'ExternalName' }), spec({ clusterIP: 'None' }), []],
  ['v1', 'Service', spec({ clusterIP: 'None' }), spec({ type: 'ExternalName' }), []],
  ['v1', 'Service', balancer({ loadBalancerClass: 'a' }), balancer({}), ['spec.loadBalancerClass']],
  ['v1', 'Service', spec({}), balancer({ loadBalancerClass: 'a' }), []],
  ['storage.k8s.io/v1', 'StorageClass', { provisioner: 'a', mountOptions: ['a'] }, { provisioner: 'b' }, ['provisioner']],
  ['storage.k8s.io/v1', 'VolumeAttributesClass', { parameters: { iops: '1' } }, { parameters: { iops: '2' } }, ['parameters.iops']],
  ['scheduling.k8s.io/v1', 'PriorityClass', { value: 1, globalDefault: true }, { value: 2 }, ['value']],
  ['node.k8s.io/v1', 'RuntimeClass', { handler: 'a' }, { handler: 'b', overhead: {} }, ['handler']],
  ['networking.k8s.io/v1', 'IngressClass', spec({ controller: 'a' }), spec({ controller: 'b' }), ['spec.controller']],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { roleRef: { name: 'a' } }, { roleRef: { name: 'b' } }, ['roleRef.name']],
  ['v1', 'ResourceQuota', spec({ scopes: ['A', 'B'] }), spec({ scopes: ['B', 'A', 'A'] }), []],
  ['v1', 'ResourceQuota', spec({ scopes: ['A', 'B'] }), spec({ scopes: ['A'] }), ['spec.scopes']],
  ['v1', 'ResourceQuota', spec({}), spec({ scopes: ['A'] }), ['spec.scopes']],
  ['v1', 'ConfigMap', { data: { a: 'b' } }, { data: { a: 'c' }, immutable: true }, []],
  ['v1', 'ConfigMap', { data: { a: 'b' }, immutable: true }, { data: { a: 'c' } }, ['data.a', 'immutable']],
  ['v1', 'Secret', { type: 'a', data: { a: 'b' } }, { type: 'b', data: { a: 'c' } }, ['type']],
  ['v1', 'Secret', { stringData: { a: 'b' }, immutable: true }, { stringData: { a: 'c' }, immutable: true }, ['stringData.a']],
  ['v1', 'ServiceAccount', { automountServiceAccountToken: false }, { automountServiceAccountToken: true }, []],
  ['acme.example/v1', 'Service', spec({ clusterIP: 'a' }), spec({ clusterIP: 'b' }), []],
])('%s %s: from %j to %j, what must stay is %j', (apiVersion, kind, before, after, fields) => {
  expect(changed(apiVersion, kind, before, after)).toEqual(fields);
}); // prettier-ignore

test.each([
  ['nothing where nothing was in it', spec({ securityContext: {}, volumes: [], nodeSelector: {} }), spec({})],
  ['a group of defaults where it was left out', spec({}), spec({ hostNetwork: false, dnsConfig: { a: [], b: {} } })],
  ['the same quantity', limits({ cpu: '500m', memory: '1Gi' }), limits({ cpu: 0.5, memory: '1024Mi' })],
])('a pod is what it was with %s', (_, before, after) => {
  expect(changed('v1', 'Pod', before, after)).toEqual([]);
}); // prettier-ignore

/** All that the server fills in, as far as it is known. */
const PROBE = { failureThreshold: 3, periodSeconds: 10, successThreshold: 1, timeoutSeconds: 1 };
const DEFAULTS = {
  containers: [
    {
      env: [{ valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'a' } } }],
      imagePullPolicy: 'IfNotPresent',
      livenessProbe: { ...PROBE, httpGet: { path: '/', scheme: 'HTTP' } },
      ports: [{ containerPort: 80, protocol: 'TCP' }],
      terminationMessagePath: '/dev/termination-log',
      terminationMessagePolicy: 'File',
      volumeMounts: [{ name: 'a', readOnly: false }],
    },
  ],
  dnsPolicy: 'ClusterFirst',
  enableServiceLinks: true,
  hostIPC: false,
  hostNetwork: false,
  hostPID: false,
  preemptionPolicy: 'PreemptLowerPriority',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  serviceAccountName: 'default',
  terminationGracePeriodSeconds: 30,
  volumes: [{ name: 'a', secret: { defaultMode: 420 } }],
};
const BARE = {
  containers: [
    {
      env: [{ valueFrom: { fieldRef: { fieldPath: 'a' } } }],
      livenessProbe: { httpGet: {} },
      ports: [{ containerPort: 80 }],
      volumeMounts: [{ name: 'a' }],
    },
  ],
  volumes: [{ name: 'a', secret: {} }],
};

test.each<[string, string, object, object]>([
  ['v1', 'Pod', spec(DEFAULTS), spec(BARE)],
  ['v1', 'Secret', { type: 'Opaque' }, {}],
  ['v1', 'PersistentVolumeClaim', spec({ volumeMode: 'Filesystem' }), spec({})],
  ['apps/v1', 'StatefulSet', spec({ podManagementPolicy: 'OrderedReady' }), spec({})],
  ['batch/v1', 'Job', spec({ completions: 1, completionMode: 'NonIndexed' }), spec({})],
  ['storage.k8s.io/v1', 'StorageClass', { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' }, {}],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { apiGroup: 'rbac.authorization.k8s.io' } }, { roleRef: {} }],
])('a %s %s is the same with its defaults and without', (apiVersion, kind, written, leftOut) => {
  expect(changed(apiVersion, kind, written, leftOut)).toEqual([]);
  expect(changed(apiVersion, kind, leftOut, written)).toEqual([]);
}); // prettier-ignore

test.each([
  ['another quantity', limits({ cpu: '500m' }), limits({ cpu: '501m' }), 'resources.limits.cpu'],
  ['what is no quantity', limits({ cpu: 'a' }), limits({ cpu: 'b' }), 'resources.limits.cpu'],
  ['the same quantity where it is a text', app({ workingDir: '1000m' }), app({ workingDir: '1' }), 'workingDir'],
  ['a sidecar, which no container is by default', app({}), app({ restartPolicy: 'Always' }), 'restartPolicy'],
  ['a value that is no default', app({}), app({ securityContext: { a: {}, runAsUser: 1 } }), 'securityContext'],
])('a pod is not what it was with %s', (_, before, after, field) => {
  expect(changed('v1', 'Pod', before, after)).toEqual([`spec.containers[0].${field}`]);
});

test('an object of the same kind and name of another group, or in another namespace, is another one', () => {
  const [before, after] = [spec({ clusterIP: '10.43.0.1' }), spec({ clusterIP: '10.43.0.2' })];
  expect(messages(object('acme.example/v1', 'Service', before), object('v1', 'Service', after))).toEqual([]);
  expect(messages(object('v1', 'Service', before, { namespace: 'dev' }), object('v1', 'Service', after))).toEqual([]);
});

test('without what was applied last nothing is compared', () => {
  expect(IMMUTABLE.check(manifests(object('v1', 'Service', spec({ clusterIP: 'None' }))))).toEqual([]);
});

test('what was and what is are shown, but never what is secret', () => {
  const advice = 'keep it, rename the object, or delete it before the next apply';
  const [before, after] = [
    { immutable: true, data: { a: 'c2VjcmV0' } },
    { immutable: true, data: { b: 'c2VjcmV0' } },
  ];
  expect(messages(object('v1', 'ConfigMap', before), object('v1', 'ConfigMap', after))).toEqual([
    `data.a must stay as it was applied, which is 'c2VjcmV0', got 'undefined': ${advice}`,
    `data.b must stay as it was applied, which is 'undefined', got 'c2VjcmV0': ${advice}`,
  ]);
  expect(messages(object('v1', 'Secret', before), object('v1', 'Secret', after))).toEqual([
    `data.a must stay as it was applied, which is 'not shown (string)', got 'not shown (undefined)': ${advice}`,
    `data.b must stay as it was applied, which is 'not shown (undefined)', got 'not shown (string)': ${advice}`,
  ]);
  const [one, two] = [spec({ containers: [{}] }), spec({ containers: [{ name: 'a' }, {}] })];
  expect(messages(object('v1', 'Pod', one), object('v1', 'Pod', two))).toEqual([
    `spec.containers must stay as it was applied, which is '[{}]', got '[{"name":"a"},{}]': ${advice}`,
  ]);
});
