import { Cron, Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import {
  DaemonSetStrategy,
  DisruptionBudget,
  Health,
  MarCluster,
  MarCronJob,
  MarDaemonSet,
  MarDeployment,
  MarJob,
  MarReplicaSet,
  MarStatefulSet,
  PodFailureRule,
} from '../lib';
import { expectRefusals, given, Refusal } from './support/bad-input';
import { testApp } from './support/manifest';

const SMALL = { image: 'orders:1.4.2', cpu: Cpu.units(1), memory: Size.gibibytes(1), port: 5000 };
const ALL = { MarCronJob, MarDaemonSet, MarDeployment, MarJob, MarReplicaSet, MarStatefulSet };
const prod = (): MarCluster => new MarCluster(testApp(), 'prod');
const deployment = (props: object = {}): MarDeployment =>
  new MarDeployment(prod(), 'api', { ...SMALL, health: Health.tcp(), ...props });
const make = (kind: keyof typeof ALL, props: object) => (): unknown =>
  new ALL[kind](prod(), 'api', { ...SMALL, schedule: Cron.daily(), ...props });

const DURATION = 'give one, such as Duration.seconds(30)';
const COUNT = 'give one, such as PercentOrAbsolute.absolute(1)';

const withoutProps = (Object.keys(ALL) as (keyof typeof ALL)[]).map((kind): Refusal => {
  const program = (): unknown => new ALL[kind](prod(), 'api', given(undefined));
  return [
    `no props for a ${kind}`,
    program,
    "[prod/api] props must be an object, got 'undefined': give one, as in '{ … }'",
  ];
});

const rows: Refusal[] = [
  ...withoutProps,
  [
    'a number for a duration',
    () => deployment({ minReady: 5 }),
    `[prod/api] minReady must be a Duration, got '5': ${DURATION}`,
  ],
  [
    '0 for a deadline',
    make('MarJob', { activeDeadline: 0 }),
    `[prod/api] activeDeadline must be a Duration, got '0': ${DURATION}`,
  ],
  [
    'a text for a schedule',
    make('MarCronJob', { schedule: '* * * * *' }),
    "[prod/api] schedule must be a Cron, got '* * * * *': give one, such as Cron.schedule({ minute: '30', hour: '2' })",
  ],
  [
    'a concurrency in small letters',
    make('MarCronJob', { concurrencyPolicy: 'allow' }),
    "[prod/api] concurrencyPolicy must be one of Allow, Forbid, Replace, got 'allow': did you mean 'Allow'?",
  ],
  [
    'a completion mode in small letters',
    make('MarJob', { completionMode: 'indexed' }),
    "[prod/api] completionMode must be one of NonIndexed, Indexed, got 'indexed': did you mean 'Indexed'?",
  ],
  [
    'a text for a failure rule',
    make('MarJob', { podFailurePolicy: ['x'] }),
    "[prod/api] podFailurePolicy[] must be a PodFailureRule, got 'x': give one, such as PodFailureRule.onDisruption(…)",
  ],
  [
    'an action that is none',
    () => PodFailureRule.onDisruption(given('Retry')),
    "[PodFailureRule] action must be one of FailJob, FailIndex, Ignore, Count, got 'Retry': choose one of them",
  ],
  [
    'a text for a strategy',
    () => deployment({ strategy: 'Recreate' }),
    "[prod/api] strategy must be a DeploymentStrategy, got 'Recreate': give one, such as DeploymentStrategy.recreate()",
  ],
  [
    'a text for the strategy of a DaemonSet',
    make('MarDaemonSet', { strategy: 'OnDelete' }),
    "[prod/api] strategy must be a DaemonSetStrategy, got 'OnDelete': give one, such as DaemonSetStrategy.onDelete()",
  ],
  [
    'a number for a surge',
    () => DaemonSetStrategy.rollingUpdate({ maxSurge: given(1) }),
    `[DaemonSetStrategy.rollingUpdate] maxSurge must be a PercentOrAbsolute, got '1': ${COUNT}`,
  ],
  [
    'a pod management that is none',
    make('MarStatefulSet', { podManagementPolicy: 'parallel' }),
    "[prod/api] podManagementPolicy must be one of OrderedReady, Parallel, got 'parallel': did you mean 'Parallel'?",
  ],
  [
    'a retention in small letters',
    make('MarStatefulSet', { claimRetentionPolicy: { whenScaled: 'delete' } }),
    "[prod/api] claimRetentionPolicy.whenScaled must be one of Retain, Delete, got 'delete': did you mean 'Delete'?",
  ],
  [
    'a text for a headless Service',
    make('MarStatefulSet', { service: 'db' }),
    "[prod/api] service must be a MarService, got 'db': give one, such as a headless one",
  ],
  [
    'a number for a budget',
    () => deployment({ availability: { budget: 1 } }),
    `[prod/api] availability.budget must be a DisruptionBudget, got '1': give one, such as DisruptionBudget.maxUnavailable(PercentOrAbsolute.absolute(1))`,
  ],
  [
    'a number of pods for a budget',
    () => deployment({ availability: { budget: DisruptionBudget.maxUnavailable(given(1)) } }),
    `[prod/api] availability.budget.maxUnavailable must be a PercentOrAbsolute, got '1': ${COUNT}`,
  ],
  [
    'nothing to scale by',
    () => deployment().autoscale(given(undefined)),
    "[prod/api] autoscale must be an object, got 'undefined': give one, as in '{ … }'",
  ],
  [
    'a text for a metric',
    () => deployment().autoscale({ max: 5, metrics: given(['cpu']) }),
    "[prod/api] autoscale.metrics[] must be a Metric, got 'cpu': give one, such as Metric.resourceCpu(…)",
  ],
];

expectRefusals(rows, __filename);
