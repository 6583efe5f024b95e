import { REMEMBERED, rememberedReplicas } from '../object/remembered';
import { WorkloadDoing } from './workload-doing';
import { unready } from './workload-waits';

/**
 * Scales the workload to 0 and saves its number of replicas in an annotation, in one write. Pass false for `isLast` if the
 * next step needs the pods to be gone.
 */
export async function scaleDown(doing: WorkloadDoing, isLast = true): Promise<void> {
  await doing.settle(async (workload) => {
    const replicas = workload.spec.replicas ?? 1;
    if (replicas > 0) {
      const remembered = { annotations: { [REMEMBERED]: String(replicas) } };
      await doing.patch(`scaled ${doing.name} from ${replicas} to 0`, workload, { replicas: 0 }, remembered);
    }
  });
  await doing.untilEmpty(isLast);
}

/**
 * Scales the workload from 0 to the saved number of replicas, or to 1 if none is saved, and removes the annotation. Keeps
 * the replicas of a workload that somebody else has scaled up meanwhile.
 */
export async function scaleUp(doing: WorkloadDoing): Promise<void> {
  await doing.settle(async (workload) => {
    const { spec, metadata } = workload;
    const forget = { annotations: { [REMEMBERED]: null } };
    if (spec.replicas === 0) {
      const remembered = rememberedReplicas(workload);
      const replicas = remembered ?? 1;
      await doing.patch(`scaled ${doing.name} from 0 to ${replicas}`, workload, { replicas }, forget);
      if (remembered === undefined) doing.note(`it was not remembered how many pods ${doing.name} had: it gets 1`);
    } else if (metadata.annotations?.[REMEMBERED] !== undefined) {
      await doing.patch(`left ${doing.name} as it was scaled up already`, workload, {}, forget);
    }
    await doing.until((now) => unready(doing.kind, now));
  });
}
