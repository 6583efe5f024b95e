import { unsupportedError } from '../api/instance-errors';
import { WorkloadAction } from './workload-action';
import { explainOutdated, explainUnready } from './workload-waits';

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
export async function rollOut(ctx: WorkloadAction): Promise<void> {
  await ctx.retryOnConflict(async (workload) => {
    const { paused = false, updateStrategy } = workload.spec;
    if (paused) throw unsupportedError(ctx.target, `${ctx.name} is paused`, 'kubectl rollout resume, then restart it');
    const annotations = { [RESTARTED_AT]: ctx.now() };
    await ctx.patch(`told ${ctx.name} to replace its pods`, workload, { template: { metadata: { annotations } } });
    if (updateStrategy?.type === 'OnDelete') {
      ctx.addNote(`${ctx.name} replaces each pod only when it is deleted: its update strategy is OnDelete`);
    } else {
      await ctx.waitFor((now) => explainOutdated(ctx.kind, now) ?? explainUnready(ctx.kind, now));
    }
  });
}
