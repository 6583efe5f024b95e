import { k8s, Topology } from 'cdk8s-plus-30';
import { propError, Where } from '../internal/errors';
import { requireKey, requireSelector, requireUnique, requireWhole } from '../kube/names';
import { requireInstance, requireList, requireMember, requireObject } from '../internal/values';

/** Action for a pod that would make the spread too uneven. */
export enum WhenUnsatisfiable {
  /** Does not schedule the pod. */
  DO_NOT_SCHEDULE = 'DoNotSchedule',
  /** Schedules the pod where it makes the spread least uneven. */
  SCHEDULE_ANYWAY = 'ScheduleAnyway',
}

/**
 * Constraint on how the pods of a group are spread. @see
 * https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export interface TopologySpread {
  /** Topology to spread over: hosts, zones or regions. */
  readonly topology: Topology;
  /** Labels that all pods of the group have. At least one. */
  readonly labels: { readonly [key: string]: string };
  /**
   * Largest allowed difference in the number of pods between two topology domains, such as two zones: 1 or more.
   * @default 1
   */
  readonly maxSkew?: number;
  /**
   * Action for a pod that would exceed `maxSkew`.
   * @default WhenUnsatisfiable.DO_NOT_SCHEDULE
   */
  readonly whenUnsatisfiable?: WhenUnsatisfiable;
}

/**
 * Returns the constraints as Kubernetes objects. Throws if a skew is below 1, a group has no labels, or a topology is not a
 * label key or is duplicated.
 */
export function renderTopologySpread(where: Where, spread: readonly TopologySpread[]): k8s.TopologySpreadConstraint[] {
  requireList(where, 'topologySpread', spread);
  const constraints = spread.map((constraint) => renderConstraint(where, constraint));
  const keys = constraints.map(({ topologyKey, whenUnsatisfiable }) => `${topologyKey} ${whenUnsatisfiable}`);
  requireUnique(where, 'topologySpread[].topology', keys, 'instance');
  return constraints;
}

function renderConstraint(where: Where, constraint: TopologySpread): k8s.TopologySpreadConstraint {
  requireObject(where, 'topologySpread[]', constraint);
  const { topology, labels, maxSkew = 1, whenUnsatisfiable = WhenUnsatisfiable.DO_NOT_SCHEDULE } = constraint;
  requireInstance(where, 'topologySpread[].topology', topology, 'key', 'a Topology', 'Topology.ZONE');
  requireKey(where, 'topologySpread[].topology', topology.key);
  requireMember(where, 'topologySpread[].whenUnsatisfiable', whenUnsatisfiable, WhenUnsatisfiable);
  requireSelector(where, 'topologySpread[].labels', labels);
  if (Object.keys(labels).length === 0) {
    const advice = 'give a label that the group has in common';
    throw propError(where, 'topologySpread[].labels', '', 'must not be empty', advice);
  }
  requireWhole(where, 'topologySpread[].maxSkew', maxSkew, 1);
  return { topologyKey: topology.key, labelSelector: { matchLabels: { ...labels } }, maxSkew, whenUnsatisfiable };
}
