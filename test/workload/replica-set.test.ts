import { Duration } from 'cdk8s';
import { DisruptionBudget, MarPodProps, MarReplicaSet, MarReplicaSetProps, MarReplicationController } from '../../lib';
import { newCluster } from '../support/instance';
import { frozen, only } from '../support/manifest';
import { containerIn, objectOf, percent, READY, REPLICATED } from './fixture';

/** What keeps a number of pods running, and how it selects those called `orders`. */
const KEEPERS = [
  ['ReplicaSet', 'apps/v1', MarReplicaSet, { matchLabels: { 'replica-set': 'orders' } }],
  ['ReplicationController', 'v1', MarReplicationController, { 'replication-controller': 'orders' }],
] as const;

describe.each(KEEPERS)('a %s of %s', (kind, apiVersion, Keeper, selector) => {
  test('has every prop at its place', () => {
    const cluster = newCluster();
    const own: Required<Omit<MarReplicaSetProps, keyof MarPodProps>> = {
      workloadName: 'orders',
      replicas: 4,
      availability: { budget: DisruptionBudget.minAvailable(percent(50)) },
      minReady: Duration.seconds(5),
    };
    const keeper = new Keeper(cluster, 'Orders', frozen({ ...READY, ...own }));
    expect(objectOf(keeper)).toMatchObject({ apiVersion, kind, metadata: { name: 'orders', namespace: 'prod' } });
    const { template, ...spec } = objectOf(keeper).spec;
    expect(spec).toEqual({ replicas: 4, minReadySeconds: 5, selector });
    expect(template.metadata.labels).toMatchObject(keeper.matchLabels);
    expect(only(cluster, 'PodDisruptionBudget', 'orders').spec.minAvailable).toBe('50%');
    expect(containerIn(keeper)).toMatchObject({ image: READY.image, ports: [{ containerPort: 5000 }] });
  });

  test('is called by its id', () => {
    expect(new Keeper(newCluster(), 'api', READY).name).toBe('api');
  });

  test('has no minReadySeconds, so a pod counts as soon as it is ready', () => {
    expect(objectOf(new Keeper(newCluster(), 'api', READY)).spec).not.toHaveProperty('minReadySeconds');
  });

  test('leaves out a minReady of 0, as the API server does', () => {
    const keeper = new Keeper(newCluster(), 'api', { ...READY, minReady: Duration.seconds(0) });
    expect(objectOf(keeper).spec).not.toHaveProperty('minReadySeconds');
  });

  test('fails when minReady is a fraction of a second', () => {
    expect(() => new Keeper(newCluster(), 'api', { ...READY, minReady: Duration.millis(1500) })).toThrow(
      new Error("[prod/api] minReady in seconds must be a whole number of 0 to 2147483647, got '1.5': correct it"),
    );
  });

  test('says what it is called as a resource, for roles of cdk8s-plus', () => {
    expect(new Keeper(newCluster(), 'api', READY).resourceType).toBe(`${kind.toLowerCase()}s`);
  });

  test('tells an autoscaler of cdk8s-plus how many replicas it has', () => {
    const keeper = new Keeper(newCluster(), 'api', { ...READY, replicas: 3 });
    expect(keeper.toScalingTarget()).toEqual({ apiVersion, kind, name: 'api', containers: [keeper.main], replicas: 3 });
  });
});

describe.each(REPLICATED)('the replicas of a %s', (_, { create, defaultReplicas }) => {
  test(`are ${defaultReplicas} where nobody says`, () => {
    expect(objectOf(create(newCluster(), 'api')).spec.replicas).toBe(defaultReplicas);
  });

  test.each([0, 1, 7])('are %s where that is said', (replicas) => {
    expect(objectOf(create(newCluster(), 'api', { replicas })).spec.replicas).toBe(replicas);
  });

  test.each([-1, 1.5, NaN, 2 ** 31])('fail when there are %s', (replicas) => {
    expect(() => create(newCluster(), 'api', { replicas })).toThrow(
      new Error(`[prod/api] replicas must be a whole number of 0 to 2147483647, got '${replicas}': correct it`),
    );
  });
});

const LONG = 'a'.repeat(63);
const DNS_NAME =
  "must be a DNS name of at most 63 characters (a-z, 0-9, '-' and '.', each part first and last a letter or digit)";
const LONG_NAMED = REPLICATED.filter(([name]) => name !== 'MarStatefulSet');

test.each(LONG_NAMED)('a %s may have a name of 63 characters', (_, { create }) => {
  expect(create(newCluster(), LONG).name).toBe(LONG);
});

test.each(LONG_NAMED)('fails when a %s has a name of 64 characters', (_, { create }) => {
  expect(() => create(newCluster(), `${LONG}a`)).toThrow(
    new Error(`[prod/${LONG}a] workloadName ${DNS_NAME}, got '${LONG}a': choose another id`),
  );
});
