import { counted } from './counted';
import { InstanceKind } from '../object/instance-kind';
import { Condition, Pod, Workload } from '../object/kube';
import { isAlive } from '../object/pod-facts';
import { WorkloadKind } from '../object/resource';
import { falseCondition, inWords } from '../object/trouble';

/** What is missing until the pods that a workload is to have are ready. */
export function unready(kind: WorkloadKind, { spec, status = {} }: Workload): string | undefined {
  const isDaemonSet = kind === InstanceKind.DAEMON_SET;
  const wanted = isDaemonSet ? (status.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1);
  const ready = (isDaemonSet ? status.numberReady : status.readyReplicas) ?? 0;
  return ready >= wanted ? undefined : `has ${ready} of ${wanted} pods ready${stuck(status.conditions)}`;
}

/** What is missing until all pods are made of the newest template. */
export function outdated(kind: WorkloadKind, { spec, status = {} }: Workload): string | undefined {
  const isDaemonSet = kind === InstanceKind.DAEMON_SET;
  const all = isDaemonSet ? (status.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1);
  const wanted = Math.max(all - (spec.updateStrategy?.rollingUpdate?.partition ?? 0), 0);
  const updated = (isDaemonSet ? status.updatedNumberScheduled : status.updatedReplicas) ?? 0;
  if (updated < wanted) return `has replaced ${updated} of ${wanted} pods${stuck(status.conditions)}`;
  const old = kind === InstanceKind.DEPLOYMENT ? (status.replicas ?? 0) - updated : 0;
  return old > 0 ? stillThere(old, 'old pod') : undefined;
}

/** The words of a Deployment that gave up. */
function stuck(conditions: readonly Condition[] = []): string {
  return inWords(falseCondition(conditions, 'Progressing'));
}

/** What is missing until nothing is left that makes pods. */
export function unscaled({ status = {} }: Workload): string | undefined {
  const left = (status.replicas ?? 0) + (typeof status.active === 'number' ? status.active : 0);
  return left === 0 ? undefined : stillThere(left);
}

/** What is missing until no pod is left. */
export function undeleted(pods: readonly Pod[]): string | undefined {
  const left = pods.filter(isAlive).length;
  return left === 0 ? undefined : stillThere(left);
}

function stillThere(pods: number, what = 'pod'): string {
  return `still has ${counted(pods, what)}`;
}
