import { Cron, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { IMarPod } from './mar-pod';
import { withMarPod } from './pod-mixin';
import { pathIn } from '../internal/errors';
import { requireWhole, shorterName } from '../kube/names';
import { wholeSeconds } from '../kube/quantity';
import { requireInstance, requireMember, requireProps } from '../internal/values';
import { PodKind, planPod } from '../pod/pod-plan';
import { renderJobFields, podsAtOnce } from './job-fields';
import { MarJobProps } from './job-props';
import { requireSchedule } from './schedule';
import { requireTimeZone } from './time-zone';
import { stockWorkloadProps } from './workload-props';

/** Properties of a CronJob. */
export interface MarCronJobProps extends MarJobProps {
  /** Times at which Kubernetes creates a Job: `Cron.schedule({ minute: '30', hour: '2' })`. */
  readonly schedule: Cron;
  /**
   * Time zone of the schedule: a name of the IANA time zone database, such as `Europe/Berlin`.
   * @default - that of the kube-controller-manager, which is UTC in most clusters
   */
  readonly timeZone?: string;
  /**
   * Action if the previous job still runs when the next one is due.
   * @default ConcurrencyPolicy.FORBID, the new one is left out
   */
  readonly concurrencyPolicy?: kplus.ConcurrencyPolicy;
  /**
   * Time after the scheduled start within which a missed job may still start, in whole seconds. At least 10, because
   * Kubernetes checks schedules every 10 seconds.
   * @default - however late
   */
  readonly startingDeadline?: Duration;
  /**
   * True to start no further jobs.
   * @default false
   */
  readonly suspend?: boolean;
  /**
   * Number of succeeded jobs that are kept: a whole number of 0 or more.
   * @default 3
   */
  readonly successfulJobsRetained?: number;
  /**
   * Number of failed jobs that are kept: a whole number of 0 or more.
   * @default 1
   */
  readonly failedJobsRetained?: number;
}

/** Example of the end of a job's name. Kubernetes appends the scheduled time, in minutes since 1970. */
const JOB_SUFFIX = '30000000';

/** In seconds. */
const LEAST_DEADLINE = 10;

const CRON_JOB: PodKind = {
  kind: 'CronJob',
  nameProp: 'workloadName',
  nameRule: shorterName(52), // its jobs are called like it, and then some
};

interface HardenedCronJob extends IMarPod, kplus.CronJob {}

/**
 * Job that runs on a schedule. Writes one CronJob.
 * @throws if the parent is not in a cluster, if the name is not valid or is taken, if the schedule cannot be parsed or never
 * fires, or if another prop is not valid
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export class MarCronJob extends withMarPod<typeof kplus.CronJob, HardenedCronJob>(kplus.CronJob, CRON_JOB) {
  private readonly fields: Partial<kplus.k8s.JobSpec>;
  private readonly startingDeadlineSeconds?: number;
  private readonly most: number;

  constructor(scope: Construct, id: string, props: MarCronJobProps) {
    requireProps(scope, id, props);
    const path = pathIn(scope, id);
    const { workloadName = id, restartPolicy = kplus.RestartPolicy.NEVER, startingDeadline } = props;
    requireTimes(path, props);
    const fields = renderJobFields(path, `${workloadName}-${JOB_SUFFIX}`, props);
    const plan = planPod(scope, id, CRON_JOB, workloadName, props);
    super(scope, id, { ...stockWorkloadProps(plan), ...cronProps(props), restartPolicy }, plan);
    this.fields = fields;
    this.startingDeadlineSeconds = startingDeadline?.toSeconds();
    const overlaps = props.concurrencyPolicy === kplus.ConcurrencyPolicy.ALLOW;
    this.most = overlaps ? Infinity : podsAtOnce(props);
  }

  /** @internal */
  public override _maxPods(): number {
    return this.most;
  }

  /** @internal */
  public override _toKube(): kplus.k8s.CronJobSpec {
    const stock = super._toKube();
    const spec = stock.jobTemplate.spec && { ...stock.jobTemplate.spec, ...this.fields };
    const metadata = this.podMetadata.toJson() as kplus.k8s.ObjectMeta;
    return {
      ...stock,
      startingDeadlineSeconds: this.startingDeadlineSeconds, // cdk8s-plus would give up what is 10 seconds late
      jobTemplate: { metadata: { labels: metadata.labels }, spec },
    };
  }
}

function requireTimes(path: string, props: MarCronJobProps): void {
  const { schedule, timeZone, startingDeadline, successfulJobsRetained, failedJobsRetained } = props;
  requireInstance(
    path,
    'schedule',
    schedule,
    'expressionString',
    'a Cron',
    "Cron.schedule({ minute: '30', hour: '2' })",
  );
  requireMember(path, 'concurrencyPolicy', props.concurrencyPolicy, kplus.ConcurrencyPolicy);
  requireSchedule(path, schedule.expressionString);
  if (timeZone !== undefined) requireTimeZone(path, timeZone);
  if (startingDeadline !== undefined) wholeSeconds(path, 'startingDeadline', startingDeadline, LEAST_DEADLINE);
  for (const [prop, count] of Object.entries({ successfulJobsRetained, failedJobsRetained })) {
    if (count !== undefined) requireWhole(path, prop, count, 0);
  }
}

/** Returns the props that cdk8s-plus supports. */
function cronProps(props: MarCronJobProps): kplus.CronJobProps {
  const { schedule, timeZone, concurrencyPolicy, suspend, successfulJobsRetained, failedJobsRetained } = props;
  const { startingDeadline, backoffLimit, activeDeadline } = props;
  return {
    backoffLimit,
    activeDeadline,
    schedule,
    timeZone,
    concurrencyPolicy,
    suspend,
    successfulJobsRetained,
    failedJobsRetained,
    startingDeadline,
  };
}
