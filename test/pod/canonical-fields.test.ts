import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { MarVolume, ProjectedSource } from '../../lib';
import { containerOf, FAILING_NODES, LIMITS, newInstance, podOf } from '../support/instance';
import { Manifest } from '../support/manifest';

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

  test('of another effect do not tolerate a failing node', () => {
    const own = NodeTaintQuery.exists('node.kubernetes.io/not-ready', { effect: TaintEffect.NO_SCHEDULE });
    expect(tolerationsOf(own).slice(1)).toEqual([notReady, unreachable]);
  });
});
