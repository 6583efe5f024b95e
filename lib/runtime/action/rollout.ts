import { unsupported } from '../api/refusals';
import { WorkloadDoing } from './workload-doing';
import { outdated, unready } from './workload-waits';

/** Of a template of pods: another value makes the controller replace them all. kubectl's, so that both do the same. */
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/** Replaces the pods a few at a time, as the strategy of the workload says. */
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
