import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { AutoscaleProps, DisruptionBudget, MarDeployment, MarStatefulSet } from '../../lib';
import { newCluster } from '../support/instance';
import { expectRefusal } from '../support/manifest';
import { objectOf, ONCE, percent, pods, READY, REPLICATED } from './fixture';

const { Replicas } = kplus;

const whole = (prop: string, least: number, value: string, most = 2147483647): string =>
  `autoscale.${prop} must be a whole number of ${least} to ${most}, got '${value}': correct it`;

const policy = (replicas: kplus.Replicas, duration?: Duration): kplus.ScalingRules => ({
  policies: [{ replicas, duration }],
});

/** Each row: what is wrong, the props, and the error. */
const ROWS: [string, AutoscaleProps, string][] = [
  ['max is 0', { max: 0 }, whole('max', 1, '0')],
  ['max is a fraction', { max: 2.5 }, whole('max', 1, '2.5')],
  ['max is NaN', { max: NaN }, whole('max', 1, 'NaN')],
  ['min is 0', { min: 0, max: 5 }, whole('min', 1, '0')],
  ['min is NaN', { min: NaN, max: 5 }, whole('min', 1, 'NaN')],
  [
    'min is above max',
    { min: 4, max: 3 },
    "autoscale.min must not be above autoscale.max of '3', got '4': lower it, or raise max",
  ],
  [
    'max is below min as it is by default',
    { max: 1 },
    "autoscale.max must not be below autoscale.min, which by default is 2, got '1': raise it, or give min",
  ],
  ['the share of CPU is 0', { max: 5, cpu: 0 }, whole('cpu', 1, '0')],
  ['the share of CPU is NaN', { max: 5, cpu: NaN }, whole('cpu', 1, 'NaN')],
  ['the share of memory is a fraction', { max: 5, memory: 0.8 }, whole('memory', 1, '0.8')],
  [
    'the window of growth is above an hour',
    { max: 5, scaleUp: { stabilizationWindow: Duration.seconds(3601) } },
    whole('scaleUp.stabilizationWindow in seconds', 0, '3601', 3600),
  ],
  [
    'nothing may be removed at all',
    { max: 5, scaleDown: { policies: [] } },
    "autoscale.scaleDown.policies must not be empty, got '': leave it out",
  ],
  [
    'the window of removal is a fraction of a second',
    { max: 5, scaleDown: { stabilizationWindow: Duration.millis(500) } },
    whole('scaleDown.stabilizationWindow in seconds', 0, '0.5', 3600),
  ],
  [
    'a period of growth is above half an hour',
    { max: 5, scaleUp: policy(Replicas.absolute(1), Duration.seconds(1801)) },
    whole('scaleUp.policies[].duration in seconds', 1, '1801', 1800),
  ],
  [
    'a period of removal is no time',
    { max: 5, scaleDown: policy(Replicas.absolute(1), Duration.seconds(0)) },
    whole('scaleDown.policies[].duration in seconds', 1, '0', 1800),
  ],
  [
    'a policy adds no replica',
    { max: 5, scaleUp: policy(Replicas.absolute(0)) },
    whole('scaleUp.policies[].replicas', 1, '0'),
  ],
  [
    'a policy removes a share of NaN',
    { max: 5, scaleDown: policy(Replicas.percent(NaN)) },
    whole('scaleDown.policies[].replicas', 1, 'NaN'),
  ],
];

test.each(ROWS)('fails to scale when %s', (_, props, error) => {
  const cluster = newCluster();
  const deployment = new MarDeployment(cluster, 'api', READY);
  expectRefusal(cluster, () => deployment.autoscale(props), `[prod/api] ${error}`);
  expect(objectOf(deployment).spec.replicas).toBe(2);
});

test('a window of an hour and a period of half an hour are accepted', () => {
  const deployment = new MarDeployment(newCluster(), 'api', READY);
  const scaleDown = { stabilizationWindow: Duration.hours(1), ...policy(Replicas.absolute(1), Duration.minutes(30)) };
  expect(deployment.autoscale({ max: 5, scaleDown }).maxReplicas).toBe(5);
});

describe.each(REPLICATED)('a %s fails to be scaled', (_, { create }) => {
  test.each([0, 3])('when its replicas are given too, %s of them', (replicas) => {
    const cluster = newCluster();
    const pod = create(cluster, 'api', { replicas });
    expectRefusal(
      cluster,
      () => pod.autoscale({ max: 5 }),
      `[prod/api] replicas must not be given together with autoscale, got '${replicas}': leave it out`,
    );
    expect(objectOf(pod).spec.replicas).toBe(replicas);
  });

  test('when it is scaled already', () => {
    const cluster = newCluster();
    const pod = create(cluster, 'api');
    pod.autoscale({ max: 5 });
    expectRefusal(
      cluster,
      () => pod.autoscale({ max: 7 }),
      "[prod/api] autoscale must be called once, as two autoscalers would work against each other, got 'api': give all " +
        'measures in one call',
    );
  });
});

/** At two, which the Deployment has by default, one could be evicted; at one, which is the fewest here, none. */
test.each([
  ['an amount', pods(1), '1'],
  ['a share', percent(50), '50%'],
] as const)('fails to scale when the budget is %s that forbids every eviction of the fewest', (_, amount, value) => {
  const cluster = newCluster();
  const availability = { budget: DisruptionBudget.minAvailable(amount) };
  const deployment = new MarDeployment(cluster, 'api', { ...READY, availability });
  expectRefusal(
    cluster,
    () => deployment.autoscale({ min: 1, max: 5 }),
    '[prod/api] availability.budget.minAvailable must let a pod be evicted when there are 1, or no node with one can be ' +
      `drained, got '${value}': allow one, or add replicas`,
  );
  expect(objectOf(deployment).spec.replicas).toBe(2);
});

const ONE_BY_DEFAULT = REPLICATED.filter(([, { defaultReplicas }]) => defaultReplicas === 1);

test.each(ONE_BY_DEFAULT)('a %s fails to be scaled when nobody can tell when a pod is ready', (_, { create }) => {
  const cluster = newCluster();
  const pod = create(cluster, 'api', { readiness: undefined });
  expectRefusal(
    cluster,
    () => pod.autoscale({ max: 5 }),
    "[prod/api] readiness must be given where there is more than one replica, got 'undefined': give readiness or health, or " +
      'set availability.allowNoReadiness',
  );
  expect(objectOf(pod).spec.replicas).toBe(1);
});

test.each(ONE_BY_DEFAULT)('a %s that is scaled to one needs no readiness probe', (_, { create }) => {
  const pod = create(newCluster(), 'api', { readiness: undefined });
  expect(pod.autoscale({ min: 1, max: 1 }).maxReplicas).toBe(1);
});

test('a MarStatefulSet is scaled whatever storage its pods have, as each has its own', () => {
  const set = new MarStatefulSet(newCluster(), 'db', READY);
  set.addStorage('/data', ONCE);
  expect(set.autoscale({ max: 5 }).maxReplicas).toBe(5);
});
