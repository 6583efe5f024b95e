import { Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { DisruptionBudget, MarDaemonSet, MarDeployment, MarStatefulSet, MarStorage } from '../../lib';
import { newCluster, SMALL } from '../support/instance';
import { only } from '../support/manifest';
import { MANY, ONCE, percent, pods, READY, REPLICATED } from './fixture';

const SHARED =
  "accessMode of the claim 'data' must let several pods mount the claim, as there can be more than one of these, got 'one " +
  "pod': use READ_WRITE_MANY or a MarStatefulSet, or let one run at a time";

function synthesize(chart: Chart): () => unknown {
  return () => Testing.synth(chart);
}

function failure(finding: string): Error {
  return new Error(`Validation failed with the following errors:\n  [prod/api] ${finding}`);
}

describe.each(REPLICATED)('a %s that mounts a claim of the cluster', (_, { create }) => {
  test('fails at synth when one pod alone can mount it and there are several', () => {
    const cluster = newCluster();
    create(cluster, 'api', { replicas: 2 }).main.mount('/data', new MarStorage(cluster, 'data', ONCE));
    expect(synthesize(cluster)).toThrow(failure(SHARED));
  });

  test('can have one pod, or a claim that several can mount', () => {
    const cluster = newCluster();
    create(cluster, 'one', { replicas: 1 }).main.mount('/data', new MarStorage(cluster, 'data', ONCE));
    create(cluster, 'many', { replicas: 2 }).main.mount('/data', new MarStorage(cluster, 'shared', MANY));
    expect(synthesize(cluster)).not.toThrow();
  });

  test('fails to be scaled beyond one pod when that alone can mount it', () => {
    const cluster = newCluster();
    const workload = create(cluster, 'api');
    workload.main.mount('/data', new MarStorage(cluster, 'data', ONCE));
    expect(() => workload.autoscale({ max: 3 })).toThrow(
      new Error(
        "[prod/api] autoscale.max must not be above 1, as one pod alone can mount the claim 'data', got '3': claim it " +
          'READ_WRITE_MANY, or use a MarStatefulSet',
      ),
    );
  });

  test('fails at synth when its budget forbids every eviction of the replicas that it has by default', () => {
    const cluster = newCluster();
    create(cluster, 'api', { availability: { budget: DisruptionBudget.minAvailable(percent(100)) } });
    expect(synthesize(cluster)).toThrow(
      /availability\.budget\.minAvailable must let a pod be evicted when there are [12], or/,
    );
  });

  test('can have a budget that only the replicas of its autoscaler leave room for', () => {
    const cluster = newCluster();
    const workload = create(cluster, 'api', { availability: { budget: DisruptionBudget.minAvailable(pods(2)) } });
    workload.autoscale({ min: 3, max: 5 });
    expect(synthesize(cluster)).not.toThrow();
    expect(only(cluster, 'PodDisruptionBudget').spec.minAvailable).toBe(2);
  });
});

test('fails at synth when the pods of a DaemonSet mount a claim that one pod alone can', () => {
  const cluster = newCluster();
  const sidecar = {
    name: 'sidecar',
    image: 'sidecar:1',
    resources: { cpu: { limit: SMALL.cpu }, memory: { limit: SMALL.memory } },
  };
  const agent = new MarDaemonSet(cluster, 'api', SMALL);
  agent.addContainer(sidecar).mount('/data', new MarStorage(cluster, 'data', ONCE));
  expect(synthesize(cluster)).toThrow(failure(SHARED));
});

test('a Deployment stops its pod first if that mounts, in whatever way, what one pod alone can', () => {
  const cluster = newCluster();
  const deployment = new MarDeployment(cluster, 'api', { ...SMALL, replicas: 1 });
  deployment.main.mount('/data', new MarStorage(cluster, 'data', ONCE));
  expect(only(cluster, 'Deployment').spec.strategy).toEqual({ type: 'Recreate' });
});

test('a template is no claim of the cluster, though one has its name', () => {
  const cluster = newCluster();
  new MarStorage(cluster, 'data', ONCE);
  new MarStatefulSet(cluster, 'api', { ...READY, replicas: 3 }).addStorage('/data', ONCE);
  expect(synthesize(cluster)).not.toThrow();
});

test('one claim can be mounted in several containers, as one volume', () => {
  const cluster = newCluster();
  const deployment = new MarDeployment(cluster, 'api', { ...SMALL, replicas: 1 });
  const storage = deployment.addStorage('/data', ONCE);
  const resources = { cpu: { limit: SMALL.cpu }, memory: { limit: SMALL.memory } };
  deployment.addInitContainer({ name: 'fill', image: 'fill:1', resources }).mount('/fill', storage);
  const { volumes } = only(cluster, 'Deployment').spec.template.spec;
  const claims = volumes.filter((volume: kplus.k8s.Volume) => volume.persistentVolumeClaim !== undefined);
  expect(claims).toEqual([{ name: 'api-data', persistentVolumeClaim: { claimName: 'api-data' } }]);
});
