import { Cron, Duration } from 'cdk8s';
import { MarCronJobProps } from '../../lib';
import { newCluster } from '../support/instance';
import { expectRefusal, testApp } from '../support/manifest';
import { newCronJob } from './jobs-fixture';

const INT32 = '0 to 2147483647';

/** Each row: what is wrong, the props, and the error. */
const ROWS: [string, Partial<MarCronJobProps>, string][] = [
  [
    'its schedule has a field too few',
    { schedule: Cron.schedule({ hour: '' }) },
    "schedule must have five fields, got '*  * * *': use Cron.schedule of cdk8s",
  ],
  [
    'its schedule has a minute that is none',
    { schedule: Cron.schedule({ minute: '60' }) },
    "schedule.minute must be '*', numbers of 0 to 59, ranges 'a-b' of them or steps '/n', got '60': correct it",
  ],
  [
    'its schedule has a seventh weekday',
    { schedule: Cron.schedule({ weekDay: '7' }) },
    "schedule.weekDay must be '*', numbers of 0 to 6 (or sun, mon, tue, wed, thu, fri, sat), ranges 'a-b' of them or steps " +
      "'/n', got '7': correct it",
  ],
  [
    'its schedule never comes',
    { schedule: Cron.schedule({ minute: '0', hour: '0', day: '31', month: 'feb' }) },
    "schedule must fire at some time, and none of its months has one of its days, got '0 0 31 feb *': correct the day or " +
      'the month',
  ],
  [
    'its time zone is unknown',
    { timeZone: 'Europe/Atlantis' },
    "timeZone must be a name of the time zone database, such as 'Europe/Berlin' or 'Etc/UTC', got 'Europe/Atlantis': correct it",
  ],
  [
    'its time zone is empty',
    { timeZone: '' },
    "timeZone must be a name of the time zone database, such as 'Europe/Berlin' or 'Etc/UTC', got '': correct it",
  ],
  ...[Duration.seconds(9), Duration.millis(10_500), Duration.seconds(0)].map(
    (startingDeadline): [string, Partial<MarCronJobProps>, string] => [
      `a job may be ${startingDeadline.toSeconds({ integral: false })} seconds late`,
      { startingDeadline },
      'startingDeadline in seconds must be a whole number of 10 to 2147483647, got ' +
        `'${startingDeadline.toSeconds({ integral: false })}': correct it`,
    ],
  ),
  ...(['successfulJobsRetained', 'failedJobsRetained'] as const).flatMap((prop) =>
    [-1, 1.5, NaN, Infinity].map((count): [string, Partial<MarCronJobProps>, string] => [
      `${prop} is ${count}`,
      { [prop]: count },
      `${prop} must be a whole number of ${INT32}, got '${count}': correct it`,
    ]),
  ),
  [
    'one of its labels is set by the library',
    { labels: { 'cron-job': 'other' } },
    "labels must not have keys that the library sets, got 'cron-job': choose another key",
  ],
];

test.each(ROWS)('fails to create a CronJob when %s', (_, props, error) => {
  const cluster = newCluster();
  expectRefusal(cluster, () => newCronJob(props, cluster), `[prod/report] ${error}`);
});

test.each(['', 'Report', 'a..b', 'a'.repeat(53)])("fails when the name of a CronJob is '%s'", (workloadName) => {
  const cluster = newCluster();
  expectRefusal(
    cluster,
    () => newCronJob({ workloadName }, cluster),
    "[prod/report] workloadName must be a DNS name of at most 52 characters (a-z, 0-9, '-' and '.', each part first and " +
      `last a letter or digit), got '${workloadName}': choose another id`,
  );
});

test('fails when another CronJob of the cluster has the name', () => {
  const cluster = newCluster();
  newCronJob({}, cluster);
  expectRefusal(
    cluster,
    () => newCronJob({}, cluster),
    "[prod/report] workloadName must be unique among the objects of kind CronJob in cluster 'prod', got 'report': choose " +
      "another name, 'prod/report' has this one",
  );
});

test('fails when a CronJob is in no cluster', () => {
  const app = testApp();
  expectRefusal(
    app,
    () => newCronJob({}, app),
    "[report] scope must be a MarCluster, or something in one but no other chart, got '': create it in a MarCluster, or in MarCluster.fromName(…)",
  );
});

test('a refusal leaves the name of the CronJob free', () => {
  const cluster = newCluster();
  expect(() => newCronJob({ timeZone: '' }, cluster)).toThrow();
  expect(newCronJob({}, cluster).name).toBe('report');
});
