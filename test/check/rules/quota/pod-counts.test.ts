import { KubeObject } from '../../../../lib/kube/objects';
import { named, object, workload } from '../objects';
import { needs } from './needs';

const rolling = (maxSurge: unknown): object => ({ strategy: { rollingUpdate: { maxSurge } } });
const jobTemplate = (spec?: object): object => ({ jobTemplate: { spec } });

describe('a namespace needs pods', () => {
  test.each<[string, object, string, string]>([
    ['Deployment', {}, '1', '2'],
    ['Deployment', { replicas: 0 }, '0', '0'],
    ['Deployment', { replicas: 4 }, '4', '5'],
    ['Deployment', { replicas: 5 }, '5', '7'],
    ['Deployment', { replicas: 4, strategy: { type: 'Recreate' } }, '4', '4'],
    ['Deployment', { replicas: 4, strategy: { type: 'RollingUpdate' } }, '4', '5'],
    ['Deployment', { replicas: 4, ...rolling(0) }, '4', '4'],
    ['Deployment', { replicas: 4, ...rolling(3) }, '4', '7'],
    ['Deployment', { replicas: 3, ...rolling('34%') }, '3', '5'],
    ['Deployment', { replicas: 3, ...rolling('100%') }, '3', '6'],
    ['StatefulSet', { replicas: 3 }, '3', '3'],
    ['ReplicaSet', { replicas: 3 }, '3', '3'],
    ['ReplicationController', { replicas: 3 }, '3', '3'],
    ['DaemonSet', {}, '1', '1'],
    ['DaemonSet', { updateStrategy: { type: 'OnDelete' } }, '1', '1'],
    ['DaemonSet', { updateStrategy: { rollingUpdate: { maxSurge: 1 } } }, '1', '2'],
    ['DaemonSet', { updateStrategy: { rollingUpdate: { maxSurge: '10%' } } }, '1', '2'],
    ['Job', {}, '1', '1'],
    ['Job', { parallelism: 3 }, '3', '3'],
    ['Job', { parallelism: 3, completions: 2 }, '2', '2'],
    ['Job', { parallelism: 2, completions: 5 }, '2', '2'],
    ['Job', { parallelism: 0 }, '0', '0'],
    ['Job', { parallelism: 2, suspend: true }, '0', '2'],
  ])('of a %s of %j: %s, and %s at most', (kind, spec, now, most) => {
    expect(needs('pods', workload(kind, spec))).toEqual([now, most]);
    expect(needs('count/pods', workload(kind, spec))).toEqual([now, most]);
  });

  test.each<[object, string, string]>([
    [{}, '1', '1'],
    [jobTemplate(), '1', '1'],
    [jobTemplate({ parallelism: 3 }), '3', '3'],
    [{ ...jobTemplate({ parallelism: 3 }), suspend: true }, '0', '0'],
    [jobTemplate({ suspend: true }), '0', '1'],
  ])('of a CronJob of %j: %s, and %s at most', (spec, now, most) => {
    expect(needs('pods', named('CronJob', 'web', spec))).toEqual([now, most]);
  });

  test('of pods, and of nothing that is called like what has some', () => {
    expect(needs('pods', named('Pod', 'a', {}), named('Pod', 'b', {}))).toEqual(['2', '2']);
    expect(needs('count/pods', named('Pod', 'a', {}), named('Pod', 'b', {}))).toEqual(['2', '2']);
    expect(needs('pods', object('serving.acme.example/v1', 'Deployment', { spec: { replicas: 3 } }))).toEqual([
      '0',
      '0',
    ]);
    expect(needs('pods', object('metrics.acme.example/v1', 'Pod'))).toEqual(['0', '0']);
  });

  test.each([
    ['Deployment', { replicas: '${REPLICAS}' }],
    ['Deployment', { replicas: 1.5, strategy: { type: 'Recreate' } }],
    ['Job', { parallelism: {} }],
  ])('of a %s of %j as many as the API server reads in it, which refuses it', (kind, spec) => {
    expect(needs('pods', workload(kind, spec))).toEqual(['0', '0']);
  });

  test('as many as each of them has containers', () => {
    const podSpec = { containers: [{ resources: { limits: { cpu: '100m' } } }] };
    expect(needs('limits.cpu', workload('Deployment', { replicas: 4 }, podSpec))).toEqual(['400m', '500m']);
    const template = { spec: podSpec };
    expect(needs('limits.cpu', named('CronJob', 'web', jobTemplate({ parallelism: 2, template })))[0]).toBe('200m');
  });
});

describe('an autoscaler', () => {
  const autoscaler = (spec: object, target: object = {}): KubeObject => {
    const scaleTargetRef = { kind: 'Deployment', name: 'Deployment-web', ...target };
    return object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef, ...spec } });
  };
  const recreated = (replicas?: number): KubeObject =>
    workload('Deployment', { replicas, strategy: { type: 'Recreate' } });

  test.each<[number | undefined, object, string, string]>([
    [undefined, { maxReplicas: 5 }, '1', '5'],
    [undefined, { minReplicas: 2, maxReplicas: 5 }, '2', '5'],
    [3, { minReplicas: 2, maxReplicas: 5 }, '3', '5'],
    [8, { minReplicas: 2, maxReplicas: 5 }, '8', '8'],
    [undefined, {}, '1', '1'],
  ])('of a workload of %s replicas says %j: it has %s, and %s at most', (replicas, spec, now, most) => {
    expect(needs('pods', recreated(replicas), autoscaler(spec))).toEqual([now, most]);
  });

  test('at its maximum leaves room for a rolling update', () => {
    expect(needs('pods', workload('Deployment', {}), autoscaler({ maxReplicas: 8 }))).toEqual(['1', '10']);
  });

  test('of something else changes nothing', () => {
    const others = [
      autoscaler({ maxReplicas: 5 }, { name: 'other' }),
      autoscaler({ maxReplicas: 5 }, { kind: 'StatefulSet' }),
      object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { maxReplicas: 5 } }),
      { ...autoscaler({ maxReplicas: 5 }), metadata: { namespace: 'dev' } },
    ];
    expect(needs('pods', recreated(), ...others)).toEqual(['1', '1']);
  });
});
