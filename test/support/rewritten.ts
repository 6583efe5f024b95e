import { App, Cron, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import * as mar from '../../lib';

const CPU = kplus.Cpu.units(0.05);
const LIMITS = { cpu: { limit: CPU }, memory: { limit: Size.kibibytes(65_536) } };
const SMALL = { image: 'orders:1.4.2', cpu: CPU, memory: Size.mebibytes(1024), ephemeralStorage: Size.mebibytes(1024) };

/** The namespace of `rewritten`. */
export const REWRITTEN = 'e2e-rewritten';

/** A cluster that says what the API server stores in another form: odd amounts, empty values, defaults. */
export function rewritten(app: App): void {
  const cluster = new mar.MarCluster(app, REWRITTEN, {
    quota: {
      cpu: kplus.Cpu.millis(10_000),
      memory: Size.mebibytes(20_480),
      pods: 1000,
      storage: Size.gibibytes(0.5),
      claims: 2000,
      objects: { configmaps: 3000, 'jobs.batch': 100 },
      storageClasses: { slow: { storage: Size.gibibytes(0), claims: 0 } },
    },
    limits: {
      min: { cpu: kplus.Cpu.units(0.001), memory: Size.kibibytes(0.5) },
      default: { cpu: kplus.Cpu.units(0.57), ephemeralStorage: Size.kibibytes(1_048_576) },
      max: { cpu: kplus.Cpu.millis(2000), memory: Size.tebibytes(0.0625) },
      maxLimitRequestRatio: { cpu: 1.5, memory: 1000 },
      claim: { max: Size.mebibytes(2048) },
    },
    isolation: mar.Isolation.PRIVATE,
    dns: { podLabels: {} },
    labels: {},
    annotations: { empty: '' },
    imagePullSecrets: [],
  });
  const config = new mar.MarConfig(cluster, 'empty', { data: { empty: '' }, binaryData: {} });
  pods(cluster, config);
  workloads(cluster);
  new mar.MarStorage(cluster, 'claim', { size: Size.kibibytes(2048) });
}

function pods(cluster: mar.MarCluster, config: mar.MarConfig): void {
  const tolerations = [kplus.NodeTaintQuery.is('dedicated', 'web'), kplus.NodeTaintQuery.exists('gpu')];
  const pod = new mar.MarInstance(cluster, 'pod', {
    ...SMALL,
    ports: [{ name: 'main', number: 80, protocol: kplus.Protocol.TCP }],
    command: [],
    args: [''],
    env: {
      EMPTY: kplus.EnvValue.fromValue(''),
      CPU: kplus.EnvValue.fromResource(kplus.ResourceFieldPaths.CPU_LIMIT, { divisor: '0.001' }),
      MEMORY: kplus.EnvValue.fromResource(kplus.ResourceFieldPaths.MEMORY_LIMIT, { divisor: '1024Ki' }),
      NAME: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_NAME),
    },
    envFrom: [config.envFrom()],
    readiness: mar.Health.tcp({ initialDelay: Duration.seconds(0), failureThreshold: 1 }),
    writablePaths: { '/cache': Size.mebibytes(1024), '/tmp': Size.kibibytes(0.5) },
    tolerations,
    topologySpread: [],
    nodeSelector: {},
    labels: { empty: '' },
    security: { addCapabilities: [] },
  });
  volumes(pod, config);
  pod.addInitContainer({ name: 'first', image: 'first:1', resources: LIMITS, envVariables: {} });
  new mar.MarInstance(cluster, 'everywhere', { ...SMALL, tolerations: [kplus.NodeTaintQuery.any()] });
  new mar.MarInstance(cluster, 'evicted', {
    ...SMALL,
    tolerations: [
      kplus.NodeTaintQuery.exists('node.kubernetes.io/not-ready', {
        effect: kplus.TaintEffect.NO_EXECUTE,
        evictAfter: Duration.seconds(30),
      }),
    ],
  });
  pod.exposeViaService({ type: mar.MarServiceType.headless({ publishNotReadyAddresses: false }) });
  pod.allowFrom(mar.Peer.pods({ podLabels: {}, namespaceLabels: {} }));
  pod.allowTo(mar.Peer.cidr('10.0.0.0/8', { except: [] }), mar.Port.tcpRange(80, 80));
}

function volumes(pod: mar.MarInstance, config: mar.MarConfig): void {
  const { main } = pod;
  const medium = kplus.EmptyDirMedium.DEFAULT;
  const scratch = kplus.Volume.fromEmptyDir(pod, 'scratch', 'scratch', { medium, sizeLimit: Size.gibibytes(1) });
  main.mount('/scratch', scratch, { readOnly: false });
  main.mount('/plain', kplus.Volume.fromEmptyDir(pod, 'plain', 'plain'));
  main.mount('/config', config, { readOnly: true, propagation: kplus.MountPropagation.NONE });
  const map = kplus.ConfigMap.fromConfigMapName(pod, 'some', 'some');
  main.mount('/some', kplus.Volume.fromConfigMap(pod, 'map', map, { items: {}, optional: false }));
  const secret = kplus.Secret.fromSecretName(pod, 'key', 'key');
  main.mount('/key', kplus.Volume.fromSecret(pod, 'secret', secret, { items: {}, optional: true }));
  const claim = kplus.PersistentVolumeClaim.fromClaimName(pod, 'old', 'old');
  main.mount('/old', kplus.Volume.fromPersistentVolumeClaim(pod, 'own', claim, { readOnly: false }));
  main.mount(
    '/all',
    mar.MarVolume.projected(pod, 'all', [
      mar.ProjectedSource.configMap('some', {}),
      mar.ProjectedSource.secret('key', {}),
      mar.ProjectedSource.fields({}),
    ]),
  );
  pod.mountClaim('/again', 'old', { readOnly: false });
}

function workloads(cluster: mar.MarCluster): void {
  const served = { ...SMALL, port: 80, health: mar.Health.tcp() };
  const scaled = new mar.MarDeployment(cluster, 'scaled', {
    ...served,
    minReady: Duration.seconds(0),
    tolerations: [kplus.NodeTaintQuery.exists('gpu')],
  });
  const { Metric, MetricTarget } = kplus;
  scaled.autoscale({
    max: 3,
    metrics: [
      Metric.resourceMemory(MetricTarget.averageValue(2 ** 30)),
      Metric.external({ name: 'queue', target: MetricTarget.value(0.5) }),
      Metric.pods({ name: 'requests', target: MetricTarget.averageValue(1000) }),
    ],
    scaleUp: { stabilizationWindow: Duration.seconds(0) },
  });
  const set = new mar.MarStatefulSet(cluster, 'set', { ...served, replicas: 0 });
  set.addStorage('/data', { size: Size.mebibytes(1024) });
  const done = mar.Health.exec(['true']);
  new mar.MarDaemonSet(cluster, 'agent', { ...SMALL, readiness: done, minReady: Duration.seconds(0) });
  new mar.MarCronJob(cluster, 'report', {
    ...SMALL,
    schedule: Cron.schedule({ minute: '5' }),
    suspend: false,
    backoffLimit: 0,
    podFailurePolicy: [],
  });
}
