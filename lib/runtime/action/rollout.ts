import { unsupported } from '../api/refusals';
import { WorkloadDoing } from './workload-doing';
import { outdated, unready } from './workload-waits';

/**
 * Annotation of the pod template. A new value makes the controller replace all pods; `kubectl rollout restart` sets the same
 * annotation.
 */
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/**
 * Replaces all pods with the update strategy of the workload, and waits until the new pods are ready. With the strategy
 * `OnDelete`, adds a note instead of waiting.
 *
 * @throws MarRuntimeError `Unsupported` if the rollout of the workload is paused
 */
export async function rollOut(doing: WorkloadDoing): Promise<void> {
  await doing.settle(async (workload) => {
    const { paused = false, updateStrategy } = workload.spec;
    if (paused) throw unsupported(doing.target, `${doing.name} is paused`, 'kubectl rollout resume, then restart it');
    const annotations = { [RESTARTED_AT]: doing.now() };
    await doing.patch(`told ${doing.name} to replace its pods`, workload, { template: { metadata: { annotations } } });
    if (updateStrategy?.type === 'OnDelete') {
      doing.note(`${doing.name} replaces each pod only when it is deleted: its update strategy is OnDelete`);
    } else {
      await doing.until((now) => outdated(doing.kind, now) ?? unready(doing.kind, now));
    }
  });
}
