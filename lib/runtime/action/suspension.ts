import { counted } from './counted';
import { InstanceKind } from '../object/instance-kind';
import { Workload } from '../object/kube';
import { unsupported } from '../api/refusals';
import { WorkloadDoing } from './workload-doing';
import { finished } from '../status/workload-status';

/** Tells a Job or CronJob to wait. The pods of a Job are deleted; jobs of a CronJob that run go on. */
export async function suspend(doing: WorkloadDoing, isLast = true): Promise<void> {
  await doing.settle(async (workload) => {
    const end = finished(workload);
    if (end !== undefined) doing.note(`${doing.name} has ended (${end}): there is nothing to stop`);
    else if (workload.spec.suspend !== true) await doing.patch(`suspended ${doing.name}`, workload, { suspend: true });
    noteRunning(doing, workload);
  });
  if (doing.kind === InstanceKind.JOB) await doing.untilEmpty(isLast);
}

/** Lets a Job or CronJob go on. */
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

/** What of a Job runs is deleted and made anew; what has succeeded stays so. */
export async function runAgain(doing: WorkloadDoing): Promise<void> {
  const workload = await doing.read();
  requireRunnable(doing, workload);
  await suspend(doing, false);
  if (doing.isDryRun && workload.spec.suspend !== true) doing.did(`resumed ${doing.name}`);
  else await resume(doing);
}

/** What would never have a pod is not waited for. */
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
