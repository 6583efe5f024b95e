import { Capability } from 'cdk8s-plus-30';
import { AppArmorProfile, PodSecurityLevel, SeccompProfile, SecurityProps } from '../../lib/index';
import { containerOf, newCluster, newInstance, podOf } from '../support/instance';
import { frozen, Manifest } from '../support/manifest';

const open = (security: SecurityProps): ReturnType<typeof newInstance> =>
  newInstance({ security }, newCluster({ podSecurity: { level: PodSecurityLevel.PRIVILEGED } }));
const podContext = (security: SecurityProps): Manifest => podOf(open(security)).spec.securityContext;
const appContext = (security: SecurityProps): Manifest => containerOf(open(security)).securityContext;

test('every prop of security is at its place', () => {
  const security: Required<SecurityProps> = {
    user: 20000,
    group: 20001,
    fsGroup: 20002,
    allowRoot: true,
    allowPrivilegeEscalation: true,
    allowWritableRootFilesystem: true,
    addCapabilities: [Capability.NET_BIND_SERVICE, Capability.CHOWN],
    seccompProfile: SeccompProfile.localhost('orders.json'),
    seLinux: { level: 's0:c1', role: 'r', type: 't', user: 'u' },
    appArmorProfile: AppArmorProfile.localhost('orders'),
  };
  const instance = open(frozen(security));
  expect(podOf(instance).spec.securityContext).toMatchObject({
    runAsUser: 20000,
    runAsGroup: 20001,
    fsGroup: 20002,
    runAsNonRoot: false,
    seccompProfile: { type: 'Localhost', localhostProfile: 'orders.json' },
    seLinuxOptions: { level: 's0:c1', role: 'r', type: 't', user: 'u' },
    appArmorProfile: { type: 'Localhost', localhostProfile: 'orders' },
  });
  expect(containerOf(instance).securityContext).toEqual({
    runAsNonRoot: false,
    allowPrivilegeEscalation: true,
    readOnlyRootFilesystem: false,
    privileged: false,
    capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'CHOWN'] },
  });
});

test('the group is the user, unless another is given', () => {
  expect(podContext({ user: 1000 })).toMatchObject({ runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 });
});

test('the group of the volumes is the group, unless another is given', () => {
  expect(podContext({ group: 1000 })).toMatchObject({ runAsUser: 65532, runAsGroup: 1000, fsGroup: 1000 });
});

test.each(['allowRoot', 'allowPrivilegeEscalation', 'allowWritableRootFilesystem'])(
  '%s: false is the same as not to say it',
  (prop) => {
    expect(appContext({ [prop]: false })).toEqual(appContext({}));
    expect(podContext({ [prop]: false })).toEqual(podContext({}));
  },
);

test('an instance that may be root still is not unless it says so', () => {
  expect(podContext({ allowRoot: true })).toMatchObject({ runAsUser: 65532, runAsNonRoot: false });
});

test('an instance that may be root can be root', () => {
  expect(podContext({ allowRoot: true, user: 0 })).toMatchObject({ runAsUser: 0, runAsGroup: 0, fsGroup: 0 });
});

test('no capabilities to add are the same as not to say so', () => {
  expect(appContext({ addCapabilities: [] }).capabilities).toEqual({ drop: ['ALL'] });
});

test.each([
  ['runtimeDefault', SeccompProfile.runtimeDefault(), { type: 'RuntimeDefault' }],
  ['localhost', SeccompProfile.localhost('a/b.json'), { type: 'Localhost', localhostProfile: 'a/b.json' }],
  ['unconfined', SeccompProfile.unconfined(), { type: 'Unconfined' }],
])('SeccompProfile.%s is the profile of all processes', (_, seccompProfile, rendered) => {
  expect(podContext({ seccompProfile }).seccompProfile).toEqual(rendered);
});

test.each([
  ['runtimeDefault', AppArmorProfile.runtimeDefault(), { type: 'RuntimeDefault' }],
  ['localhost', AppArmorProfile.localhost('orders'), { type: 'Localhost', localhostProfile: 'orders' }],
  ['unconfined', AppArmorProfile.unconfined(), { type: 'Unconfined' }],
])('AppArmorProfile.%s is the profile of all processes, too', (_, appArmorProfile, rendered) => {
  expect(podContext({ appArmorProfile }).appArmorProfile).toEqual(rendered);
});

test.each([
  ['user', 0],
  ['group', 0],
  ['fsGroup', 2147483647],
])('%s may be %s', (prop, id) => {
  expect(podContext({ allowRoot: true, [prop]: id })).toMatchObject({ fsGroup: id });
});

test.each([
  ['user', -1],
  ['group', 1.5],
  ['fsGroup', 2147483648],
  ['user', NaN],
])('fails when %s is %s', (prop, id) => {
  expect(() => newInstance({ security: { [prop]: id } })).toThrow(
    new Error(`[prod/api] security.${prop} must be a whole number of 0 to 2147483647, got '${id}': correct it`),
  );
});

test.each([undefined, false])('fails when the user is root and allowRoot is %s', (allowRoot) => {
  expect(() => open({ user: 0, allowRoot })).toThrow(
    new Error(
      "[prod/api] security.user must not be root, as the instance runs as non-root, got '0': choose another id, or set " +
        'security.allowRoot',
    ),
  );
});

test.each([
  [
    'a seccomp profile leads out of the folder of profiles',
    () => SeccompProfile.localhost('../x'),
    "[SeccompProfile.localhost] path must be relative and without '..', got '../x': correct the path",
  ],
  [
    'an AppArmor profile has no name',
    () => AppArmorProfile.localhost(''),
    "AppArmorProfile.localhost('') must have a name: give that of a loaded profile",
  ],
])('fails at once when %s', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});
