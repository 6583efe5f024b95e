import { REMEMBERED, rememberedReplicas } from '../object/remembered';
import { WorkloadAction } from './workload-action';
import { explainUnready } from './workload-waits';

/**
 * Scales the workload to 0 and saves its number of replicas in an annotation, in one write. Pass false for `isLast` if the
 * next step needs the pods to be gone.
 */
export async function scaleDown(ctx: WorkloadAction, isLast = true): Promise<void> {
  await ctx.retryOnConflict(async (workload) => {
    const replicas = workload.spec.replicas ?? 1;
    if (replicas > 0) {
      const remembered = { annotations: { [REMEMBERED]: String(replicas) } };
      await ctx.patch(`scaled ${ctx.name} from ${replicas} to 0`, workload, { replicas: 0 }, remembered);
    }
  });
  await ctx.waitUntilEmpty(isLast);
}

/**
 * Scales the workload from 0 to the saved number of replicas, or to 1 if none is saved, and removes the annotation. Keeps
 * the replicas of a workload that somebody else has scaled up meanwhile.
 */
export async function scaleUp(ctx: WorkloadAction): Promise<void> {
  await ctx.retryOnConflict(async (workload) => {
    const { spec, metadata } = workload;
    const forget = { annotations: { [REMEMBERED]: null } };
    if (spec.replicas === 0) {
      const remembered = rememberedReplicas(workload);
      const replicas = remembered ?? 1;
      await ctx.patch(`scaled ${ctx.name} from 0 to ${replicas}`, workload, { replicas }, forget);
      if (remembered === undefined) ctx.addNote(`it was not remembered how many pods ${ctx.name} had: it gets 1`);
    } else if (metadata.annotations?.[REMEMBERED] !== undefined) {
      await ctx.patch(`left ${ctx.name} as it was scaled up already`, workload, {}, forget);
    }
    await ctx.waitFor((now) => explainUnready(ctx.kind, now));
  });
}
