import { Testing } from 'cdk8s';
import { HorizontalPodAutoscaler, LabelSelector } from 'cdk8s-plus-30';
import { MarDaemonSet, MarStorage } from '../../lib';
import { newCluster, SMALL } from '../support/instance';
import { objectOf, ONCE, REPLICATED } from './fixture';

describe.each(REPLICATED)('a %s that an autoscaler of cdk8s-plus scales', (_, { create }) => {
  test('has no replicas, which the next apply would bring back', () => {
    const cluster = newCluster();
    const target = create(cluster, 'api');
    new HorizontalPodAutoscaler(cluster, 'Hpa', { target, maxReplicas: 9 });
    expect(objectOf(target).spec).not.toHaveProperty('replicas');
  });

  test('fails to have another autoscaler', () => {
    const cluster = newCluster();
    const target = create(cluster, 'api');
    new HorizontalPodAutoscaler(cluster, 'Hpa', { target, maxReplicas: 9 });
    expect(() => target.autoscale({ max: 3 })).toThrow(
      new Error(
        "[prod/api] autoscale must be called once, as two autoscalers would work against each other, got 'api': give all " +
          'measures in one call',
      ),
    );
  });

  test('fails at synth when it mounts what one pod alone can', () => {
    const cluster = newCluster();
    const target = create(cluster, 'api', { replicas: undefined });
    target.main.mount('/data', new MarStorage(cluster, 'data', ONCE));
    new HorizontalPodAutoscaler(cluster, 'Hpa', { target, maxReplicas: 9 });
    expect(() => Testing.synth(cluster)).toThrow(
      "accessMode of the claim 'data' must let several pods mount the claim",
    );
  });

  test('fails to select by anything but its name', () => {
    const workload = create(newCluster(), 'api');
    expect(() => {
      workload.select(LabelSelector.of({ labels: { tier: 'web' } }));
    }).toThrow(
      new Error(
        "[prod/api] select must be left as it is, as Kubernetes lets it never be changed, got 'api': select the pods by their " +
          'labels where that is needed',
      ),
    );
  });
});

test('a DaemonSet fails to select by anything but its name', () => {
  const agent = new MarDaemonSet(newCluster(), 'agent', SMALL);
  expect(() => {
    agent.select(LabelSelector.of({}));
  }).toThrow('[prod/agent] select must be left as it is');
});
