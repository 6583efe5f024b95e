import { Cron, Duration } from 'cdk8s';
import { ConcurrencyPolicy, RestartPolicy } from 'cdk8s-plus-30';
import { JobCompletionMode, MarCronJob, MarCronJobProps, PodFailureAction, PodFailureRule } from '../../lib';
import { newCluster } from '../support/instance';
import { frozen, Manifest, manifestsOf, only } from '../support/manifest';
import { cronJobSpec, EVERY_POD_FIELD, everyPodProp, newCronJob, NIGHTLY } from './jobs-fixture';

test('a CronJob writes one CronJob and nothing else', () => {
  const cluster = newCluster();
  const before = manifestsOf(cluster).length;
  newCronJob({}, cluster);
  expect(manifestsOf(cluster)).toHaveLength(before + 1);
  expect(only(cluster, 'CronJob')).toMatchObject({
    apiVersion: 'batch/v1',
    metadata: { name: 'report', namespace: 'prod', labels: { 'cron-job': 'report' } },
  });
});

/** A CronJob that says everything there is to say. */
function everything(): Manifest {
  const cluster = newCluster();
  const props: Required<MarCronJobProps> = {
    ...everyPodProp(cluster),
    workloadName: 'report-7',
    schedule: NIGHTLY,
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: ConcurrencyPolicy.REPLACE,
    startingDeadline: Duration.minutes(5),
    suspend: true,
    successfulJobsRetained: 7,
    failedJobsRetained: 8,
    restartPolicy: RestartPolicy.NEVER,
    parallelism: 3,
    completions: 5,
    completionMode: JobCompletionMode.INDEXED,
    backoffLimit: 4,
    backoffLimitPerIndex: 2,
    maxFailedIndexes: 1,
    podFailurePolicy: [PodFailureRule.onDisruption(PodFailureAction.IGNORE)],
    activeDeadline: Duration.hours(1),
    ttlAfterFinished: Duration.days(1),
  };
  new MarCronJob(cluster, 'Report', frozen(props));
  return only(cluster, 'CronJob');
}

test('every prop of a CronJob is at its place', () => {
  const { metadata, spec } = everything();
  expect(metadata).toMatchObject({ name: 'report-7', labels: { tier: 'web', 'cron-job': 'report-7' } });
  expect(spec).toEqual({
    schedule: '30 2 * * *',
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: 'Replace',
    startingDeadlineSeconds: 300,
    suspend: true,
    successfulJobsHistoryLimit: 7,
    failedJobsHistoryLimit: 8,
    jobTemplate: expect.anything(),
  });
});

test('every prop of a CronJob that is about its jobs is at its place', () => {
  const { metadata, spec } = everything().spec.jobTemplate;
  expect(metadata.labels).toMatchObject({ tier: 'web', 'cron-job': 'report-7' });
  expect(spec).toEqual({
    parallelism: 3,
    completions: 5,
    completionMode: 'Indexed',
    backoffLimit: 4,
    backoffLimitPerIndex: 2,
    maxFailedIndexes: 1,
    podFailurePolicy: {
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    },
    activeDeadlineSeconds: 3600,
    ttlSecondsAfterFinished: 86400,
    template: expect.anything(),
  });
});

test('every prop of a CronJob that is about its pods is at its place', () => {
  const { template } = everything().spec.jobTemplate.spec;
  expect(template).toMatchObject(EVERY_POD_FIELD);
  expect(template.spec.restartPolicy).toBe('Never');
});

test.each([
  ['concurrencyPolicy', 'Forbid'],
  ['suspend', false],
  ['successfulJobsHistoryLimit', 3],
  ['failedJobsHistoryLimit', 1],
])('by default the field %s of a CronJob is %s', (field, value) => {
  expect(cronJobSpec()[field]).toBe(value);
});

test('without timeZone a CronJob leaves it to the controller manager', () => {
  expect(cronJobSpec()).not.toHaveProperty('timeZone');
});

test('without startingDeadline a CronJob starts what was missed, however late', () => {
  expect(cronJobSpec()).not.toHaveProperty('startingDeadlineSeconds');
});

test('the pods of a CronJob are not started again by default', () => {
  expect(cronJobSpec().jobTemplate.spec.template.spec.restartPolicy).toBe('Never');
});

test('the pods of a CronJob are started again if that is said', () => {
  const { jobTemplate } = cronJobSpec({ restartPolicy: RestartPolicy.ON_FAILURE });
  expect(jobTemplate.spec.template.spec.restartPolicy).toBe('OnFailure');
});

test('the jobs of a CronJob say nothing of themselves by default', () => {
  expect(Object.keys(cronJobSpec().jobTemplate.spec)).toEqual(['template']);
});

test.each([
  [ConcurrencyPolicy.ALLOW, 'Allow'],
  [ConcurrencyPolicy.FORBID, 'Forbid'],
  [ConcurrencyPolicy.REPLACE, 'Replace'],
])('the concurrency policy %s is written as Kubernetes does, %s', (concurrencyPolicy, text) => {
  expect(cronJobSpec({ concurrencyPolicy }).concurrencyPolicy).toBe(text);
});

test('no jobs need be kept', () => {
  expect(cronJobSpec({ successfulJobsRetained: 0, failedJobsRetained: 0 })).toMatchObject({
    successfulJobsHistoryLimit: 0,
    failedJobsHistoryLimit: 0,
  });
});

test('jobs may be both deleted after a time and kept up to a number', () => {
  const spec = cronJobSpec({ ttlAfterFinished: Duration.seconds(0), successfulJobsRetained: 1 });
  expect(spec.successfulJobsHistoryLimit).toBe(1);
  expect(spec.jobTemplate.spec.ttlSecondsAfterFinished).toBe(0);
});

test.each([
  [Duration.seconds(10), 10],
  [Duration.millis(60_000), 60],
])('a job may be late: %s is %s seconds', (startingDeadline, seconds) => {
  expect(cronJobSpec({ startingDeadline }).startingDeadlineSeconds).toBe(seconds);
});

test.each([
  [Cron.everyMinute(), '* * * * *'],
  [Cron.hourly(), '0 * * * *'],
  [Cron.weekly(), '0 0 * * 0'],
  [Cron.annually(), '0 0 1 1 *'],
  [Cron.schedule({ minute: '*/5', weekDay: 'MON-FRI' }), '*/5 * * * MON-FRI'],
])('the schedule %j is written as %s', (schedule, text) => {
  expect(cronJobSpec({ schedule }).schedule).toBe(text);
});

test('the name of a CronJob is its id by default, and has up to 52 characters', () => {
  expect(newCronJob()).toMatchObject({ name: 'report', clusterName: 'prod' });
  expect(newCronJob({ workloadName: 'a'.repeat(52) }).name).toBe('a'.repeat(52));
});
