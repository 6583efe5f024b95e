import { k8s, Topology } from 'cdk8s-plus-30';
import { propError, Where } from '../internal/errors';
import { requireKey, requireSelector, requireUnique, requireWhole } from '../kube/names';
import { requireInstance, requireList, requireMember, requireObject } from '../internal/values';

/** What happens to an instance that would make the spread too uneven. */
export enum WhenUnsatisfiable {
  /** It is not scheduled. */
  DO_NOT_SCHEDULE = 'DoNotSchedule',
  /** It is scheduled where the spread is evenest. */
  SCHEDULE_ANYWAY = 'ScheduleAnyway',
}

/** How the instances of a group are spread. @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/ */
export interface TopologySpread {
  /** Over what: hosts, zones, regions. */
  readonly topology: Topology;
  /** The labels that the instances of the group have in common. At least one. */
  readonly labels: { readonly [key: string]: string };
  /**
   * By how many instances one place may be ahead of another: 1 or more.
   * @default 1
   */
  readonly maxSkew?: number;
  /**
   * What happens when that cannot be kept.
   * @default WhenUnsatisfiable.DO_NOT_SCHEDULE
   */
  readonly whenUnsatisfiable?: WhenUnsatisfiable;
}

/** Renders constraints; refuses a skew below 1, a group without labels, and a topology that is no label or is there twice. */
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
