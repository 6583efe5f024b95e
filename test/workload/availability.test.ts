import * as kplus from 'cdk8s-plus-30';
import { AvailabilityProps, DisruptionBudget, Health, WhenUnsatisfiable } from '../../lib';
import { newCluster } from '../support/instance';
import { all, frozen, Manifest, only } from '../support/manifest';
import { pods, ReplicatedKind, REPLICATED, templateOf } from './fixture';

const ZONE = 'topology.kubernetes.io/zone';
const HOST = 'kubernetes.io/hostname';

/** The label by which Kubernetes tells revisions apart. */
const REVISION: Readonly<Record<string, string>> = {
  Deployment: 'pod-template-hash',
  StatefulSet: 'controller-revision-hash',
};

const budgets = ({ create }: ReplicatedKind, props: Parameters<ReplicatedKind['create']>[2]): Manifest[] => {
  const cluster = newCluster();
  create(cluster, 'api', frozen(props));
  return all(cluster, 'PodDisruptionBudget');
};

describe.each(REPLICATED)('several replicas of a %s', (_, kind) => {
  const { create, label } = kind;
  const spread = (props: Parameters<ReplicatedKind['create']>[2]): Manifest =>
    templateOf(create(newCluster(), 'api', { replicas: 3, ...props })).spec.topologySpreadConstraints;

  test('are evicted one at a time, those that are not ready in any case', () => {
    const cluster = newCluster();
    create(cluster, 'api', { replicas: 3 });
    const budget = only(cluster, 'PodDisruptionBudget', 'api');
    expect(budget).toMatchObject({ apiVersion: 'policy/v1', metadata: { namespace: 'prod' } });
    expect(budget.spec).toEqual({
      selector: { matchLabels: { [label]: 'api' } },
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    });
  });

  test('can say in all ways how available they are', () => {
    const availability: Required<AvailabilityProps> = {
      budget: DisruptionBudget.minAvailable(pods(1)),
      allowEvictionOfAll: false,
      allowCrowding: true,
      allowNoReadiness: true,
    };
    const props = { replicas: 3, readiness: undefined, availability };
    expect(budgets(kind, props)[0].spec).toMatchObject({ minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' });
    expect(spread(props)).toBeUndefined();
  });

  test('are all evicted at once where that is allowed', () => {
    expect(budgets(kind, { replicas: 3, availability: { allowEvictionOfAll: true } })).toEqual([]);
  });

  test('are spread over zones and hosts, not as a condition', () => {
    const labelSelector = { matchLabels: { [label]: 'api' } };
    const evenly = { maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector };
    const expected = { ...evenly, topologyKey: ZONE };
    expect(spread({})).toMatchObject([expected, { ...evenly, topologyKey: HOST }]);
  });

  test('are spread revision by revision, where Kubernetes tells them apart', () => {
    const revision = REVISION[kind.kind];
    const keys = revision === undefined ? undefined : [revision];
    expect(spread({}).map((constraint: Manifest) => constraint.matchLabelKeys)).toEqual([keys, keys]);
  });

  test('are not spread where crowding is allowed', () => {
    expect(spread({ availability: { allowCrowding: true } })).toBeUndefined();
  });

  test('are spread as it is said, and in no other way', () => {
    const own = {
      topology: kplus.Topology.REGION,
      labels: { tier: 'web' },
      whenUnsatisfiable: WhenUnsatisfiable.DO_NOT_SCHEDULE,
    };
    expect(spread({ topologySpread: [own] })).toMatchObject([{ topologyKey: 'topology.kubernetes.io/region' }]);
    expect(spread({ topologySpread: [own] })).toHaveLength(1);
  });

  test('fail when nobody can tell when they are ready', () => {
    expect(() => create(newCluster(), 'api', { replicas: 2, readiness: undefined })).toThrow(
      new Error(
        "[prod/api] readiness must be given where there is more than one replica, got 'undefined': give readiness or " +
          'health, or set availability.allowNoReadiness',
      ),
    );
  });

  test('need no readiness where health says all', () => {
    const pod = create(newCluster(), 'api', { replicas: 2, readiness: undefined, health: Health.tcp() });
    expect(templateOf(pod).spec.containers[0].readinessProbe).toBeDefined();
  });

  test('need no readiness where that is allowed', () => {
    const availability = { allowNoReadiness: true };
    const pod = create(newCluster(), 'api', { replicas: 2, readiness: undefined, availability });
    expect(templateOf(pod).spec.containers[0]).not.toHaveProperty('readinessProbe');
  });

  test('fail when they have a budget and may all be evicted', () => {
    const budget = DisruptionBudget.maxUnavailable(pods(1));
    expect(() =>
      create(newCluster(), 'api', { replicas: 2, availability: { budget, allowEvictionOfAll: true } }),
    ).toThrow(
      new Error(
        "[prod/api] availability.allowEvictionOfAll must not be given together with a budget, got 'true': leave out one of them",
      ),
    );
  });
});

describe.each(REPLICATED)('one replica of a %s, or none,', (_, kind) => {
  test.each([0, 1])('has no budget, so that its node can be drained: %s', (replicas) => {
    expect(budgets(kind, { replicas })).toEqual([]);
  });

  test.each([0, 1])('has the budget that is given: %s', (replicas) => {
    const budget = DisruptionBudget.maxUnavailable(pods(1));
    expect(budgets(kind, { replicas, availability: { budget } })).toHaveLength(1);
  });

  test.each([0, 1])('is not spread: %s', (replicas) => {
    const { spec } = templateOf(kind.create(newCluster(), 'api', { replicas }));
    expect(spec).not.toHaveProperty('topologySpreadConstraints');
  });

  test.each([0, 1])('needs no readiness probe: %s', (replicas) => {
    const pod = kind.create(newCluster(), 'api', { replicas, readiness: undefined });
    expect(templateOf(pod).spec.containers[0]).not.toHaveProperty('readinessProbe');
  });
});
