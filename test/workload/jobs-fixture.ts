import { Chart, Cron, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import {
  Health,
  MarCluster,
  MarCronJob,
  MarCronJobProps,
  MarDaemonSet,
  MarDaemonSetProps,
  MarJob,
  MarJobProps,
  MarPodProps,
  MarProfile,
} from '../../lib';
import { newCluster, SMALL } from '../support/instance';
import { frozen, Manifest, only } from '../support/manifest'; // prettier-ignore

/** Each day at half past two. */
export const NIGHTLY = Cron.schedule({ minute: '30', hour: '2' });

/** The job `migrate`, of the cluster `prod`. */
export function newJob(props: Partial<MarJobProps> = {}, cluster: Construct = newCluster()): MarJob {
  return new MarJob(cluster, 'migrate', frozen({ ...SMALL, ...props }));
}

/** The CronJob `report`, of the cluster `prod`. */
export function newCronJob(props: Partial<MarCronJobProps> = {}, cluster: Construct = newCluster()): MarCronJob {
  return new MarCronJob(cluster, 'report', frozen({ ...SMALL, schedule: NIGHTLY, ...props }));
}

/** The DaemonSet `agent`, of the cluster `prod`. */
export function newDaemonSet(props: Partial<MarDaemonSetProps> = {}, cluster: Construct = newCluster()): MarDaemonSet {
  return new MarDaemonSet(cluster, 'agent', frozen({ ...SMALL, ...props }));
}

/** What a Job says. */
export function jobSpec(props: Partial<MarJobProps> = {}): Manifest {
  return only(Chart.of(newJob(props)), 'Job').spec;
}

/** What a CronJob says. */
export function cronJobSpec(props: Partial<MarCronJobProps> = {}): Manifest {
  return only(Chart.of(newCronJob(props)), 'CronJob').spec;
}

/** What a DaemonSet says. */
export function daemonSetSpec(props: Partial<MarDaemonSetProps> = {}): Manifest {
  return only(Chart.of(newDaemonSet(props)), 'DaemonSet').spec;
}

/** Everything that can be said of the pods; where it goes is told in full for those of an instance. */
export function everyPodProp(cluster: MarCluster): Required<MarPodProps> {
  return {
    ...SMALL,
    ephemeralStorage: Size.mebibytes(500),
    requests: { cpu: kplus.Cpu.millis(500) },
    imagePullPolicy: kplus.ImagePullPolicy.NEVER,
    command: ['/bin/orders'],
    args: ['--verbose'],
    workingDir: '/srv',
    env: { A: kplus.EnvValue.fromValue('1') },
    envFrom: [new kplus.EnvFrom(kplus.ConfigMap.fromConfigMapName(cluster, 'Settings', 'settings'))],
    serviceLinks: false,
    port: 5000,
    ports: [{ name: 'metrics', number: 9100 }],
    health: Health.tcp(),
    startup: Health.http('/startup'),
    readiness: Health.http('/readiness'),
    liveness: Health.http('/liveness'),
    lifecycle: { preStop: kplus.Handler.fromCommand(['/bin/stop']) },
    writablePaths: { '/cache': Size.mebibytes(10) },
    security: { user: 20000 },
    serviceAccount: cluster.addServiceAccount('orders'),
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    topologySpread: [{ topology: kplus.Topology.ZONE, labels: { tier: 'web' } }],
    tolerations: [kplus.NodeTaintQuery.is('dedicated', 'web')],
    priorityClassName: 'high',
    runtimeClassName: 'sandbox',
    profile: new MarProfile({ name: 'standard', version: '1.2' }),
    terminationGracePeriod: Duration.minutes(1),
    labels: { tier: 'web' },
    annotations: { note: 'any text' },
  };
}

/** Some of it, as a pod template says it: of each part that is rendered on its own. */
export const EVERY_POD_FIELD = {
  metadata: { labels: { tier: 'web' }, annotations: { note: 'any text' } },
  spec: {
    serviceAccountName: 'orders',
    automountServiceAccountToken: true,
    enableServiceLinks: false,
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone' }],
    tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'web' }],
    priorityClassName: 'high',
    runtimeClassName: 'sandbox',
    terminationGracePeriodSeconds: 60,
    securityContext: { runAsUser: 20000 },
    containers: [
      {
        name: 'app',
        image: 'orders:1.4.2',
        command: ['/bin/orders'],
        env: [{ name: 'A', value: '1' }],
        ports: [{ containerPort: 5000 }, { containerPort: 9100 }],
        resources: { requests: { cpu: '500m' } },
        readinessProbe: { httpGet: { path: '/readiness' } },
      },
    ],
  },
};
