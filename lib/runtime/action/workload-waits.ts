import { formatCount } from './format-count';
import { InstanceKind } from '../object/instance-kind';
import { Condition, Pod, Workload } from '../object/kube';
import { isAlive } from '../object/pod-facts';
import { WorkloadKind } from '../object/resource';
import { falseCondition, inWords } from '../object/trouble';

/**
 * Returns how many pods are ready so far, as in `has 1 of 3 pods ready`. Returns undefined if all desired pods are ready.
 */
export function explainUnready(kind: WorkloadKind, { spec, status = {} }: Workload): string | undefined {
  const isDaemonSet = kind === InstanceKind.DAEMON_SET;
  const wanted = isDaemonSet ? (status.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1);
  const ready = (isDaemonSet ? status.numberReady : status.readyReplicas) ?? 0;
  return ready >= wanted ? undefined : `has ${ready} of ${wanted} pods ready${formatStuckReason(status.conditions)}`;
}

/**
 * Returns how far the rollout is, as in `has replaced 1 of 3 pods`. Returns undefined if all pods have the newest template.
 * Pods below the `partition` of a StatefulSet do not count, since its controller does not replace them.
 */
export function explainOutdated(kind: WorkloadKind, { spec, status = {} }: Workload): string | undefined {
  const isDaemonSet = kind === InstanceKind.DAEMON_SET;
  const all = isDaemonSet ? (status.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1);
  const wanted = Math.max(all - (spec.updateStrategy?.rollingUpdate?.partition ?? 0), 0);
  const updated = (isDaemonSet ? status.updatedNumberScheduled : status.updatedReplicas) ?? 0;
  if (updated < wanted) return `has replaced ${updated} of ${wanted} pods${formatStuckReason(status.conditions)}`;
  const old = kind === InstanceKind.DEPLOYMENT ? (status.replicas ?? 0) - updated : 0;
  return old > 0 ? formatRemaining(old, 'old pod') : undefined;
}

/** Returns the reason why a Deployment no longer progresses, in parentheses, or an empty string if it has none. */
function formatStuckReason(conditions: readonly Condition[] = []): string {
  return inWords(falseCondition(conditions, 'Progressing'));
}

/**
 * Returns how many pods the status of the workload counts, as in `still has 2 pods`. Returns undefined if it counts none.
 */
export function explainRemainingReplicas({ status = {} }: Workload): string | undefined {
  const left = (status.replicas ?? 0) + (typeof status.active === 'number' ? status.active : 0);
  return left === 0 ? undefined : formatRemaining(left);
}

/** Returns how many of the pods have not ended, as in `still has 2 pods`. Returns undefined if all have. */
export function explainRemainingPods(pods: readonly Pod[]): string | undefined {
  const left = pods.filter(isAlive).length;
  return left === 0 ? undefined : formatRemaining(left);
}

function formatRemaining(pods: number, what = 'pod'): string {
  return `still has ${formatCount(pods, what)}`;
}
