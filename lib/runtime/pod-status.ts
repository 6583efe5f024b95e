import { keptAt } from './kept-pod';
import { InstanceKind } from './instance-kind';
import { InstancePhase, InstanceStatus } from './instance-status';
import { ObjectMeta, Pod, PodTemplate } from './kube';
import { limitsOf } from './pod-limits';
import { profilesOf } from './profiles';
import { troubleOf } from './trouble';

/** The status of a pod of its own. */
export function podStatus(pod: Pod): InstanceStatus {
  const { metadata, spec } = pod;
  return {
    ...identity(metadata),
    phase: phaseOf(pod),
    ...troubleOf(pod),
    ready: isReady(pod) ? 1 : 0,
    desired: 1,
    ...limitsOf(spec),
    restarts: restartsOf(pod),
    ...(spec.nodeName === undefined ? {} : { node: spec.nodeName }),
    createdAt: metadata.creationTimestamp ?? '',
    profiles: profilesOf(metadata),
  };
}

/** The status of a pod that is stopped, from the template that keeps it. */
export function stoppedStatus(kept: PodTemplate): InstanceStatus {
  return {
    ...identity(kept.metadata),
    phase: InstancePhase.STOPPED,
    ready: 0,
    desired: 0,
    ...limitsOf(kept.template.spec),
    restarts: 0,
    createdAt: keptAt(kept),
    profiles: profilesOf(kept.metadata),
  };
}

/** Whether a pod takes requests. */
export function isReady({ status }: Pod): boolean {
  return (status?.conditions ?? []).some((condition) => condition.type === 'Ready' && condition.status === 'True');
}

/** Whether a pod is not at its end, be it a good one. */
export function isAlive({ status }: Pod): boolean {
  return !['Succeeded', 'Failed'].includes(status?.phase ?? '');
}

/** How often containers of a pod were started again. */
export function restartsOf({ status }: Pod): number {
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  return all.reduce((sum, { restartCount }) => sum + restartCount, 0);
}

/** Kubernetes has no phase for a pod that is being deleted. */
function phaseOf({ metadata, status }: Pod): InstancePhase {
  if (metadata.deletionTimestamp !== undefined) return InstancePhase.STOPPING;
  const known = Object.values(InstancePhase).find((phase: string) => phase === status?.phase);
  return known ?? InstancePhase.PENDING;
}

function identity({ namespace = '', name = '' }: ObjectMeta): { cluster: string; id: string; kind: InstanceKind } {
  return { cluster: namespace, id: name, kind: InstanceKind.POD };
}
