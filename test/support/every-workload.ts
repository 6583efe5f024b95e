import { Cron, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as mar from '../../lib';

const Amount = kplus.PercentOrAbsolute;

const profile = new mar.MarProfile({
  name: 'e2e',
  version: '1.0.0',
  cpu: kplus.Cpu.millis(50),
  memory: Size.mebibytes(32),
  env: { LEVEL: kplus.EnvValue.fromValue('debug') },
  security: { user: 20001 },
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  tolerations: [kplus.NodeTaintQuery.exists('dedicated')],
});

/** A workload of each kind that says everything there is to say. */
export function everyWorkload(cluster: Construct, peer: mar.IPeer): void {
  const config = new mar.MarConfig(cluster, 'settings', { data: { level: 'info' }, binaryData: { key: 'AAEC' } });
  const served = { profile, image: 'orders:1.4.2', port: 8080, health: mar.Health.http('/') };
  const plain = { profile, image: 'orders:1.4.2' };
  deployments(cluster, { ...served, envFrom: [config.envFrom()] }, config);
  const queue = new mar.MarStatefulSet(cluster, 'queue', {
    ...served,
    replicas: 2,
    podManagementPolicy: kplus.PodManagementPolicy.PARALLEL,
    strategy: kplus.StatefulSetUpdateStrategy.rollingUpdate({ partition: 1 }),
    claimRetentionPolicy: { whenDeleted: mar.ClaimRetention.DELETE, whenScaled: mar.ClaimRetention.RETAIN },
    minReady: Duration.seconds(1),
    availability: { budget: mar.DisruptionBudget.minAvailable(Amount.percent(50)) },
  });
  queue.addStorage('/data', { size: Size.mebibytes(10), storageClassName: 'local-path' });
  queue.allowFrom(peer);
  const agent = new mar.MarDaemonSet(cluster, 'agent', {
    ...plain,
    strategy: mar.DaemonSetStrategy.rollingUpdate({ maxSurge: Amount.percent(50) }),
    minReady: Duration.seconds(1),
  });
  agent.main.mount('/etc/agent', config, { readOnly: true });
  new mar.MarReplicaSet(cluster, 'plain', { ...served, replicas: 2, minReady: Duration.seconds(1) });
  new mar.MarReplicationController(cluster, 'older', { ...served, replicas: 2 });
  jobs(cluster, plain);
}

function deployments(cluster: Construct, served: mar.MarDeploymentProps, config: mar.MarConfig): void {
  const scaled = new mar.MarDeployment(cluster, 'scaled', served);
  const fast = { replicas: kplus.Replicas.percent(100), duration: Duration.seconds(30) };
  scaled.autoscale({ min: 2, max: 3, cpu: 60, memory: 70, scaleUp: { policies: [fast] } });
  scaled.exposeViaIngress('scaled.example.com');
  const single = new mar.MarDeployment(cluster, 'single', {
    ...served,
    replicas: 1,
    minReady: Duration.seconds(1),
    progressDeadline: Duration.minutes(5),
    revisionHistoryLimit: 2,
    availability: { budget: mar.DisruptionBudget.maxUnavailable(Amount.absolute(1)) },
  });
  single.addStorage('/data', { size: Size.mebibytes(10), storageClassName: 'local-path' });
  single.main.mount('/etc/single', config);
}

function jobs(cluster: Construct, plain: mar.MarJobProps): void {
  const settings: mar.MarJobProps = {
    ...plain,
    parallelism: 2,
    completions: 4,
    completionMode: mar.JobCompletionMode.INDEXED,
    backoffLimitPerIndex: 1,
    maxFailedIndexes: 2,
    podFailurePolicy: [
      mar.PodFailureRule.onDisruption(mar.PodFailureAction.IGNORE),
      mar.PodFailureRule.onExitCodes(mar.PodFailureAction.FAIL_INDEX, 43, 42),
      mar.PodFailureRule.onOtherExitCodes(mar.PodFailureAction.COUNT, 0, 1),
    ],
    activeDeadline: Duration.hours(1),
    ttlAfterFinished: Duration.days(1),
  };
  new mar.MarJob(cluster, 'migrate', settings);
  new mar.MarCronJob(cluster, 'report', {
    ...settings,
    schedule: Cron.schedule({ minute: '*/5', hour: '1-3', day: '29', month: 'feb', weekDay: '*' }),
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: kplus.ConcurrencyPolicy.REPLACE,
    startingDeadline: Duration.minutes(5),
    suspend: true,
    successfulJobsRetained: 1,
    failedJobsRetained: 2,
  });
}
