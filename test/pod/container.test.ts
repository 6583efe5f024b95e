import * as kplus from 'cdk8s-plus-30';
import { MarInstance, PodSecurityLevel } from '../../lib';
import { containerOf, LIMITS, newCluster, newInstance, podOf, SMALL } from '../support/instance';
import { expectRefusal, Manifest } from '../support/manifest';

const STOCK = { image: 'proxy:1', resources: LIMITS };
const ALWAYS = kplus.ContainerRestartPolicy.ALWAYS;

/** Every way to get a container. */
const CONTAINERS: [string, string, (instance: MarInstance) => unknown][] = [
  ['the main container', 'app', () => undefined],
  ['a further container', 'more', (instance) => instance.addContainer({ ...STOCK, name: 'more' })],
  ['an init container', 'first', (instance) => instance.addInitContainer({ ...STOCK, name: 'first' })],
  [
    'a native sidecar',
    'side',
    (instance) => instance.addInitContainer({ ...STOCK, name: 'side', restartPolicy: ALWAYS }),
  ],
];

describe.each(CONTAINERS)('%s is hardened: it', (_, name, add) => {
  const container = (): Manifest => {
    const instance = newInstance({ port: 5000 });
    add(instance);
    return containerOf(instance, name);
  };

  test('must not be root', () => {
    expect(container().securityContext.runAsNonRoot).toBe(true);
  });

  test('is not privileged', () => {
    expect(container().securityContext.privileged).toBe(false);
  });

  test('cannot gain privileges', () => {
    expect(container().securityContext.allowPrivilegeEscalation).toBe(false);
  });

  test('cannot write to the files of its image', () => {
    expect(container().securityContext.readOnlyRootFilesystem).toBe(true);
  });

  test('has no capability', () => {
    expect(container().securityContext.capabilities).toEqual({ drop: ['ALL'] });
  });

  test.each(['runAsUser', 'runAsGroup', 'seccompProfile'])('leaves %s to the pod', (field) => {
    expect(container().securityContext).not.toHaveProperty(field);
  });

  test('can write to /tmp, which is its own and takes at most 100 MiB', () => {
    const instance = newInstance();
    add(instance);
    const mount = containerOf(instance, name).volumeMounts.find((each: Manifest) => each.mountPath === '/tmp');
    const volume = podOf(instance).spec.volumes.find((each: Manifest) => each.name === mount.name);
    expect(volume.emptyDir).toEqual({ sizeLimit: '100Mi' });
    expect(mount.name).toBe(name === 'app' ? 'tmp' : `${name}-tmp`);
  });

  test.each(['limits', 'requests'])('has %s on CPU, memory and ephemeral storage', (kind) => {
    expect(Object.keys(container().resources[kind]).sort()).toEqual(['cpu', 'ephemeral-storage', 'memory']);
  });

  test('requests all of its limits', () => {
    const { limits, requests } = container().resources;
    expect(requests).toEqual(limits);
  });

  test('stores at most 1 GiB that goes with the pod', () => {
    expect(container().resources.limits['ephemeral-storage']).toBe('1Gi');
  });

  test.each(['startupProbe', 'livenessProbe', 'readinessProbe', 'lifecycle'])('has no %s', (field) => {
    expect(container()).not.toHaveProperty(field);
  });

  test('is pulled at each start, as its tag may move', () => {
    expect(container().imagePullPolicy).toBe('Always');
  });
});

test('a further container has no startup probe because it has a port, as cdk8s-plus would give it', () => {
  const instance = newInstance();
  instance.addContainer({ ...STOCK, name: 'more', portNumber: 8080 });
  expect(containerOf(instance, 'more')).not.toHaveProperty('startupProbe');
});

test('a further container keeps the probes that it asks for', () => {
  const instance = newInstance();
  const probe = kplus.Probe.fromCommand(['true']);
  instance.addContainer({ ...STOCK, name: 'more', startup: probe, liveness: probe, readiness: probe });
  const { startupProbe, livenessProbe, readinessProbe } = containerOf(instance, 'more');
  for (const rendered of [startupProbe, livenessProbe, readinessProbe]) {
    expect(rendered.exec).toEqual({ command: ['true'] });
  }
});

test('a further container has neither the capabilities nor the writable files that the main one was given', () => {
  const instance = newInstance({
    security: { addCapabilities: [kplus.Capability.NET_BIND_SERVICE], allowWritableRootFilesystem: true },
  });
  instance.addContainer({ ...STOCK, name: 'more' });
  expect(containerOf(instance, 'more').securityContext).toMatchObject({
    capabilities: { drop: ['ALL'] },
    readOnlyRootFilesystem: true,
  });
});

test('a further container may be root where the instance may', () => {
  const instance = newInstance(
    { security: { allowRoot: true } },
    newCluster({ podSecurity: { level: PodSecurityLevel.BASELINE } }),
  );
  instance.addContainer({ ...STOCK, name: 'more' });
  expect(containerOf(instance, 'more').securityContext.runAsNonRoot).toBe(false);
});

test('containers keep the order in which they were added', () => {
  const instance = newInstance();
  for (const name of ['b', 'a']) instance.addContainer({ ...STOCK, name });
  for (const name of ['d', 'c']) instance.addInitContainer({ ...STOCK, name });
  const { containers, initContainers } = podOf(instance).spec;
  expect(containers.map((each: Manifest) => each.name)).toEqual(['app', 'b', 'a']);
  expect(initContainers.map((each: Manifest) => each.name)).toEqual(['d', 'c']);
  expect(instance.containers.map((each) => each.name)).toEqual(['app', 'b', 'a']);
  expect(instance.initContainers.map((each) => each.name)).toEqual(['d', 'c']);
});

test('init containers without a name are numbered, as cdk8s-plus does', () => {
  const instance = newInstance();
  const names = [STOCK, STOCK].map((stock) => instance.addInitContainer(stock).name);
  expect(names).toEqual(['init-0', 'init-1']);
});

test('a native sidecar is an init container that is always restarted and may have probes', () => {
  const instance = newInstance();
  const readiness = kplus.Probe.fromCommand(['true']);
  instance.addInitContainer({ ...STOCK, name: 'side', restartPolicy: ALWAYS, readiness });
  expect(podOf(instance).spec.initContainers).toEqual([
    expect.objectContaining({ name: 'side', restartPolicy: 'Always', readinessProbe: expect.anything() }),
  ]);
});

test.each(['readiness', 'liveness', 'startup'])('fails when an init container has a %s probe', (kind) => {
  const instance = newInstance();
  const stock = { ...STOCK, name: 'first', [kind]: kplus.Probe.fromCommand(['true']) };
  expectRefusal(
    instance,
    () => instance.addInitContainer(stock),
    `[prod/api] initContainers['first'].${kind} must not be given, as it runs to its end, got '${kind}': leave it out, or ` +
      'make the container a sidecar with restartPolicy ALWAYS',
  );
});

test.each([
  ['addContainer', 'app', 'containers'],
  ['addContainer', 'first', 'containers'],
  ['addInitContainer', 'app', 'initContainers'],
  ['addInitContainer', 'first', 'initContainers'],
] as const)('fails when %s is given the name %s, which a container has already', (add, name, list) => {
  const instance = newInstance();
  instance.addInitContainer({ ...STOCK, name: 'first' });
  expectRefusal(
    instance,
    () => instance[add]({ ...STOCK, name }),
    `[prod/api] ${list}[].name must be unique in its pod, got '${name}': rename the container`,
  );
});

test.each([
  ['no name', undefined, ''],
  ['a name in capitals', 'Proxy', 'Proxy'],
])('fails when a further container has %s', (_, name, quoted) => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => instance.addContainer({ ...STOCK, name }),
    `[prod/api] containers['${quoted}'].name must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter ` +
      `or digit), got '${quoted}': rename the container`,
  );
});

test('fails when the image of a further container has no version', () => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => instance.addContainer({ ...STOCK, name: 'more', image: 'proxy' }),
    "[prod/api] containers['more'].image must name its version by a digest or a tag other than 'latest', got 'proxy': add " +
      "one, such as ':1.4.2'",
  );
});

test('what is given to containers is copied', () => {
  const env = { A: kplus.EnvValue.fromValue('1') };
  const instance = new MarInstance(newCluster(), 'api', { ...SMALL, env });
  Object.assign(env, { B: kplus.EnvValue.fromValue('2') });
  expect(containerOf(instance).env).toEqual([{ name: 'A', value: '1' }]);
});
