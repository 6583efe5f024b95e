import { Chart, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { MarDeployment, MarVolume, ProjectedSource } from '../../lib';
import { containerOf, FAILING_NODES, LIMITS, newCluster, newInstance, podOf } from '../support/instance';
import { Manifest, only } from '../support/manifest';

const { NodeTaintQuery, TaintEffect, Volume } = kplus;

test('an empty variable has no value, as the API server leaves it out', () => {
  const env = { EMPTY: kplus.EnvValue.fromValue(''), FULL: kplus.EnvValue.fromValue(' ') };
  const instance = newInstance({ env });
  instance.addContainer({ name: 'proxy', image: 'proxy:1', resources: LIMITS, envVariables: env });
  for (const name of ['app', 'proxy']) {
    expect(containerOf(instance, name).env).toEqual([{ name: 'EMPTY' }, { name: 'FULL', value: ' ' }]);
  }
});

test.each([
  ['0.001', '1m', kplus.ResourceFieldPaths.CPU_LIMIT],
  ['1', '1', kplus.ResourceFieldPaths.CPU_LIMIT],
  ['1024Ki', '1Mi', kplus.ResourceFieldPaths.MEMORY_LIMIT],
  ['1000000', '1M', kplus.ResourceFieldPaths.MEMORY_LIMIT],
])('the divisor %s of a variable is written as %s', (divisor, written, resource) => {
  const LIMIT = kplus.EnvValue.fromResource(resource, { divisor });
  const resourceFieldRef = { resource, divisor: written };
  expect(containerOf(newInstance({ env: { LIMIT } })).env).toEqual([
    { name: 'LIMIT', valueFrom: { resourceFieldRef } },
  ]);
});

describe('a volume', () => {
  const volumeOf = (make: (scope: kplus.Pod) => kplus.Volume): Manifest => {
    const instance = newInstance();
    instance.addVolume(make(instance));
    return podOf(instance).spec.volumes.at(-1);
  };
  const map = (scope: kplus.Pod): kplus.IConfigMap => kplus.ConfigMap.fromConfigMapName(scope, 'map', 'settings');
  const secret = (scope: kplus.Pod): kplus.ISecret => kplus.Secret.fromSecretName(scope, 'key', 'key');
  const claim = (scope: kplus.Pod): kplus.IPersistentVolumeClaim =>
    kplus.PersistentVolumeClaim.fromClaimName(scope, 'claim', 'old');
  const medium = kplus.EmptyDirMedium.DEFAULT;

  test.each<[string, (scope: kplus.Pod) => kplus.Volume, Manifest]>([
    [
      'of 1024 MiB, on the default medium',
      (scope) => Volume.fromEmptyDir(scope, 'v', 'v', { medium, sizeLimit: Size.mebibytes(1024) }),
      { emptyDir: { sizeLimit: '1Gi' } },
    ],
    [
      'in memory',
      (scope) => Volume.fromEmptyDir(scope, 'v', 'v', { medium: kplus.EmptyDirMedium.MEMORY }),
      { emptyDir: { medium: 'Memory' } },
    ],
    ['without a bound', (scope) => Volume.fromEmptyDir(scope, 'v', 'v', { medium }), { emptyDir: {} }],
    [
      'of a ConfigMap with no keys given',
      (scope) => Volume.fromConfigMap(scope, 'v', map(scope), { items: {} }),
      { configMap: { name: 'settings' } },
    ],
    [
      'of a Secret that must be there',
      (scope) => Volume.fromSecret(scope, 'v', secret(scope), { items: {}, optional: false }),
      { secret: { secretName: 'key', optional: false } },
    ],
    [
      'of a claim that may be written',
      (scope) => Volume.fromPersistentVolumeClaim(scope, 'v', claim(scope), { readOnly: false }),
      { persistentVolumeClaim: { claimName: 'old' } },
    ],
    [
      'of a claim that may only be read',
      (scope) => Volume.fromPersistentVolumeClaim(scope, 'v', claim(scope), { readOnly: true }),
      { persistentVolumeClaim: { claimName: 'old', readOnly: true } },
    ],
    [
      'of several sources with no keys given',
      (scope) =>
        MarVolume.projected(scope, 'v', [
          ProjectedSource.configMap('settings', {}),
          ProjectedSource.secret('key', {}),
          ProjectedSource.fields({}),
        ]),
      {
        projected: { sources: [{ configMap: { name: 'settings' } }, { secret: { name: 'key' } }, { downwardAPI: {} }] },
      },
    ],
  ])('%s is written as the API server returns it', (_, make, expected) => {
    expect(volumeOf(make)).toEqual({ name: expect.any(String), ...expected });
  });
});

describe('the tolerations of an instance', () => {
  const [notReady, unreachable] = FAILING_NODES;
  const tolerationsOf = (...tolerations: kplus.NodeTaintQuery[]): Manifest =>
    podOf(newInstance({ tolerations })).spec.tolerations;
  const noExecute = { effect: TaintEffect.NO_EXECUTE, evictAfter: Duration.seconds(30) };
  const shortly = (key: string): kplus.NodeTaintQuery => NodeTaintQuery.exists(key, noExecute);

  test('are none where it says none', () => {
    expect(tolerationsOf()).toBeUndefined();
  });

  test('are followed by those that the API server adds', () => {
    const own = { key: 'gpu', operator: 'Exists' };
    expect(tolerationsOf(NodeTaintQuery.exists('gpu'))).toEqual([own, notReady, unreachable]);
  });

  test('of failing nodes are its own where it says them', () => {
    const key = 'node.kubernetes.io/not-ready';
    expect(tolerationsOf(shortly(key))).toEqual([{ ...notReady, tolerationSeconds: 30 }, unreachable]);
    expect(tolerationsOf(NodeTaintQuery.exists(key), shortly('node.kubernetes.io/unreachable'))).toHaveLength(2);
  });

  test('of all taints are all that it needs', () => {
    expect(tolerationsOf(NodeTaintQuery.any())).toEqual([{ operator: 'Exists' }]);
  });

  test('have no empty value, which the API server leaves out', () => {
    const own = { key: 'gpu', operator: 'Equal' };
    expect(tolerationsOf(NodeTaintQuery.is('gpu', ''))).toEqual([own, notReady, unreachable]);
    const workload = new MarDeployment(newCluster(), 'web', {
      image: 'web:1',
      cpu: kplus.Cpu.millis(100),
      memory: Size.mebibytes(64),
      replicas: 1,
      tolerations: [NodeTaintQuery.is('gpu', '')],
    });
    expect(only(Chart.of(workload), 'Deployment').spec.template.spec.tolerations).toEqual([own]);
  });

  test('of another effect do not tolerate a failing node', () => {
    const own = NodeTaintQuery.exists('node.kubernetes.io/not-ready', { effect: TaintEffect.NO_SCHEDULE });
    expect(tolerationsOf(own).slice(1)).toEqual([notReady, unreachable]);
  });
});

test('host aliases of one address are one entry, and one without names has no list of them', () => {
  const instance = newInstance();
  instance.addHostAlias({ ip: '10.0.0.1', hostnames: ['a', 'b'] });
  instance.addHostAlias({ ip: '10.0.0.2', hostnames: ['c'] });
  instance.addHostAlias({ ip: '10.0.0.1', hostnames: ['b', 'd'] });
  instance.addHostAlias({ ip: '10.0.0.3', hostnames: [] });
  expect(podOf(instance).spec.hostAliases).toEqual([
    { ip: '10.0.0.1', hostnames: ['a', 'b', 'd'] },
    { ip: '10.0.0.2', hostnames: ['c'] },
    { ip: '10.0.0.3' },
  ]);
});

test('a token without an audience has none, as the API server leaves an empty one out', () => {
  const instance = newInstance();
  const token = ProjectedSource.serviceAccountToken('token', '');
  instance.addVolume(MarVolume.projected(instance, 'v', [token]));
  const [{ serviceAccountToken }] = podOf(instance).spec.volumes.at(-1).projected.sources;
  expect(serviceAccountToken).toEqual({ path: 'token', expirationSeconds: 3600 });
});

test('an HTTP request without a path asks for /, in probes and hooks', () => {
  const instance = newInstance();
  const get = kplus.Handler.fromHttpGet('', { port: 80 });
  const probe = kplus.Probe.fromHttpGet('', { port: 80 });
  const probes = { liveness: probe, readiness: probe, startup: probe };
  const lifecycle = { postStart: get, preStop: get };
  instance.addContainer({ name: 'proxy', image: 'proxy:1', resources: LIMITS, portNumber: 80, lifecycle, ...probes });
  const { lifecycle: hooks, livenessProbe, readinessProbe, startupProbe } = containerOf(instance, 'proxy');
  const handlers = [hooks.postStart, hooks.preStop, livenessProbe, readinessProbe, startupProbe];
  expect(handlers.map(({ httpGet }) => httpGet.path)).toEqual(['/', '/', '/', '/', '/']);
});
