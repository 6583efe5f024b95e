import * as fc from 'fast-check';
import { Demand, sumOf, total } from './demand';
import { chance, rarely, record, said, some, weighted } from './draw';
import { units } from './draw-amounts';
import { Limits, Quota } from './program';
import { Amounts, Quantities } from './program-pods';

/**
 * How much room there is, as a factor of what is taken: much, some, to the last millicore, or a little too little. Where there
 * is a DaemonSet always much, as nobody knows at synth how many nodes there will be.
 */
export function room(hasDaemons: boolean): fc.Arbitrary<number> {
  return hasDaemons ? fc.constantFrom(2, 3) : weighted([6, 2], [3, 1.3], [5, 1], [3, 0.9]);
}

const CEILINGS = [
  'cpu',
  'memory',
  'disk',
  'pods',
  'services',
  'nodePorts',
  'loadBalancers',
  'claims',
  'storage',
] as const;

/** A quota for what a cluster takes. */
export function quotaFor(demand: Demand, hasDaemons: boolean): fc.Arbitrary<Quota> {
  const pods = total(demand.pods.map((pod) => pod.count));
  const taken: Readonly<Record<(typeof CEILINGS)[number], number>> = {
    ...demand,
    cpu: sumOf(demand, 'limits', 'cpu'),
    memory: sumOf(demand, 'limits', 'memory'),
    disk: sumOf(demand, 'limits', 'disk'),
    pods,
  };
  return fc
    .tuple(
      some(CEILINGS, 1, 3),
      room(hasDaemons),
      chance(20),
      rarely(8, scopedFor(pods)),
      rarely(8, objectsFor(demand)),
      rarely(20, units),
    )
    .map(([names, factor, requests, scoped, objects, quotaUnits]) => {
      const ceilings = Object.fromEntries(names.map((name) => [name, Math.floor(taken[name] * factor)]));
      const ofRequests = (of: keyof Quantities): number => Math.floor(sumOf(demand, 'requests', of) * factor);
      return said({
        ...ceilings,
        units: quotaUnits,
        requests: requests
          ? said({ cpu: ofRequests('cpu'), memory: ofRequests('memory'), units: quotaUnits })
          : undefined,
        scoped,
        objects,
      });
    });
}

function scopedFor(pods: number): fc.Arbitrary<NonNullable<Quota['scoped']>> {
  return fc.constantFrom<NonNullable<Quota['scoped']>[]>(
    { run: { scope: 'notTerminating', pods } },
    { jobs: { scope: 'terminating', pods: 3, cpu: 4000 } },
    { critical: { scope: 'critical', pods: 9 } },
    { none: { scope: 'bestEffort', pods: 0 } },
    { all: { scope: 'notBestEffort', memory: 8192 } },
  );
}

/** The configuration that Kubernetes puts into every namespace counts too. */
function objectsFor({ configs, deployments }: Demand): fc.Arbitrary<NonNullable<Quota['objects']>> {
  return fc.constantFrom<NonNullable<Quota['objects']>[]>(
    { configmaps: configs + 1 },
    { configmaps: configs },
    { 'deployments.apps': deployments },
    { 'deployments.apps': deployments + 1, 'ingresses.networking.k8s.io': 4 },
  );
}

const BOUNDS = ['default', 'min', 'max', 'ratio', 'podMax', 'claim'] as const;

/** Limits around what the containers and claims of a cluster have. */
export function limitsFor({ pods, claimSizes }: Demand): fc.Arbitrary<Limits> {
  const containers = pods.flatMap((pod) => pod.containers);
  const most = (amounts: readonly number[]): number => Math.max(1, ...amounts);
  const least = (amounts: readonly number[]): number => Math.min(...amounts, 512);
  const ratio = (of: keyof Quantities): number =>
    most(containers.map((one) => Math.ceil(one.limits[of] / one.requests[of])));
  const drawn = fc.tuple(some(BOUNDS, 1, 2), weighted([6, 2], [5, 1], [3, 0.9]), rarely(20, units));
  return drawn.chain(([names, factor, limitUnits]) => {
    const each = (measure: (of: keyof Quantities) => number): Amounts =>
      said({ cpu: measure('cpu'), memory: measure('memory'), units: limitUnits });
    const up = (amount: number): number => Math.max(1, Math.floor(amount * factor));
    const down = (amount: number): number => Math.max(1, Math.ceil(amount / factor));
    const limits: Required<Limits> = {
      default: said({ cpu: least(containers.map((one) => one.limits.cpu)), memory: 16, units: limitUnits }),
      min: each((of) => down(least(containers.map((one) => one.requests[of])))),
      max: each((of) => up(most(containers.map((one) => one.limits[of])))),
      ratio: { cpu: Math.max(1, ratio('cpu') * factor), memory: Math.max(1, ratio('memory') * factor) },
      podMax: each((of) => up(most(pods.map((pod) => pod.limits[of])))),
      claim: { max: up(most(claimSizes)), min: Math.min(down(least(claimSizes)), up(most(claimSizes))) },
    };
    return record<Limits>(Object.fromEntries(names.map((name) => [name, fc.constant(limits[name])])));
  });
}
