import { JobCompletionMode } from '../../lib';
import { newCluster } from '../support/instance';
import { expectRefusal } from '../support/manifest';
import { newCronJob, newJob } from './jobs-fixture';

const INDEXED = { completionMode: JobCompletionMode.INDEXED, completions: 3 };

test('fails when the name of an indexed job has a dot, which the host names of its pods cannot have', () => {
  const cluster = newCluster();
  expectRefusal(
    cluster,
    () => newJob({ ...INDEXED, workloadName: 'a.b', completions: 2 }, cluster),
    "[prod/migrate] workloadName must make host names of pods that have no '.' and at most 63 characters, got 'a.b-1': " +
      'choose another name',
  );
});

test('fails when the jobs of an indexed CronJob have no room for the index', () => {
  const cluster = newCluster();
  const workloadName = 'a'.repeat(52);
  expectRefusal(
    cluster,
    () => newCronJob({ ...INDEXED, workloadName, completions: 11 }, cluster),
    "[prod/report] workloadName must make host names of pods that have no '.' and at most 63 characters, got " +
      `'${workloadName}-30000000-10': choose another name`,
  );
});

test.each([
  [
    'says not how many may fail',
    {},
    "completions must be given together with maxFailedIndexes where it is above 100000, got '100001': give both",
  ],
  [
    'lets more than 10000 fail',
    { maxFailedIndexes: 10_001 },
    "maxFailedIndexes must be a whole number of 0 to 10000, got '10001': correct it",
  ],
  [
    'runs more than 10000 at once',
    { maxFailedIndexes: 1, parallelism: 10_001 },
    "parallelism must be a whole number of 0 to 10000, got '10001': correct it",
  ],
])('fails when a job of more than 100000 indexes %s', (_, props, error) => {
  const cluster = newCluster();
  expectRefusal(
    cluster,
    () => newJob({ ...INDEXED, completions: 100_001, backoffLimitPerIndex: 1, ...props }, cluster),
    `[prod/migrate] ${error}`,
  );
});
