import { Cron, CronOptions, Size } from 'cdk8s';
import { Cpu, PercentOrAbsolute } from 'cdk8s-plus-30';
import {
  DisruptionBudget,
  Health,
  MarCluster,
  MarCronJob,
  MarDeployment,
  MarDeploymentProps,
  MarStatefulSet,
} from '../lib';
import { expectRefusals, Refusal } from './support/bad-input';
import { testApp } from './support/manifest';

const SMALL = { image: 'orders:1.4.2', cpu: Cpu.units(1), memory: Size.gibibytes(1), port: 5000 };
const HEALTH = { health: Health.tcp() };

function cluster(): MarCluster {
  return new MarCluster(testApp(), 'prod');
}

function deployment(props: Partial<MarDeploymentProps> = {}): MarDeployment {
  return new MarDeployment(cluster(), 'api', { ...SMALL, ...HEALTH, ...props });
}

function cronJob(schedule: CronOptions): MarCronJob {
  return new MarCronJob(cluster(), 'report', { ...SMALL, schedule: Cron.schedule(schedule) });
}

const rows: Refusal[] = [
  [
    'an autoscaler whose min is above its max',
    () => deployment().autoscale({ min: 5, max: 3 }),
    "[prod/api] autoscale.min must not be above autoscale.max of '3', got '5': lower it, or raise max",
  ],
  [
    'replicas and an autoscaler',
    () => deployment({ replicas: 3 }).autoscale({ max: 5 }),
    "[prod/api] replicas must not be given together with autoscale, got '3': leave it out",
  ],
  [
    'a claim for one pod alone and several replicas',
    () => deployment({ replicas: 3 }).addStorage('/data', { size: Size.gibibytes(1) }),
    '[prod/api] accessMode must let several pods mount the claim, as there can be more than one of these, got ' +
      "'ReadWriteOnce': use READ_WRITE_MANY or a MarStatefulSet, or let one run at a time",
  ],
  [
    'a schedule that never comes',
    () => cronJob({ minute: '0', hour: '2', day: '31', month: '2' }),
    "[prod/report] schedule must fire at some time, and none of its months has one of its days, got '0 2 31 2 *': correct " +
      'the day or the month',
  ],
  [
    'a schedule that cannot be read',
    () => cronJob({ minute: '60' }),
    "[prod/report] schedule.minute must be '*', numbers of 0 to 59, ranges 'a-b' of them or steps '/n', got '60': correct it",
  ],
  [
    'a StatefulSet that has no headless Service and no port for one',
    () => new MarStatefulSet(cluster(), 'db', { ...SMALL, port: undefined }),
    "[prod/db] service must be given where no port is declared, as the pods have no names in DNS without it, got 'undefined': " +
      'declare a port, or give a headless MarService',
  ],
  [
    'a probe of a port that nobody declares',
    () => deployment({ health: Health.http('/', { port: 8080 }) }),
    "[prod/api] health.port must be a TCP port that is declared, one of 5000, got '8080': declare it in ports, or correct it",
  ],
  [
    'a budget that forbids every eviction',
    () =>
      deployment({
        replicas: 2,
        availability: { budget: DisruptionBudget.minAvailable(PercentOrAbsolute.percent(100)) },
      }),
    '[prod/api] availability.budget.minAvailable must let a pod be evicted when there are 2, or no node with one can be ' +
      "drained, got '100%': allow one, or add replicas",
  ],
  [
    'several replicas of which nobody can tell when they are ready',
    () => deployment({ health: undefined }),
    "[prod/api] readiness must be given where there is more than one replica, got 'undefined': give readiness or health, or " +
      'set availability.allowNoReadiness',
  ],
  [
    'no CPU, here or in a profile',
    () => deployment({ cpu: undefined }),
    "[prod/api] cpu must be given, here or by a profile, got 'undefined': the quota of the cluster counts it",
  ],
];

expectRefusals(rows, __filename);
