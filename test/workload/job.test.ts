import { Duration } from 'cdk8s';
import { RestartPolicy } from 'cdk8s-plus-30';
import { JobCompletionMode, MarJob, MarJobProps, PodFailureAction, PodFailureRule } from '../../lib';
import { newCluster, SMALL } from '../support/instance';
import { frozen, Manifest, manifestsOf, only } from '../support/manifest';
import { EVERY_POD_FIELD, everyPodProp, jobSpec, newJob } from './jobs-fixture';

test('a job writes one Job and nothing else', () => {
  const cluster = newCluster();
  const before = manifestsOf(cluster).length;
  newJob({}, cluster);
  expect(manifestsOf(cluster)).toHaveLength(before + 1);
  expect(only(cluster, 'Job')).toMatchObject({
    apiVersion: 'batch/v1',
    metadata: { name: 'migrate', namespace: 'prod', labels: { job: 'migrate' } },
  });
});

/** A job that says everything there is to say. */
function everything(): Manifest {
  const cluster = newCluster();
  const props: Required<MarJobProps> = {
    ...everyPodProp(cluster),
    workloadName: 'migrate-7',
    restartPolicy: RestartPolicy.NEVER,
    parallelism: 3,
    completions: 5,
    completionMode: JobCompletionMode.INDEXED,
    backoffLimit: 4,
    backoffLimitPerIndex: 2,
    maxFailedIndexes: 1,
    podFailurePolicy: [
      PodFailureRule.onExitCodes(PodFailureAction.FAIL_INDEX, 42),
      PodFailureRule.onDisruption(PodFailureAction.IGNORE),
    ],
    activeDeadline: Duration.hours(1),
    ttlAfterFinished: Duration.days(1),
  };
  new MarJob(cluster, 'Migration', frozen(props));
  return only(cluster, 'Job');
}

test('every prop of a job is at its place', () => {
  const { metadata, spec } = everything();
  expect(metadata).toMatchObject({ name: 'migrate-7', labels: { tier: 'web', job: 'migrate-7' } });
  expect(spec).toEqual({
    parallelism: 3,
    completions: 5,
    completionMode: 'Indexed',
    backoffLimit: 4,
    backoffLimitPerIndex: 2,
    maxFailedIndexes: 1,
    podFailurePolicy: {
      rules: [
        { action: 'FailIndex', onExitCodes: { operator: 'In', values: [42] } },
        { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
      ],
    },
    activeDeadlineSeconds: 3600,
    ttlSecondsAfterFinished: 86400,
    template: expect.anything(),
  });
  expect(spec.template.spec.restartPolicy).toBe('Never');
});

test('every prop of a job that is about its pods is at its place', () => {
  expect(everything().spec.template).toMatchObject(EVERY_POD_FIELD);
});

test('the pods of a job are not started again by default, others take their place', () => {
  expect(jobSpec().template.spec.restartPolicy).toBe('Never');
});

test('the pods of a job are started again if that is said', () => {
  expect(jobSpec({ restartPolicy: RestartPolicy.ON_FAILURE }).template.spec.restartPolicy).toBe('OnFailure');
});

test.each([
  ['parallelism', 'parallelism', '1'],
  ['completions', 'completions', 'as parallelism says'],
  ['completionMode', 'completionMode', 'NonIndexed'],
  ['backoffLimit', 'backoffLimit', '6'],
  ['backoffLimitPerIndex', 'backoffLimitPerIndex', 'none'],
  ['maxFailedIndexes', 'maxFailedIndexes', 'all'],
  ['podFailurePolicy', 'podFailurePolicy', 'none'],
  ['activeDeadline', 'activeDeadlineSeconds', 'none'],
  ['ttlAfterFinished', 'ttlSecondsAfterFinished', 'for ever'],
])('without %s a job leaves out %s, which Kubernetes reads as %s', (_, field) => {
  expect(jobSpec()).not.toHaveProperty(field);
});

test('the name of a job is its id by default, letter for letter', () => {
  const job = newJob();
  expect(job).toMatchObject({ name: 'migrate', clusterName: 'prod' });
});

test.each([
  ['parallelism', 'parallelism'],
  ['completions', 'completions'],
  ['backoffLimit', 'backoffLimit'],
] as const)('%s of 0 is no default', (prop, field) => {
  expect(jobSpec({ [prop]: 0 })[field]).toBe(0);
});

test('an indexed job may forgive no failure at all', () => {
  const indexed = { completionMode: JobCompletionMode.INDEXED, completions: 2 };
  expect(jobSpec({ ...indexed, backoffLimitPerIndex: 0, maxFailedIndexes: 0 })).toMatchObject({
    backoffLimitPerIndex: 0,
    maxFailedIndexes: 0,
  });
});

test('an indexed job may let all of its indexes fail', () => {
  const indexed = { completionMode: JobCompletionMode.INDEXED, completions: 2, backoffLimitPerIndex: 1 };
  expect(jobSpec({ ...indexed, maxFailedIndexes: 2 }).maxFailedIndexes).toBe(2);
});

test('a job may say that its pods are alike', () => {
  expect(jobSpec({ completionMode: JobCompletionMode.NON_INDEXED }).completionMode).toBe('NonIndexed');
});

test('an indexed job may have no completions yet', () => {
  expect(jobSpec({ completionMode: JobCompletionMode.INDEXED, completions: 0 }).completions).toBe(0);
});

test('an indexed job may run 100000 pods at once', () => {
  const indexed = { completionMode: JobCompletionMode.INDEXED, completions: 100_000 };
  expect(jobSpec({ ...indexed, parallelism: 100_000 }).parallelism).toBe(100_000);
});

test('a job whose pods are alike may run more than 100000 of them at once', () => {
  expect(jobSpec({ parallelism: 100_001 }).parallelism).toBe(100_001);
});

test.each([
  [61, 10],
  [60, 11],
  [60, 100],
  [63, 0],
])('a name of %s characters leaves room for the indexes of %s completions', (length, completions) => {
  const workloadName = 'a'.repeat(length);
  const { metadata } = only(newIndexed(workloadName, completions), 'Job');
  expect(metadata.name).toBe(workloadName);
});

function newIndexed(workloadName: string, completions: number): ReturnType<typeof newCluster> {
  const cluster = newCluster();
  newJob({ workloadName, completions, completionMode: JobCompletionMode.INDEXED }, cluster);
  return cluster;
}

test('a job may be deleted as soon as it is done', () => {
  expect(jobSpec({ ttlAfterFinished: Duration.seconds(0) }).ttlSecondsAfterFinished).toBe(0);
});

test('a job may have a second', () => {
  expect(jobSpec({ activeDeadline: Duration.millis(1000) }).activeDeadlineSeconds).toBe(1);
});

test('a policy without rules is none', () => {
  expect(jobSpec({ podFailurePolicy: [] })).not.toHaveProperty('podFailurePolicy');
});

test('a policy may have 20 rules', () => {
  const podFailurePolicy = Array.from({ length: 20 }, (_, i) =>
    PodFailureRule.onExitCodes(PodFailureAction.COUNT, i + 1),
  );
  expect(jobSpec({ podFailurePolicy }).podFailurePolicy.rules).toHaveLength(20);
});

test('rules are copied, so a change of them comes too late', () => {
  const cluster = newCluster();
  const podFailurePolicy = [PodFailureRule.onDisruption(PodFailureAction.IGNORE)];
  new MarJob(cluster, 'migrate', { ...SMALL, podFailurePolicy });
  podFailurePolicy.push(PodFailureRule.onExitCodes(PodFailureAction.FAIL_JOB, 1));
  expect(only(cluster, 'Job').spec.podFailurePolicy.rules).toHaveLength(1);
});
