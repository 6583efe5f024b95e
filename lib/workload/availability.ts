import { k8s, PercentOrAbsolute, Topology } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { propError, Where } from '../internal/errors';
import { requireObject, requireOptional } from '../internal/values';
import { PodPlan } from '../pod/pod-plan';
import { MarPodProps } from '../pod/pod-props';
import { WhenUnsatisfiable } from '../profile/topology-spread';
import { DisruptionBudget } from './disruption-budget';

/**
 * What keeps a workload of more than one replica available while nodes fail, are drained, and get new versions. All of it
 * holds by default; each `allow…` gives up one part.
 */
export interface AvailabilityProps {
  /**
   * How many pods must stay when nodes are drained.
   * @default - DisruptionBudget.maxUnavailable(PercentOrAbsolute.absolute(1)): one at a time
   */
  readonly budget?: DisruptionBudget;
  /**
   * Lets all replicas be evicted at the same time: no PodDisruptionBudget is written.
   * @default false
   */
  readonly allowEvictionOfAll?: boolean;
  /**
   * Lets all replicas be on one host or in one zone, where one failure takes them all: they are not spread.
   * @default false
   */
  readonly allowCrowding?: boolean;
  /**
   * Lets there be no readiness probe: a replica counts as ready as soon as it has started, so an update replaces all of them
   * by ones that may not serve.
   * @default false
   */
  readonly allowNoReadiness?: boolean;
}

const BUDGET = 'DisruptionBudget.maxUnavailable(PercentOrAbsolute.absolute(1))';
const ONE_AT_A_TIME = DisruptionBudget.maxUnavailable(PercentOrAbsolute.absolute(1));

/** Refuses replicas of which nobody can tell when they are ready. */
export function requireReadiness(where: Where, props: MarPodProps, availability: AvailabilityProps): void {
  if ((props.readiness ?? props.health) !== undefined || availability.allowNoReadiness === true) return;
  const advice = 'give readiness or health, or set availability.allowNoReadiness';
  throw propError(where, 'readiness', undefined, 'must be given where there is more than one replica', advice);
}

/** Refuses a budget beside the permission to evict all, and an amount that is none. */
export function requireBudget(where: Where, availability: AvailabilityProps): void {
  requireObject(where, 'availability', availability);
  const { budget, allowEvictionOfAll } = availability;
  requireOptional(where, 'availability.budget', budget, '_requireCount', 'a DisruptionBudget', BUDGET);
  budget?._requireCount(where);
  if (budget === undefined || allowEvictionOfAll !== true) return;
  const rule = 'must not be given together with a budget';
  throw propError(where, 'availability.allowEvictionOfAll', true, rule, 'leave out one of them');
}

/** Writes the PodDisruptionBudget of a workload. Pods that are not ready do not keep a node from being drained. */
export function writeBudget(scope: Construct, plan: PodPlan, availability: AvailabilityProps): void {
  if (availability.allowEvictionOfAll === true) return;
  const budget = availability.budget ?? ONE_AT_A_TIME;
  plan.context.names.takeFor(scope, 'PodDisruptionBudget', plan.name);
  new k8s.KubePodDisruptionBudget(scope, 'Budget', {
    metadata: { name: plan.name, namespace: plan.context.facts.clusterName },
    spec: {
      selector: { matchLabels: { ...plan.selector } },
      ...budget._toKube(),
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  });
}

/**
 * Spreads the pods of each revision evenly over zones and over hosts. Not as a condition: a cluster with one zone, or with
 * nodes that name none, runs them all the same.
 */
export function evenSpread(
  selector: Readonly<Record<string, string>>,
  revisionLabel: string | undefined,
): k8s.TopologySpreadConstraint[] {
  return [Topology.ZONE, Topology.HOSTNAME].map(({ key }) => ({
    topologyKey: key,
    maxSkew: 1,
    whenUnsatisfiable: WhenUnsatisfiable.SCHEDULE_ANYWAY,
    labelSelector: { matchLabels: { ...selector } },
    matchLabelKeys: revisionLabel === undefined ? undefined : [revisionLabel],
  }));
}
