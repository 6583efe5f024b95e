import { counted } from './counted';
import { InstanceKind } from '../object/instance-kind';
import { Workload } from '../object/kube';
import { unsupported } from '../api/refusals';
import { WorkloadDoing } from './workload-doing';
import { finished } from '../status/workload-status';

/**
 * Suspends a Job or CronJob. Kubernetes deletes the active pods of a Job, while jobs that a CronJob has started continue.
 * Pass false for `isLast` if the next step needs the pods to be gone.
 */
export async function suspend(doing: WorkloadDoing, isLast = true): Promise<void> {
  await doing.settle(async (workload) => {
    const end = finished(workload);
    if (end !== undefined) doing.note(`${doing.name} has ended (${end}): there is nothing to stop`);
    else if (workload.spec.suspend !== true) await doing.patch(`suspended ${doing.name}`, workload, { suspend: true });
    noteRunning(doing, workload);
  });
  if (doing.kind === InstanceKind.JOB) await doing.untilEmpty(isLast);
}

/**
 * Resumes a Job or CronJob. Waits until a Job has a ready pod or has finished.
 *
 * @throws MarRuntimeError `Unsupported` if a Job has finished already or has a parallelism of 0
 */
export async function resume(doing: WorkloadDoing): Promise<void> {
  await doing.settle(async (workload) => {
    requireRunnable(doing, workload);
    if (workload.spec.suspend === true) await doing.patch(`resumed ${doing.name}`, workload, { suspend: false });
    if (doing.kind === InstanceKind.CRON_JOB) return;
    await doing.until((now) => {
      const runs = finished(now) !== undefined || (now.status?.ready ?? 0) > 0;
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
export async function runAgain(doing: WorkloadDoing): Promise<void> {
  const workload = await doing.read();
  requireRunnable(doing, workload);
  await suspend(doing, false);
  if (doing.isDryRun && workload.spec.suspend !== true) doing.did(`resumed ${doing.name}`);
  else await resume(doing);
}

/** Throws `Unsupported` if the workload would never get a pod, because it has finished or has a parallelism of 0. */
function requireRunnable({ target, name }: WorkloadDoing, workload: Workload): void {
  const end = finished(workload);
  if (end !== undefined) {
    throw unsupported(target, `${name} has ended (${end})`, 'delete it and apply its manifest to run it again');
  }
  if (workload.spec.parallelism === 0) {
    const why = `${name} is to have no pods, as its parallelism is 0`;
    throw unsupported(target, why, 'apply it with a parallelism of 1 or more');
  }
}

function noteRunning(doing: WorkloadDoing, { status }: Workload): void {
  const running = Array.isArray(status?.active) ? status.active.length : 0;
  if (running > 0) doing.note(`${counted(running, 'job')} of ${doing.name} that began before will end`);
}
