import { Duration } from 'cdk8s';
import { RestartPolicy } from 'cdk8s-plus-30';
import { JobCompletionMode, MarJobProps, PodFailureAction, PodFailureRule } from '../../lib';
import { newCluster } from '../support/instance';
import { expectRefusal, testApp } from '../support/manifest';
import { newCronJob, newJob } from './jobs-fixture';

const INDEXED = { completionMode: JobCompletionMode.INDEXED, completions: 3 };
const IGNORED = PodFailureRule.onDisruption(PodFailureAction.IGNORE);
const INT32 = '0 to 2147483647';
const BOTH = 'give both, or neither';

/** Each row: what is wrong, the props, and the error. */
const ROWS: [string, Partial<MarJobProps>, string][] = [
  [
    'its pods are always started again',
    { restartPolicy: RestartPolicy.ALWAYS },
    "restartPolicy must be NEVER or ON_FAILURE, as a job comes to its end, got 'Always': use a MarDeployment for what " +
      'always runs',
  ],
  [
    'failures of each index are counted in pods that are started again',
    { ...INDEXED, backoffLimitPerIndex: 1, restartPolicy: RestartPolicy.ON_FAILURE },
    "restartPolicy must be NEVER where backoffLimitPerIndex is given, got 'OnFailure': leave out one of them",
  ],
  [
    'there are rules for failures of pods that are started again',
    { podFailurePolicy: [IGNORED], restartPolicy: RestartPolicy.ON_FAILURE },
    "restartPolicy must be NEVER where podFailurePolicy is given, got 'OnFailure': leave out one of them",
  ],
  ...(['parallelism', 'completions', 'backoffLimit'] as const).flatMap((prop) =>
    [-1, 1.5, NaN, Infinity, 2 ** 31].map((count): [string, Partial<MarJobProps>, string] => [
      `${prop} is ${count}`,
      { [prop]: count },
      `${prop} must be a whole number of ${INT32}, got '${count}': correct it`,
    ]),
  ),
  ...(['backoffLimitPerIndex', 'maxFailedIndexes'] as const).flatMap((prop) =>
    [-1, 0.5, NaN].map((count): [string, Partial<MarJobProps>, string] => [
      `${prop} is ${count}`,
      { ...INDEXED, backoffLimitPerIndex: 1, [prop]: count },
      `${prop} must be a whole number of ${INT32}, got '${count}': correct it`,
    ]),
  ),
  [
    'more indexes may fail than there are',
    { ...INDEXED, backoffLimitPerIndex: 1, maxFailedIndexes: 4 },
    "maxFailedIndexes must be a whole number of 0 to 3, got '4': correct it",
  ],
  [
    'indexes may fail whose failures are not counted',
    { ...INDEXED, maxFailedIndexes: 1 },
    `maxFailedIndexes must be given together with backoffLimitPerIndex, got '1': ${BOTH}`,
  ],
  [
    'indexes may fail, and there are none',
    { maxFailedIndexes: 0 },
    `maxFailedIndexes must be given together with backoffLimitPerIndex, got '0': ${BOTH}`,
  ],
  [
    'failures of each index are counted, and no mode is given',
    { backoffLimitPerIndex: 0 },
    `backoffLimitPerIndex must be given together with completionMode INDEXED, got '0': ${BOTH}`,
  ],
  [
    'failures of each index are counted, and its pods are alike',
    { backoffLimitPerIndex: 2, completions: 2, completionMode: JobCompletionMode.NON_INDEXED },
    `backoffLimitPerIndex must be given together with completionMode INDEXED, got '2': ${BOTH}`,
  ],
  [
    'its pods have indexes, and it is not said how many',
    { completionMode: JobCompletionMode.INDEXED },
    `completionMode must be given together with completions, got 'Indexed': ${BOTH}`,
  ],
  [
    'more than 100000 pods with an index run at once',
    { ...INDEXED, parallelism: 100_001 },
    "parallelism must be a whole number of 0 to 100000, got '100001': correct it",
  ],
  [
    'a rule lets an index fail, and failures of each index are not counted',
    { ...INDEXED, podFailurePolicy: [IGNORED, PodFailureRule.onExitCodes(PodFailureAction.FAIL_INDEX, 1)] },
    `podFailurePolicy must be given together with backoffLimitPerIndex, got 'FailIndex': ${BOTH}`,
  ],
  [
    'there are more than 20 rules for failures',
    { podFailurePolicy: Array.from({ length: 21 }, () => IGNORED) },
    "podFailurePolicy must have at most 20 rules, got '21': join some of them",
  ],
  [
    'it may run no time at all',
    { activeDeadline: Duration.seconds(0) },
    "activeDeadline in seconds must be a whole number of 1 to 2147483647, got '0': correct it",
  ],
  [
    'it may run a second and a half',
    { activeDeadline: Duration.millis(1500) },
    "activeDeadline in seconds must be a whole number of 1 to 2147483647, got '1.5': correct it",
  ],
  [
    'it is deleted after a fraction of a second',
    { ttlAfterFinished: Duration.millis(1) },
    `ttlAfterFinished in seconds must be a whole number of ${INT32}, got '0.001': correct it`,
  ],
  [
    'one of its labels is set by the library',
    { labels: { job: 'other' } },
    "labels must not have keys that the library sets, got 'job': choose another key",
  ],
];

test.each(ROWS)('fails when %s', (_, props, error) => {
  const cluster = newCluster();
  expectRefusal(cluster, () => newJob(props, cluster), `[prod/migrate] ${error}`);
});

test.each(ROWS.slice(0, -1))('fails when %s, in a CronJob too', (_, props, error) => {
  const cluster = newCluster();
  expectRefusal(cluster, () => newCronJob(props, cluster), `[prod/report] ${error}`);
});

test.each([
  [63, 1],
  [62, 1],
  [61, 11],
  [60, 101],
])('fails when a name of %s characters leaves no room for the indexes of %s completions', (length, completions) => {
  const cluster = newCluster();
  const workloadName = 'a'.repeat(length);
  expectRefusal(
    cluster,
    () => newJob({ ...INDEXED, workloadName, completions }, cluster),
    "[prod/migrate] workloadName must make host names of pods that have no '.' and at most 63 characters, got " +
      `'${workloadName}-${completions - 1}': choose another name`,
  );
});

test.each(['', 'Migrate', 'a_b', 'a'.repeat(64)])("fails when the name of a job is '%s'", (workloadName) => {
  const cluster = newCluster();
  expectRefusal(
    cluster,
    () => newJob({ workloadName }, cluster),
    "[prod/migrate] workloadName must be a DNS name of at most 63 characters (a-z, 0-9, '-' and '.', each part first and " +
      `last a letter or digit), got '${workloadName}': choose another id`,
  );
});

test('fails when another job of the cluster has the name', () => {
  const cluster = newCluster();
  newJob({}, cluster);
  expectRefusal(
    cluster,
    () => newJob({}, cluster),
    "[prod/migrate] workloadName must be unique among the objects of kind Job in cluster 'prod', got 'migrate': choose " +
      "another name, 'prod/migrate' has this one",
  );
});

test('fails when a job is in no cluster', () => {
  const app = testApp();
  expectRefusal(
    app,
    () => newJob({}, app),
    "[migrate] scope must be a MarCluster, or something in one but no other chart, got '': create it in a MarCluster, or in MarCluster.fromName(…)",
  );
});

test('a refusal leaves the name of the job free', () => {
  const cluster = newCluster();
  expect(() => newJob({ parallelism: -1 }, cluster)).toThrow();
  expect(newJob({}, cluster).name).toBe('migrate');
});
