import { InstanceKind } from '../object/instance-kind';
import { InstancePhase, InstanceStatus } from './instance-status';
import { Pod, Workload, WorkloadSpec } from '../object/kube';
import { computeLimits } from './pod-limits';
import { isAlive, isReady, restartsOf } from '../object/pod-facts';
import { profilesOf } from '../object/profiles';
import { rememberedReplicas } from '../object/remembered';
import { WorkloadKind } from '../object/resource';
import { targetOf } from '../object/target';
import { falseCondition, Trouble, trueCondition, troubleOf, worst } from '../object/trouble';

/** Numbers of pods of a workload: ready now, desired now, and desired when it runs. */
interface WorkloadCounts {
  readonly ready: number;
  readonly desired: number;
  /** Number of pods that the workload has when it runs, also if it is stopped now. 0 if unknown. */
  readonly running: number;
}

/** Returns the status of a workload with its pods, without usage. */
export function toWorkloadStatus(kind: WorkloadKind, workload: Workload, pods: readonly Pod[]): InstanceStatus {
  const { metadata, spec } = workload;
  const { running, ...counts } = countPods(kind, workload, pods);
  const template = (spec.jobTemplate?.spec ?? spec).template;
  return {
    ...targetOf(workload),
    kind,
    phase: getWorkloadPhase(kind, workload, counts, pods),
    ...workloadReason(kind, workload, counts, pods),
    ...counts,
    ...(template === undefined ? {} : computeLimits(template.spec, running)),
    restarts: pods.reduce((sum, pod) => sum + restartsOf(pod), 0),
    createdAt: metadata.creationTimestamp ?? '',
    profiles: profilesOf(metadata),
  };
}

function countPods(kind: WorkloadKind, workload: Workload, pods: readonly Pod[]): WorkloadCounts {
  const { spec, status = {} } = workload;
  if (kind === InstanceKind.DAEMON_SET) {
    const desired = status.desiredNumberScheduled ?? 0;
    return { ready: status.numberReady ?? 0, desired, running: desired };
  }
  if (kind === InstanceKind.JOB) return { ready: status.ready ?? 0, ...countJobPods(workload) };
  if (kind === InstanceKind.CRON_JOB) {
    const alive = pods.filter(isAlive);
    return {
      ready: alive.filter(isReady).length,
      desired: alive.length,
      running: countParallelPods(spec.jobTemplate?.spec ?? {}),
    };
  }
  const desired = spec.replicas ?? 1;
  const running = desired === 0 ? (rememberedReplicas(workload) ?? 0) : desired;
  return { ready: status.readyReplicas ?? 0, desired, running };
}

function countJobPods(job: Workload): { desired: number; running: number } {
  const isOver = findJobResult(job) !== undefined;
  const running = countParallelPods(job.spec, isOver ? 0 : job.status?.succeeded); // if it runs again, it starts from 0
  return { desired: job.spec.suspend === true || isOver ? 0 : running, running };
}

/** Returns how many pods of a job run at the same time, if `succeeded` of them have completed already. */
function countParallelPods({ parallelism = 1, completions }: WorkloadSpec, succeeded = 0): number {
  return completions === undefined ? parallelism : Math.min(parallelism, Math.max(completions - succeeded, 0));
}

/** Returns how a job has ended, or undefined if it has not. */
export function findJobResult({ status }: Workload): InstancePhase.SUCCEEDED | InstancePhase.FAILED | undefined {
  const holds = (type: string): boolean => trueCondition(status?.conditions ?? [], type) !== undefined;
  if (holds('Complete')) return InstancePhase.SUCCEEDED;
  return holds('Failed') ? InstancePhase.FAILED : undefined;
}

function getWorkloadPhase(
  kind: WorkloadKind,
  workload: Workload,
  { ready, desired }: { ready: number; desired: number },
  pods: readonly Pod[],
): InstancePhase {
  const over = kind === InstanceKind.JOB ? findJobResult(workload) : undefined;
  if (over !== undefined) return over;
  if (kind === InstanceKind.CRON_JOB && desired > 0) return InstancePhase.RUNNING;
  if (workload.spec.suspend === true) return hasPods(workload, pods) ? InstancePhase.STOPPING : InstancePhase.SUSPENDED;
  if (kind === InstanceKind.CRON_JOB) return InstancePhase.SCHEDULED;
  if (ready > 0 && desired > 0) return InstancePhase.RUNNING;
  if (desired > 0 || kind === InstanceKind.DAEMON_SET) return InstancePhase.PENDING;
  return hasPods(workload, pods) ? InstancePhase.STOPPING : InstancePhase.STOPPED;
}

/** Returns true if the workload has pods that have not ended. */
export function hasPods({ status = {} }: Workload, pods: readonly Pod[]): boolean {
  return pods.some(isAlive) || (status.replicas ?? 0) > 0 || (typeof status.active === 'number' && status.active > 0);
}

function workloadReason(
  kind: WorkloadKind,
  { spec, status = {} }: Workload,
  { ready, desired }: { ready: number; desired: number },
  pods: readonly Pod[],
): Trouble | undefined {
  const { conditions = [] } = status;
  const created = trueCondition(conditions, 'ReplicaFailure');
  if (created !== undefined) return created;
  if (kind === InstanceKind.JOB) {
    const failed = trueCondition(conditions, 'Failed');
    if (failed !== undefined) return failed;
  }
  if (ready >= desired || spec.suspend === true) return undefined;
  const alive = pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  return (
    worst(alive.map(troubleOf)) ?? falseCondition(conditions, 'Progressing') ?? missingPodsReason(desired, alive.length)
  );
}

function missingPodsReason(desired: number, pods: number): Trouble | undefined {
  return pods >= desired ? undefined : { reason: 'NoPods', message: `${pods} of ${desired} pods are there` };
}
