import { Duration } from 'cdk8s';
import { RestartPolicy } from 'cdk8s-plus-30';
import { PodFailureRule } from './pod-failure-rule';
import { MarWorkloadProps } from './workload-props';

/** Condition under which a job is complete. */
export enum JobCompletionMode {
  /** Complete when `completions` pods have succeeded. */
  NON_INDEXED = 'NonIndexed',
  /**
   * Complete when one pod of each index has succeeded. Each pod reads its index from the environment variable
   * `JOB_COMPLETION_INDEX`.
   */
  INDEXED = 'Indexed',
}

/** Properties of a Job, and of the jobs of a CronJob. */
export interface MarJobProps extends MarWorkloadProps {
  /**
   * Restart policy for containers that fail: NEVER or ON_FAILURE, which restarts them in the same pod.
   * @default RestartPolicy.NEVER, a new pod takes its place
   */
  readonly restartPolicy?: RestartPolicy;
  /**
   * Number of pods that run at once: a whole number of 0 or more, at most 100000 for an indexed job.
   * @default 1
   */
  readonly parallelism?: number;
  /**
   * Number of pods that must succeed: a whole number of 0 or more.
   * @default - 1; with `parallelism`, one success is enough, and no other pod is started after it
   */
  readonly completions?: number;
  /**
   * Completion mode: pods are interchangeable (NON_INDEXED) or each has an index (INDEXED). INDEXED needs `completions`.
   * @default JobCompletionMode.NON_INDEXED
   */
  readonly completionMode?: JobCompletionMode;
  /**
   * Number of retries after failures: a whole number of 0 or more.
   * @default 6
   */
  readonly backoffLimit?: number;
  /**
   * Number of retries for each index, in place of `backoffLimit`. Needs INDEXED and RestartPolicy.NEVER.
   * @default - all indexes share `backoffLimit`
   */
  readonly backoffLimitPerIndex?: number;
  /**
   * Number of indexes that may fail before the whole job fails, at most `completions`. Needs `backoffLimitPerIndex`.
   * @default - all of them
   */
  readonly maxFailedIndexes?: number;
  /**
   * Rules for certain failures of a pod, at most 20. The first rule that matches applies. Needs RestartPolicy.NEVER.
   * @default - all failures are counted
   */
  readonly podFailurePolicy?: PodFailureRule[];
  /**
   * Longest run time of the job, in whole seconds, at least 1.
   * @default - no limit
   */
  readonly activeDeadline?: Duration;
  /**
   * Time after which a finished job is deleted with its pods and logs, in whole seconds.
   * @default - it is not deleted
   */
  readonly ttlAfterFinished?: Duration;
}
