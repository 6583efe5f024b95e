import { formatCount } from './format-count';
import { InstanceKind } from '../object/instance-kind';
import { Workload } from '../object/kube';
import { unsupportedError } from '../api/instance-errors';
import { WorkloadAction } from './workload-action';
import { findJobResult } from '../status/workload-status';

/**
 * Suspends a Job or CronJob. Kubernetes deletes the active pods of a Job, while jobs that a CronJob has started continue.
 * Pass false for `isLast` if the next step needs the pods to be gone.
 */
export async function suspend(ctx: WorkloadAction, isLast = true): Promise<void> {
  await ctx.retryOnConflict(async (workload) => {
    const end = findJobResult(workload);
    if (end !== undefined) ctx.addNote(`${ctx.name} has ended (${end}): there is nothing to stop`);
    else if (workload.spec.suspend !== true) await ctx.patch(`suspended ${ctx.name}`, workload, { suspend: true });
    noteRunningJobs(ctx, workload);
  });
  if (ctx.kind === InstanceKind.JOB) await ctx.waitUntilEmpty(isLast);
}

/**
 * Resumes a Job or CronJob. Waits until a Job has a ready pod or has finished.
 *
 * @throws MarRuntimeError `Unsupported` if a Job has finished already or has a parallelism of 0
 */
export async function resume(ctx: WorkloadAction): Promise<void> {
  await ctx.retryOnConflict(async (workload) => {
    requireRunnable(ctx, workload);
    if (workload.spec.suspend === true) await ctx.patch(`resumed ${ctx.name}`, workload, { suspend: false });
    if (ctx.kind === InstanceKind.CRON_JOB) return;
    await ctx.waitFor((now) => {
      const runs = findJobResult(now) !== undefined || (now.status?.ready ?? 0) > 0;
      return runs ? undefined : 'has no pod that is ready';
    });
  });
}

/**
 * Restarts a Job: deletes its active pods by suspending it, then resumes it. Pods that have succeeded still count toward its
 * completions.
 *
 * @throws MarRuntimeError `Unsupported` if the Job has finished already or has a parallelism of 0
 */
export async function runAgain(ctx: WorkloadAction): Promise<void> {
  const workload = await ctx.read();
  requireRunnable(ctx, workload);
  await suspend(ctx, false);
  if (ctx.isDryRun && workload.spec.suspend !== true) ctx.reportStep(`resumed ${ctx.name}`);
  else await resume(ctx);
}

/** Throws `Unsupported` if the workload would never get a pod, because it has finished or has a parallelism of 0. */
function requireRunnable({ target, name }: WorkloadAction, workload: Workload): void {
  const end = findJobResult(workload);
  if (end !== undefined) {
    throw unsupportedError(target, `${name} has ended (${end})`, 'delete it and apply its manifest to run it again');
  }
  if (workload.spec.parallelism === 0) {
    const why = `${name} is to have no pods, as its parallelism is 0`;
    throw unsupportedError(target, why, 'apply it with a parallelism of 1 or more');
  }
}

function noteRunningJobs(ctx: WorkloadAction, { status }: Workload): void {
  const running = Array.isArray(status?.active) ? status.active.length : 0;
  if (running > 0) ctx.addNote(`${formatCount(running, 'job')} of ${ctx.name} that began before will end`);
}
