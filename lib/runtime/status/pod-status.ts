import { keptAt } from '../object/kept-pod';
import { InstanceKind } from '../object/instance-kind';
import { InstancePhase, InstanceStatus } from './instance-status';
import { Pod, PodTemplate } from '../object/kube';
import { isReady, restartsOf } from '../object/pod-facts';
import { computeLimits } from './pod-limits';
import { profilesOf } from '../object/profiles';
import { targetOf } from '../object/target';
import { troubleOf } from '../object/trouble';

/** Returns the status of an instance that is a bare pod, without usage. */
export function toPodStatus(pod: Pod): InstanceStatus {
  const { metadata, spec } = pod;
  return {
    ...targetOf(pod),
    kind: InstanceKind.POD,
    phase: getPodPhase(pod),
    ...troubleOf(pod),
    ready: isReady(pod) ? 1 : 0,
    desired: 1,
    ...computeLimits(spec),
    restarts: restartsOf(pod),
    ...(spec.nodeName === undefined ? {} : { node: spec.nodeName }),
    createdAt: metadata.creationTimestamp ?? '',
    profiles: profilesOf(metadata),
  };
}

/** Returns the status of a stopped pod from the PodTemplate that saves it. */
export function toStoppedStatus(kept: PodTemplate): InstanceStatus {
  return {
    ...targetOf(kept),
    kind: InstanceKind.POD,
    phase: InstancePhase.STOPPED,
    ready: 0,
    desired: 0,
    ...computeLimits(kept.template.spec),
    restarts: 0,
    createdAt: keptAt(kept),
    profiles: profilesOf(kept.metadata),
  };
}

/** Returns the phase of the pod. Kubernetes has no phase for a pod that is being deleted; its phase here is `Stopping`. */
function getPodPhase({ metadata, status }: Pod): InstancePhase {
  if (metadata.deletionTimestamp !== undefined) return InstancePhase.STOPPING;
  const known = Object.values(InstancePhase).find((phase: string) => phase === status?.phase);
  return known ?? InstancePhase.PENDING;
}
