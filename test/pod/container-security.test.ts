import * as kplus from 'cdk8s-plus-30';
import { MarInstance, PodSecurityLevel } from '../../lib';
import { containerOf, LIMITS, newCluster, newInstance } from '../support/instance';
import { expectRefusal, Manifest } from '../support/manifest';

const open = (): MarInstance => newInstance({}, newCluster({ podSecurity: { level: PodSecurityLevel.PRIVILEGED } }));

function add(instance: MarInstance, securityContext: kplus.ContainerSecurityContextProps): Manifest {
  instance.addContainer({ name: 'more', image: 'proxy:1', resources: LIMITS, securityContext });
  return containerOf(instance, 'more').securityContext;
}

test('a further container is loosened by what its security context says, and by nothing else', () => {
  const securityContext = {
    user: 20000,
    group: 20001,
    ensureNonRoot: false,
    readOnlyRootFilesystem: false,
    allowPrivilegeEscalation: true,
    capabilities: { add: [kplus.Capability.CHOWN] },
    seccompProfile: { type: kplus.SeccompProfileType.LOCALHOST, localhostProfile: 'more.json' },
  };
  expect(add(open(), securityContext)).toEqual({
    runAsUser: 20000,
    runAsGroup: 20001,
    runAsNonRoot: false,
    readOnlyRootFilesystem: false,
    allowPrivilegeEscalation: true,
    privileged: false,
    capabilities: { drop: ['ALL'], add: ['CHOWN'] },
    seccompProfile: { type: 'Localhost', localhostProfile: 'more.json' },
  });
});

test('a privileged container can gain privileges, as Kubernetes refuses it otherwise', () => {
  expect(add(open(), { privileged: true })).toMatchObject({ privileged: true, allowPrivilegeEscalation: true });
});

test('fails when a privileged container says that it cannot gain privileges, which Kubernetes refuses', () => {
  expect(() => add(open(), { privileged: true, allowPrivilegeEscalation: false })).toThrow(
    /^\[prod\/api\] containers\['more'\]\.securityContext\.allowPrivilegeEscalation must .+, got 'false': .+$/,
  );
});

test('a container that keeps some capabilities has none but those that it adds', () => {
  const capabilities = { drop: [kplus.Capability.CHOWN] };
  expect(add(open(), { capabilities }).capabilities).toEqual({ drop: ['ALL'] });
});

test('a container with a writable root filesystem gets no /tmp of its own', () => {
  const instance = newInstance();
  add(instance, { readOnlyRootFilesystem: false });
  expect(containerOf(instance, 'more')).not.toHaveProperty('volumeMounts');
});

test.each([
  ['user', -1],
  ['user', NaN],
  ['group', 1.5],
  ['group', 2147483648],
])('fails when the %s of a further container is %s', (prop, id) => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => add(instance, { [prop]: id }),
    `[prod/api] containers['more'].securityContext.${prop} must be a whole number of 0 to 2147483647, got '${id}': ` +
      'correct it',
  );
});

test('fails when a container that runs as non-root is root', () => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => add(instance, { user: 0 }),
    "[prod/api] containers['more'].securityContext.user must not be root, as the container runs as non-root, got '0': choose " +
      'another id',
  );
});

test('a container that may be root can be root', () => {
  expect(add(open(), { user: 0, ensureNonRoot: false })).toMatchObject({ runAsUser: 0, runAsNonRoot: false });
});

test.each([
  ['privileged', { privileged: true }, 'true'],
  ['allowRoot', { ensureNonRoot: false }, 'true'],
  ['allowPrivilegeEscalation', { allowPrivilegeEscalation: true }, 'true'],
  ['addCapabilities', { capabilities: { add: [kplus.Capability.CHOWN] } }, 'CHOWN'],
  ['seccompProfile', { seccompProfile: { type: kplus.SeccompProfileType.UNCONFINED } }, 'Unconfined'],
])('fails when a container of a restricted cluster is loosened by %s', (prop, securityContext, value) => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => add(instance, securityContext),
    `[prod/api] containers['more'].securityContext.${prop} must not be loosened so far in a cluster that enforces the pod ` +
      `security level 'restricted', got '${value}': leave it out, or change the cluster's podSecurity`,
  );
});

test('fails when a container of a restricted cluster takes a port of the node', () => {
  const instance = newInstance();
  const ports = [{ number: 80 }, { number: 81, hostPort: 8081 }];
  expectRefusal(
    instance,
    () => instance.addContainer({ name: 'more', image: 'proxy:1', resources: LIMITS, ports }),
    "[prod/api] containers['more'].securityContext.hostPort must not be loosened so far in a cluster that enforces the pod " +
      "security level 'restricted', got '8081': leave it out, or change the cluster's podSecurity",
  );
});

test('a container of a privileged cluster may take a port of the node', () => {
  const instance = open();
  const ports = [{ number: 81, hostPort: 8081 }];
  instance.addContainer({ name: 'more', image: 'proxy:1', resources: LIMITS, ports });
  expect(containerOf(instance, 'more').ports).toEqual([{ containerPort: 81, hostPort: 8081 }]);
});

test('fails when a further container names no file of its own seccomp profile', () => {
  const seccompProfile = { type: kplus.SeccompProfileType.LOCALHOST };
  expect(() =>
    newInstance().addContainer({
      name: 'more',
      image: 'more:1',
      resources: LIMITS,
      securityContext: { seccompProfile },
    }),
  ).toThrow(
    new Error(
      "[prod/api] containers['more'].securityContext.seccompProfile.localhostProfile must be relative and without '..', got " +
        "'': correct the path",
    ),
  );
});
