import { Example, Patch, pod } from '../../cases/objects';
import { codes } from './enforced';

const own = (securityContext: Patch, spec: Patch = {}): Example =>
  pod({ spec: { ...spec, containers: [{ securityContext }] } });
const ofPod = (securityContext: Patch, spec: Patch = {}): Example => pod({ spec: { ...spec, securityContext } });
const sysctl = (name: string): Example => ofPod({ sysctls: [{ name }] });

const PROBE = pod({ spec: { containers: [{ livenessProbe: { tcpSocket: { host: 'other', port: 80 } } }] } });
const UNMASKED = own({ procMount: 'Unmasked' }, { hostUsers: false });
const OWN_ROOT = ofPod({ runAsUser: 0, runAsNonRoot: undefined }, { hostUsers: false });
const WINDOWS = pod({
  spec: {
    os: { name: 'windows' },
    securityContext: { runAsUser: undefined, seccompProfile: undefined },
    containers: [{ securityContext: undefined }],
  },
});
const LINUX = pod({ spec: { ...(WINDOWS.shown.spec as Patch), os: { name: 'linux' } } });
const UNCONFINED = pod({
  metadata: { annotations: { 'container.seccomp.security.alpha.kubernetes.io/app': 'unconfined' } },
});

/** What is found by the version before, and by the version. */
test.each([
  ['baseline', 34, 'hosts of probes', PROBE, [], ['MAR-P07']],
  ['baseline', 31, 'container_engine_t', own({ seLinuxOptions: { type: 'container_engine_t' } }), ['MAR-P09'], []],
  ['baseline', 35, 'an unmasked /proc with users of its own', UNMASKED, ['MAR-P10'], []],
  ['restricted', 35, 'an unmasked /proc all the same', UNMASKED, ['MAR-P10'], ['MAR-P10']],
  ['baseline', 19, 'the field of seccomp', own({ seccompProfile: { type: 'Unconfined' } }), [], ['MAR-P11']],
  ['baseline', 19, 'the annotation of seccomp', UNCONFINED, ['MAR-P11'], []],
  ['restricted', 19, 'the field of seccomp', own({ seccompProfile: { type: 'Unconfined' } }), [], ['MAR-P17']],
  ['restricted', 19, 'the annotation of seccomp', UNCONFINED, ['MAR-P11'], []],
  ['baseline', 27, 'ip_local_reserved_ports', sysctl('net.ipv4.ip_local_reserved_ports'), ['MAR-P12'], []],
  ['baseline', 29, 'tcp_keepalive_time', sysctl('net.ipv4.tcp_keepalive_time'), ['MAR-P12'], []],
  ['baseline', 29, 'tcp_fin_timeout', sysctl('net.ipv4.tcp_fin_timeout'), ['MAR-P12'], []],
  ['baseline', 29, 'tcp_keepalive_intvl', sysctl('net.ipv4.tcp_keepalive_intvl'), ['MAR-P12'], []],
  ['baseline', 29, 'tcp_keepalive_probes', sysctl('net.ipv4.tcp_keepalive_probes'), ['MAR-P12'], []],
  ['baseline', 32, 'tcp_rmem', sysctl('net.ipv4.tcp_rmem'), ['MAR-P12'], []],
  ['baseline', 32, 'tcp_wmem', sysctl('net.ipv4.tcp_wmem'), ['MAR-P12'], []],
  ['restricted', 8, 'gaining privileges', own({ allowPrivilegeEscalation: undefined }), [], ['MAR-P14']],
  ['restricted', 23, 'the user root', own({ runAsUser: 0 }), [], ['MAR-P16']],
  ['restricted', 35, 'root with users of its own', OWN_ROOT, ['MAR-P15', 'MAR-P16'], []],
  ['restricted', 19, 'no seccomp profile', ofPod({ seccompProfile: undefined }), [], ['MAR-P17']],
  ['restricted', 22, 'capabilities that are not dropped', own({ capabilities: undefined }), [], ['MAR-P18']],
  [
    'restricted',
    22,
    'few capabilities that are dropped',
    own({ capabilities: { drop: ['NET_RAW'] } }),
    [],
    ['MAR-P18'],
  ],
  ['restricted', 22, 'a capability', own({ capabilities: { add: ['SYS_TIME'] } }), ['MAR-P04'], ['MAR-P18']],
  ['restricted', 25, 'a Windows pod', WINDOWS, ['MAR-P14', 'MAR-P17', 'MAR-P18'], []],
  ['restricted', 25, 'a Linux pod', LINUX, ['MAR-P14', 'MAR-P17', 'MAR-P18'], ['MAR-P14', 'MAR-P17', 'MAR-P18']],
])('at %s, v1.%i is the first to judge so: %s', (level, minor, _, example, before, since) => {
  expect(codes(example, level, `v1.${minor - 1}`)).toEqual(before);
  expect(codes(example, level, `v1.${minor}`)).toEqual(since);
  expect(codes(example, level, 'latest')).toEqual(codes(example, level, 'v1.36'));
});

test.each([
  ['a path of the node', pod({ spec: { volumes: [{ name: 'data', hostPath: { path: '/' } }] } }), 'MAR-P05', 'MAR-P13'],
  ['a capability', own({ capabilities: { add: ['SYS_TIME'] } }), 'MAR-P04', 'MAR-P18'],
  ['no seccomp', own({ seccompProfile: { type: 'Unconfined' } }), 'MAR-P11', 'MAR-P17'],
  ['an unmasked /proc', own({ procMount: 'Unmasked' }), 'MAR-P10', 'MAR-P10'],
])('%s is found once at each level', (_, example, atBaseline, atRestricted) => {
  expect(codes(example, 'baseline', 'latest')).toEqual([atBaseline]);
  expect(codes(example, 'restricted', 'latest')).toEqual([atRestricted]);
});

test.each([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_syncookies',
])('the sysctl %s is safe in all versions', (name) => {
  expect(codes(sysctl(name), 'restricted', 'v1.0')).toEqual([]);
});
