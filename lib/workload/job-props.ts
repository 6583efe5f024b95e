import { Duration } from 'cdk8s';
import { RestartPolicy } from 'cdk8s-plus-30';
import { PodFailureRule } from './pod-failure-rule';
import { MarWorkloadProps } from './workload-props';

/** What the pods of a job have done when it is done. */
export enum JobCompletionMode {
  /** Any `completions` pods have succeeded. */
  NON_INDEXED = 'NonIndexed',
  /** One pod of each index has; it finds its own in the environment variable `JOB_COMPLETION_INDEX`. */
  INDEXED = 'Indexed',
}

/** Properties of a job, on its own or of a CronJob. */
export interface MarJobProps extends MarWorkloadProps {
  /**
   * Whether what fails is started again in the same pod: NEVER or ON_FAILURE.
   * @default RestartPolicy.NEVER, a new pod takes its place
   */
  readonly restartPolicy?: RestartPolicy;
  /**
   * How many pods run at once: a whole number of 0 or more, at most 100000 of an indexed job.
   * @default 1
   */
  readonly parallelism?: number;
  /**
   * How many pods must succeed: a whole number of 0 or more.
   * @default - 1; with `parallelism` one, and no other is started then
   */
  readonly completions?: number;
  /**
   * Whether pods are alike or each has an index. INDEXED needs `completions`.
   * @default JobCompletionMode.NON_INDEXED
   */
  readonly completionMode?: JobCompletionMode;
  /**
   * How many failures are retried: a whole number of 0 or more.
   * @default 6
   */
  readonly backoffLimit?: number;
  /**
   * How many failures of each index are retried, in place of `backoffLimit`. Needs INDEXED and RestartPolicy.NEVER.
   * @default - all indexes share `backoffLimit`
   */
  readonly backoffLimitPerIndex?: number;
  /**
   * How many indexes may fail until the job does, at most `completions`. Needs `backoffLimitPerIndex`.
   * @default - all of them
   */
  readonly maxFailedIndexes?: number;
  /**
   * What becomes of the job when a pod fails in a certain way: the first rule that applies, at most 20. Needs
   * RestartPolicy.NEVER.
   * @default - all failures are counted
   */
  readonly podFailurePolicy?: PodFailureRule[];
  /**
   * How long the job may run, in whole seconds, at least 1.
   * @default - as long as it takes
   */
  readonly activeDeadline?: Duration;
  /**
   * How long after its end the job is deleted, with its pods and logs, in whole seconds.
   * @default - it stays
   */
  readonly ttlAfterFinished?: Duration;
}
