import { k8s, PercentOrAbsolute, Topology } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { propError, Where } from '../internal/errors';
import { requireObject, requireOptional } from '../internal/values';
import { PodPlan } from '../pod/pod-plan';
import { MarPodProps } from '../pod/pod-props';
import { WhenUnsatisfiable } from '../profile/topology-spread';
import { DisruptionBudget } from './disruption-budget';

/**
 * Settings that keep a workload of more than one replica available while nodes fail or are drained, and during updates. All
 * protections are on by default; each `allow…` property turns one off.
 */
export interface AvailabilityProps {
  /**
   * Number of pods that must stay available when nodes are drained.
   * @default - DisruptionBudget.maxUnavailable(PercentOrAbsolute.absolute(1)): one at a time
   */
  readonly budget?: DisruptionBudget;
  /**
   * Allows all replicas to be evicted at the same time: no PodDisruptionBudget is written.
   * @default false
   */
  readonly allowEvictionOfAll?: boolean;
  /**
   * Allows all replicas to run on one host or in one zone: no topology spread constraints are written, so that one failure
   * can stop all replicas.
   * @default false
   */
  readonly allowCrowding?: boolean;
  /**
   * Allows pods without a readiness probe. A replica then counts as ready as soon as it has started, so that an update can
   * replace all replicas with pods that do not serve yet.
   * @default false
   */
  readonly allowNoReadiness?: boolean;
}

const BUDGET = 'DisruptionBudget.maxUnavailable(PercentOrAbsolute.absolute(1))';
const ONE_AT_A_TIME = DisruptionBudget.maxUnavailable(PercentOrAbsolute.absolute(1));

/** Throws if `props` has neither a readiness nor a health probe, unless `availability.allowNoReadiness` is set. */
export function requireReadiness(where: Where, props: MarPodProps, availability: AvailabilityProps): void {
  if ((props.readiness ?? props.health) !== undefined || availability.allowNoReadiness === true) return;
  const advice = 'give readiness or health, or set availability.allowNoReadiness';
  throw propError(where, 'readiness', undefined, 'must be given where there is more than one replica', advice);
}

/** Throws if `availability` has both a budget and `allowEvictionOfAll`, or a budget with an invalid number of pods. */
export function requireBudget(where: Where, availability: AvailabilityProps): void {
  requireObject(where, 'availability', availability);
  const { budget, allowEvictionOfAll } = availability;
  requireOptional(where, 'availability.budget', budget, '_requireCount', 'a DisruptionBudget', BUDGET);
  budget?._requireCount(where);
  if (budget === undefined || allowEvictionOfAll !== true) return;
  const rule = 'must not be given together with a budget';
  throw propError(where, 'availability.allowEvictionOfAll', true, rule, 'leave out one of them');
}

/**
 * Writes the PodDisruptionBudget of a workload, unless `allowEvictionOfAll` is set. Pods that are not ready can always be
 * evicted, so that they do not block a node drain.
 */
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
 * Returns constraints that spread the pods of each revision evenly over zones and hosts. The spread is a preference: pods
 * still run in a cluster with one zone or with nodes that have no zone label.
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
