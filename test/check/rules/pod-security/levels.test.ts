import { POD_SECURITY } from '../../../../lib/check/rules/pod-security/all';
import { daemonSet, deployment, Example, job, object, Patch, pod, statefulSet } from '../../cases/objects';
import { codes, fields, foundAt, foundIn } from './enforced';

const HOST_NETWORK = pod({ spec: { hostNetwork: true } });
const COMPLAINT = "must not be true at the pod security level 'baseline' that the namespace enforces, got 'true'";

test('the controls have their codes in the order of the standards', () => {
  const numbers = POD_SECURITY.map((_, i) => `MAR-P${String(i + 1).padStart(2, '0')}`);
  expect(POD_SECURITY.map(({ code }) => code)).toEqual(numbers);
});

test.each([
  ['nothing of a namespace that is made elsewhere', foundIn(HOST_NETWORK), []],
  ['nothing of a namespace without a level', codes(HOST_NETWORK), []],
  ['nothing of a namespace that has a version only', codes(HOST_NETWORK, undefined, 'v1.30'), []],
  ['nothing of a privileged namespace', codes(HOST_NETWORK, 'privileged'), []],
  ['what baseline refuses at baseline', codes(HOST_NETWORK, 'baseline'), ['MAR-P02']],
  ['what baseline refuses at restricted', codes(HOST_NETWORK, 'restricted'), ['MAR-P02']],
  ['all of restricted at a level that Kubernetes does not know', codes(bare(), 'strict').slice(-1), ['MAR-P18']],
  ['all of restricted at an empty level', codes(bare(), '').slice(-1), ['MAR-P18']],
  ['what the latest version refuses at one that is not valid', codes(bare(), 'restricted', 'v1.021').slice(-1), ['MAR-P18']], // prettier-ignore
  ['what the latest version refuses at one to come', codes(bare(), 'restricted', 'v1.99').slice(-1), ['MAR-P18']],
  ['less at an old version', codes(bare(), 'restricted', 'v1.21').slice(-1), ['MAR-P17']],
])('finds %s', (_, codesFound, expected) => {
  expect(codesFound).toEqual(expected);
});

/** Says nothing of its security. */
function bare(spec: Patch = {}): Example {
  return pod({ spec: { ...spec, securityContext: undefined, containers: [{ securityContext: undefined }] } });
}

test('what is left out is asked of the pod where containers inherit it, else of each container', () => {
  const initContainers = [{ name: 'migrate', image: 'registry.example.com/app:1' }];
  expect(fields(bare({ initContainers }), 'restricted')).toEqual([
    "spec.initContainers['migrate'].securityContext.allowPrivilegeEscalation",
    "spec.containers['app'].securityContext.allowPrivilegeEscalation",
    'spec.securityContext.runAsNonRoot',
    'spec.securityContext.seccompProfile.type',
    "spec.initContainers['migrate'].securityContext.capabilities.drop",
    "spec.containers['app'].securityContext.capabilities.drop",
  ]);
});

const spec = { hostNetwork: true };

test.each([
  ['Pod', HOST_NETWORK, 'spec'],
  ['Deployment', deployment({ spec: { template: { spec } } }), 'spec.template.spec'],
  ['StatefulSet', statefulSet({ spec: { template: { spec } } }), 'spec.template.spec'],
  ['DaemonSet', daemonSet({ spec: { template: { spec } } }), 'spec.template.spec'],
  ['ReplicaSet', object('apps/v1', 'ReplicaSet', { spec: { template: { spec } } }), 'spec.template.spec'],
  ['ReplicationController', object('v1', 'ReplicationController', { spec: { template: { spec } } }), 'spec.template.spec'], // prettier-ignore
  ['Job', job({ spec: { template: { spec } } }), 'spec.template.spec'],
  ['CronJob', object('batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template: { spec } } } } }), 'spec.jobTemplate.spec.template.spec'], // prettier-ignore
])('fails when the pods of a %s have the network of their nodes', (_, example, field) => {
  const message = `${field}.hostNetwork ${COMPLAINT}: remove it, or lower the cluster's podSecurity`;
  expect(foundAt(example, 'baseline')).toEqual([['MAR-P02', message]]);
});

test('a workload without a template has no pods', () => {
  expect(codes(object('apps/v1', 'Deployment', {}), 'restricted')).toEqual([]);
});

test('the annotations of a workload are not those of its pods', () => {
  const metadata = { annotations: { 'container.apparmor.security.beta.kubernetes.io/app': 'unconfined' } };
  expect(codes(deployment({ metadata }), 'baseline')).toEqual([]);
  expect(fields(deployment({ spec: { template: { metadata } } }), 'baseline')).toEqual([
    "spec.template.metadata.annotations['container.apparmor.security.beta.kubernetes.io/app']",
  ]);
});

test('what is null is as if it were not there', () => {
  const handlers = { livenessProbe: null, readinessProbe: { httpGet: null }, lifecycle: { preStop: null } };
  const securityContext = { capabilities: { add: null, drop: ['ALL'] }, procMount: null, runAsNonRoot: null };
  const container = { ports: [{ containerPort: 80, hostPort: null }], securityContext, ...handlers };
  const volumes = [{ name: 'data', hostPath: null, emptyDir: {} }];
  const podContext = { sysctls: null, windowsOptions: null, seLinuxOptions: { type: null }, runAsUser: null };
  const nulls = pod({
    spec: { containers: [container], volumes, securityContext: podContext, ephemeralContainers: null },
  });
  expect(codes(nulls, 'restricted')).toEqual([]);
  const securityContextToo = { spec: { securityContext: null, containers: [{ securityContext: null }] } };
  expect(codes(pod(securityContextToo), 'restricted')).toEqual(codes(bare(), 'restricted'));
});

test('what is no list has nothing in it', () => {
  const securityContext = { capabilities: { add: 'CHOWN', drop: 'ALL' } };
  const spec = { volumes: 'data', securityContext: { sysctls: 1 }, ephemeralContainers: {} };
  const wrong = pod({ spec: { ...spec, containers: [{ securityContext, ports: { hostPort: 80 } }] } });
  expect(codes(wrong, 'restricted')).toEqual(['MAR-P18']);
});

test('what has no name is found by its place', () => {
  const own = { name: undefined, ports: [{ containerPort: 80 }, { containerPort: 81, hostPort: 81 }] };
  const volumes = [{ hostPath: { path: '/data' } }];
  const ephemeralContainers = [{ securityContext: { privileged: true } }];
  const nameless = pod({ spec: { containers: [own], volumes, ephemeralContainers } });
  expect(fields(nameless, 'baseline')).toEqual([
    "spec.ephemeralContainers['0'].securityContext.privileged",
    "spec.volumes['0'].hostPath",
    "spec.containers['0'].ports['1'].hostPort",
  ]);
  expect(fields(nameless, 'restricted')).toContain("spec.volumes['0']");
  const sysctls = [{ value: '1' }];
  const annotations = { 'container.seccomp.security.alpha.kubernetes.io/': 'unconfined' };
  const older = pod({ metadata: { annotations }, spec: { containers: [own], securityContext: { sysctls } } });
  expect(codes(older, 'baseline', 'v1.18')).toEqual(['MAR-P06', 'MAR-P11', 'MAR-P12']);
});

test('every handler is looked at, of whatever kind', () => {
  const elsewhere = { tcpSocket: { host: 'other', port: 80 } };
  const here = { httpGet: { host: '', port: 80 } };
  const lifecycle = { postStart: elsewhere, preStop: { exec: { command: ['true'] } } };
  const containers = [{ livenessProbe: elsewhere, readinessProbe: here, startupProbe: elsewhere, lifecycle }];
  expect(fields(pod({ spec: { containers } }), 'baseline')).toEqual([
    "spec.containers['app'].livenessProbe.tcpSocket.host",
    "spec.containers['app'].startupProbe.tcpSocket.host",
    "spec.containers['app'].lifecycle.postStart.tcpSocket.host",
  ]);
});

test('SELinux options may be empty, and no user nor role is permitted', () => {
  const empty = { type: '', user: '', role: '' };
  expect(codes(pod({ spec: { securityContext: { seLinuxOptions: empty } } }), 'baseline')).toEqual([]);
  const seLinuxOptions = { type: 'container_kvm_t', user: 'system_u', role: 'system_r' };
  expect(fields(pod({ spec: { securityContext: { seLinuxOptions } } }), 'baseline')).toEqual([
    'spec.securityContext.seLinuxOptions.user',
    'spec.securityContext.seLinuxOptions.role',
  ]);
});

test('an annotation for a container that is not there switches no seccomp off', () => {
  const annotations = { 'container.seccomp.security.alpha.kubernetes.io/other': 'unconfined' };
  expect(codes(pod({ metadata: { annotations } }), 'baseline', 'v1.18')).toEqual([]);
});

test('what a pod has of its own is permitted', () => {
  const volumes = [{ name: 'data', emptyDir: {} }];
  const securityContext = { appArmorProfile: { type: 'RuntimeDefault' }, sysctls: [] };
  expect(codes(pod({ spec: { volumes, securityContext } }), 'baseline')).toEqual([]);
});

test('a volume without a type is an emptyDir', () => {
  expect(codes(pod({ spec: { volumes: [{ name: 'data' }] } }), 'restricted')).toEqual([]);
});

test('the network of the node is found with the host process that needs it', () => {
  const securityContext = { windowsOptions: { hostProcess: true } };
  expect(codes(pod({ spec: { hostNetwork: true, securityContext } }), 'baseline')).toEqual(['MAR-P01']);
  expect(codes(pod({ spec: { hostNetwork: true, hostIPC: true, securityContext } }), 'baseline')).toEqual([
    'MAR-P01',
    'MAR-P02',
  ]);
});
