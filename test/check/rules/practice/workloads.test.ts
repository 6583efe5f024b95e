import { KubeObject } from '../../../../lib/kube/objects';
import { AUTOSCALED_REPLICAS } from '../../../../lib/check/rules/practice/autoscaled-replicas';
import { EXCLUSIVE_VOLUME } from '../../../../lib/check/rules/practice/exclusive-volume';
import { SHARED_PORTS } from '../../../../lib/check/rules/practice/shared-ports';
import { foundOf } from '../found';
import { named, workload } from '../objects';

describe('autoscaled replicas', () => {
  const autoscaler = (scaleTargetRef?: object): KubeObject =>
    named('HorizontalPodAutoscaler', 'web', { scaleTargetRef });

  test('are found of the workload that is scaled', () => {
    const target = autoscaler({ kind: 'StatefulSet', name: 'StatefulSet-web' });
    expect(foundOf(AUTOSCALED_REPLICAS, target, workload('StatefulSet', { replicas: 2 }))).toEqual([
      "StatefulSet-web: spec.replicas '2'",
    ]);
    expect(foundOf(AUTOSCALED_REPLICAS, target, workload('StatefulSet', { replicas: null }))).toEqual([]);
  });

  test('of what is not there are not known', () => {
    expect(foundOf(AUTOSCALED_REPLICAS, autoscaler({ kind: 'Deployment', name: 'other' }), autoscaler())).toEqual([]);
    expect(foundOf(AUTOSCALED_REPLICAS, autoscaler({}), autoscaler({ kind: 'Deployment' }))).toEqual([]);
  });
});

describe('volumes that are on one node at a time', () => {
  const claim = (accessModes: unknown): KubeObject => named('PersistentVolumeClaim', 'data', { accessModes });
  const podSpec = { volumes: [{}, { persistentVolumeClaim: {} }, { persistentVolumeClaim: { claimName: 'data' } }] };
  const deployment = (strategy?: object): KubeObject => workload('Deployment', { strategy }, podSpec);
  const FOUND = ["Deployment-web: spec.strategy.type 'RollingUpdate'"];

  test.each([
    [['ReadWriteOnce'], FOUND],
    [['ReadWriteOncePod', 'ReadWriteOnce'], FOUND],
    [['ReadWriteOnce', 'ReadOnlyMany'], []],
    [[], []],
    ['ReadWriteOnce', []],
  ])('are those with the access modes %j', (accessModes, expected) => {
    expect(foundOf(EXCLUSIVE_VOLUME, claim(accessModes), deployment())).toEqual(expected);
  });

  test.each([
    [{ rollingUpdate: { maxSurge: 1 } }, FOUND],
    [{ type: 'RollingUpdate', rollingUpdate: {} }, FOUND],
    [{ type: 'RollingUpdate', rollingUpdate: { maxSurge: '0%' } }, []],
    [{ rollingUpdate: { maxSurge: 0 } }, []],
    [{ type: 'Recreate' }, []],
  ])('are left first with the strategy %j', (strategy, expected) => {
    expect(foundOf(EXCLUSIVE_VOLUME, claim(['ReadWriteOnce']), deployment(strategy))).toEqual(expected);
  });

  test('of others, and of a StatefulSet, are no matter', () => {
    expect(foundOf(EXCLUSIVE_VOLUME, deployment())).toEqual([]);
    expect(foundOf(EXCLUSIVE_VOLUME, claim(['ReadWriteOnce']), workload('StatefulSet', {}, podSpec))).toEqual([]);
  });
});

describe('ports of two containers', () => {
  const listening = (...ports: object[]): object => ({ ports });
  const app = { containers: [listening({ containerPort: 53 }), listening({ containerPort: 53, protocol: 'UDP' })] };

  test.each<[what: string, podSpec: object, found: string[]]>([
    ['protocols of their own share a number', app, []],
    [
      'a container may say the same twice',
      { containers: [listening({ containerPort: 53 }, { containerPort: 53 })] },
      [],
    ],
    ['init containers have ended', { ...app, initContainers: [listening({ containerPort: 53 })] }, []],
    [
      'native sidecars run on',
      { ...app, initContainers: [{ restartPolicy: 'Always', ...listening({ containerPort: 53 }) }] },
      ["Deployment-web: spec.template.spec.containers['0'].ports[0].containerPort '53/TCP'"],
    ],
  ])('%s', (_, podSpec, found) => {
    expect(foundOf(SHARED_PORTS, workload('Deployment', {}, podSpec))).toEqual(found);
  });
});
