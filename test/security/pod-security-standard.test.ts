import { Capability } from 'cdk8s-plus-30';
import { AppArmorProfile, MarCluster, PodSecurityLevel, SeccompProfile, SecurityProps } from '../../lib/index';
import { newCluster, newInstance, podOf } from '../support/instance';
import { testApp } from '../support/manifest';

const { RESTRICTED, BASELINE, PRIVILEGED } = PodSecurityLevel;

/** Each loosening, the first level that lets it through, and how it is quoted. */
const LOOSENINGS: [string, SecurityProps, PodSecurityLevel, string, string][] = [
  ['root', { allowRoot: true }, BASELINE, 'allowRoot', 'true'],
  [
    'privileges to gain',
    { allowPrivilegeEscalation: true },
    BASELINE,
    'allowPrivilegeEscalation',
    'true',
  ],
  ['a writable image', { allowWritableRootFilesystem: true }, RESTRICTED, '', ''],
  ['CAP_NET_BIND_SERVICE', { addCapabilities: [Capability.NET_BIND_SERVICE] }, RESTRICTED, '', ''],
  ['CAP_CHOWN', { addCapabilities: [Capability.NET_BIND_SERVICE, Capability.CHOWN] }, BASELINE, 'addCapabilities', 'CHOWN'],
  ['CAP_SYS_ADMIN', { addCapabilities: [Capability.SYS_ADMIN] }, PRIVILEGED, 'addCapabilities', 'SYS_ADMIN'],
  ['all capabilities', { addCapabilities: [Capability.ALL] }, PRIVILEGED, 'addCapabilities', 'ALL'],
  ['no seccomp', { seccompProfile: SeccompProfile.unconfined() }, PRIVILEGED, 'seccompProfile', 'Unconfined'],
  ['a seccomp profile of the node', { seccompProfile: SeccompProfile.localhost('a.json') }, RESTRICTED, '', ''],
  ['no AppArmor', { appArmorProfile: AppArmorProfile.unconfined() }, PRIVILEGED, 'appArmorProfile', 'Unconfined'],
  ['an AppArmor profile of the node', { appArmorProfile: AppArmorProfile.localhost('a') }, RESTRICTED, '', ''],
  ['the SELinux type container_t', { seLinux: { type: 'container_t', level: 's0' } }, RESTRICTED, '', ''],
  ['the SELinux type spc_t', { seLinux: { type: 'spc_t' } }, PRIVILEGED, 'seLinux.type', 'spc_t'],
  ['an SELinux user', { seLinux: { user: 'system_u' } }, PRIVILEGED, 'seLinux.user', 'system_u'],
  ['an SELinux role', { seLinux: { role: 'system_r' } }, PRIVILEGED, 'seLinux.role', 'system_r'],
  ['empty SELinux fields', { seLinux: { user: '', role: '', type: '' } }, RESTRICTED, '', ''],
]; // prettier-ignore

const LEVELS = [PRIVILEGED, BASELINE, RESTRICTED];
const CASES = LOOSENINGS.flatMap(([what, security, first, prop, value]) =>
  LEVELS.map((level) => ({ what, security, level, prop, value, passes: LEVELS.indexOf(level) <= LEVELS.indexOf(first) })),
); // prettier-ignore

test.each(CASES.filter(({ passes }) => passes))('a cluster of level $level takes $what', ({ security, level }) => {
  expect(podOf(newInstance({ security }, newCluster({ podSecurity: { level } }))).metadata.name).toBe('api');
});

test.each(CASES.filter(({ passes }) => !passes))(
  'fails when an instance of a cluster of level $level has $what',
  ({ security, level, prop, value }) => {
    expect(() => newInstance({ security }, newCluster({ podSecurity: { level } }))).toThrow(
      new Error(
        `[prod/api] security.${prop} must not be loosened so far in a cluster that enforces the pod security level ` +
          `'${level}', got '${value}': leave it out, or change the cluster's podSecurity`,
      ),
    );
  },
);

test('a cluster that says nothing is restricted', () => {
  expect(() => newInstance({ security: { allowRoot: true } })).toThrow(
    new Error(
      '[prod/api] security.allowRoot must not be loosened so far in a cluster that enforces the pod security level ' +
        "'restricted', got 'true': leave it out, or change the cluster's podSecurity",
    ),
  );
});

test('fails when an existing cluster is said to enforce a level that refuses it', () => {
  const existing = MarCluster.fromName(testApp(), 'legacy', { podSecurityLevel: BASELINE });
  expect(() => newInstance({ security: { addCapabilities: [Capability.SYS_ADMIN] } }, existing)).toThrow(
    new Error(
      '[legacy/api] security.addCapabilities must not be loosened so far in a cluster that enforces the pod security level ' +
        "'baseline', got 'SYS_ADMIN': leave it out, or change the cluster's podSecurity",
    ),
  );
});

test('an existing cluster whose level nobody knows refuses nothing', () => {
  const existing = MarCluster.fromName(testApp(), 'legacy');
  const security = { allowRoot: true, addCapabilities: [Capability.SYS_ADMIN] };
  expect(podOf(newInstance({ security }, existing)).metadata.name).toBe('api');
});
