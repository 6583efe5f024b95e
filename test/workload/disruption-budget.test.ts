import * as kplus from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import { DisruptionBudget, MarDeployment } from '../../lib';
import { newCluster } from '../support/instance';
import { Manifest, only } from '../support/manifest';
import { percent, pods, READY, REPLICATED } from './fixture';

type Field = 'maxUnavailable' | 'minAvailable';

function budgetOf(field: Field, amount: kplus.PercentOrAbsolute, replicas: number): Manifest {
  const cluster = newCluster();
  new MarDeployment(cluster, 'api', { ...READY, replicas, availability: { budget: DisruptionBudget[field](amount) } });
  return only(cluster, 'PodDisruptionBudget', 'api').spec;
}

/** What is written, and whether that is a number or a text matters to Kubernetes. */
const ACCEPTED: [Field, kplus.PercentOrAbsolute, number, number | string][] = [
  ['maxUnavailable', pods(2), 3, 2],
  ['maxUnavailable', pods(9), 3, 9],
  ['maxUnavailable', percent(1), 3, '1%'],
  ['maxUnavailable', percent(100), 3, '100%'],
  ['minAvailable', pods(0), 3, 0],
  ['minAvailable', pods(2), 3, 2],
  ['minAvailable', percent(0), 3, '0%'],
  ['minAvailable', percent(66), 3, '66%'],
];

test.each(ACCEPTED)('a budget of %s %j of %s replicas is written as %j', (field, amount, replicas, written) => {
  expect(budgetOf(field, amount, replicas)[field]).toBe(written);
});

test.each(['maxUnavailable', 'minAvailable'] as const)('a budget of %s says nothing of the other', (field) => {
  const fields = Object.keys(budgetOf(field, pods(1), 3)).sort();
  expect(fields).toEqual([field, 'selector', 'unhealthyPodEvictionPolicy'].sort());
});

/** None of them could be evicted, and no node drained. */
const CLOSED: [Field, kplus.PercentOrAbsolute, number, string][] = [
  ['maxUnavailable', pods(0), 3, '0'],
  ['maxUnavailable', percent(0), 3, '0%'],
  ['minAvailable', pods(3), 3, '3'],
  ['minAvailable', pods(4), 3, '4'],
  ['minAvailable', pods(1), 1, '1'],
  ['minAvailable', percent(100), 3, '100%'],
  ['minAvailable', percent(67), 3, '67%'],
  ['minAvailable', percent(1), 1, '1%'],
];

test.each(CLOSED)('fails when %s %j of %s replicas lets no pod be evicted', (field, amount, replicas, value) => {
  expect(() => budgetOf(field, amount, replicas)).toThrow(
    new Error(
      `[prod/api] availability.budget.${field} must let a pod be evicted when there are ${replicas}, or no node with one can ` +
        `be drained, got '${value}': allow one, or add replicas`,
    ),
  );
});

test.each(['maxUnavailable', 'minAvailable'] as const)(
  'a budget of %s 0 is accepted of what has no replicas',
  (field) => {
    expect(budgetOf(field, pods(0), 0)[field]).toBe(0);
  },
);

/** What is neither a number of pods nor a share of them. */
const SENSELESS: [Field, kplus.PercentOrAbsolute, string][] = [
  ['maxUnavailable', pods(-1), '-1'],
  ['maxUnavailable', pods(1.5), '1.5'],
  ['maxUnavailable', pods(NaN), 'NaN'],
  ['maxUnavailable', percent(-1), '-1%'],
  ['maxUnavailable', percent(101), '101%'],
  ['minAvailable', percent(1000), '1000%'],
  ['minAvailable', percent(12.5), '12.5%'],
  ['minAvailable', pods(Infinity), 'Infinity'],
];

test.each(SENSELESS)('fails when %s is %j, which is no amount of pods', (field, amount, value) => {
  expect(() => budgetOf(field, amount, 3)).toThrow(
    new Error(
      `[prod/api] availability.budget.${field} must be a whole number of 0 or more, or of percent up to 100, got '${value}': ` +
        'correct it',
    ),
  );
});

test.each(REPLICATED)('fails when the budget of a %s forbids to evict its one replica', (_, { create }) => {
  const availability = { budget: DisruptionBudget.minAvailable(percent(50)) };
  expect(() => create(newCluster(), 'api', { replicas: 1, availability })).toThrow(
    new Error(
      '[prod/api] availability.budget.minAvailable must let a pod be evicted when there are 1, or no node with one can be ' +
        "drained, got '50%': allow one, or add replicas",
    ),
  );
});

test('law: a share is accepted if and only if Kubernetes, which rounds it up, lets a pod be evicted', () => {
  const share = fc.integer({ min: 0, max: 100 });
  fc.assert(
    fc.property(
      fc.constantFrom<Field>('maxUnavailable', 'minAvailable'),
      share,
      fc.integer({ min: 1, max: 200 }),
      (field, rate, replicas) => {
        // as intstr.GetScaledValueFromIntOrPercent does, but in whole numbers
        const rounded = Math.floor((rate * replicas + 99) / 100);
        const healthy = field === 'maxUnavailable' ? replicas - rounded : rounded;
        const write = () => budgetOf(field, percent(rate), replicas);
        if (healthy < replicas) expect(write()[field]).toBe(`${rate}%`);
        else expect(write).toThrow('must let a pod be evicted');
      },
    ),
  );
});
