/* eslint-disable max-lines -- one table of all public calls */
import * as path from 'node:path';
import { Cron, Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as mar from '../lib';
import { newCluster, newInstance } from './support/instance';
import { testApp } from './support/manifest';

/** What JavaScript, JSON and casts give where something else is wanted. */
const ODD: [name: string, value: unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['5', 5],
  ['NaN', NaN],
  ['true', true],
  ['an empty string', ''],
  ['a string', 'odd'],
  ['a symbol', Symbol('odd')],
  ['a bigint', 5n],
  ['a function', () => 5],
  ['an empty list', []],
  ['a list of odd values', [undefined, null, 5, Symbol('odd'), {}]],
  ['an empty object', {}],
  ['an object of odd values', { a: undefined, b: null, c: Symbol('odd') }],
  ['an object without a prototype', Object.create(null)],
  ['a Map', new Map([['a', 'b']])],
  ['a Date', new Date(0)],
  ['a Promise', Promise.resolve(5)],
];

/** A public call, with arguments that are fine. */
interface Call {
  readonly name: string;
  readonly args: () => unknown[];
  readonly call: (...args: never[]) => unknown;
}

/** Calls a class or a function that TypeScript would not let be called like this. */
type Any = (...args: unknown[]) => unknown;

const SMALL = { image: 'orders:1.4.2', cpu: kplus.Cpu.units(1), memory: Size.gibibytes(1), port: 5000 };
const READY = { ...SMALL, readiness: mar.Health.tcp() };
const LIMITS = { cpu: { limit: kplus.Cpu.units(1) }, memory: { limit: Size.gibibytes(1) } };

type Constructed = new (scope: never, id: never, props: never) => unknown;

function made(name: string, of: Constructed, scope: () => Construct, props: object): Call {
  const call = ((...args: unknown[]) => new (of as new (...args: unknown[]) => unknown)(...args)) as Any;
  return { name: `new ${name}`, args: () => [scope(), 'odd', props], call };
}

function on(name: string, of: () => object, method: string, ...args: unknown[]): Call {
  const call = (...given: unknown[]): unknown => {
    const self = of() as Record<string, Any>;
    return self[method]?.(...given);
  };
  return { name: `${name}.${method}`, args: () => args, call: call };
}

/** Everything that a pod can say. */
const POD = {
  ...READY,
  imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
  command: ['a'],
  args: ['b'],
  workingDir: '/srv',
  env: { A: kplus.EnvValue.fromValue('x') },
  envFrom: [],
  ports: [{ name: 'other', number: 80, protocol: kplus.Protocol.TCP }],
  startup: mar.Health.tcp(),
  liveness: mar.Health.tcp(),
  health: mar.Health.tcp(),
  lifecycle: {},
  writablePaths: { '/cache': Size.mebibytes(1) },
  terminationGracePeriod: Duration.seconds(5),
  labels: { a: 'b' },
  annotations: { a: 'b' },
  requests: { cpu: kplus.Cpu.millis(10), memory: Size.mebibytes(1), ephemeralStorage: Size.mebibytes(1) },
  ephemeralStorage: Size.gibibytes(1),
  security: { user: 1000, group: 1000, fsGroup: 1000, addCapabilities: [], seLinux: { type: 'a' } },
  nodeSelector: { a: 'b' },
  tolerations: [kplus.NodeTaintQuery.any()],
  topologySpread: [{ topology: kplus.Topology.ZONE, labels: { a: 'b' }, maxSkew: 1 }],
  priorityClassName: 'a',
  runtimeClassName: 'a',
  serviceLinks: true,
  profile: new mar.MarProfile({ name: 'a', version: '1' }),
  serviceAccount: undefined,
};
const WORKLOAD = { ...POD, workloadName: 'odd', replicas: 1, availability: { allowCrowding: true, budget: undefined } };
const JOB = {
  ...POD,
  backoffLimit: 1,
  parallelism: 1,
  completions: 1,
  podFailurePolicy: [],
  ttlAfterFinished: Duration.days(1),
};
const AMOUNTS = { cpu: kplus.Cpu.millis(10), memory: Size.mebibytes(10), ephemeralStorage: Size.mebibytes(10) };
const CLUSTER = {
  clusterName: 'odd',
  region: 'a',
  labels: { a: 'b' },
  annotations: { a: 'b' },
  podSecurity: { level: mar.PodSecurityLevel.RESTRICTED, version: 'latest' },
  quota: {
    ...AMOUNTS,
    cpuRequests: kplus.Cpu.units(1),
    pods: 5,
    storage: Size.gibibytes(1),
    storageClasses: { a: { claims: 5, storage: Size.gibibytes(1) } },
    objects: { configmaps: 5 },
    scoped: { a: { scope: mar.QuotaScope.terminating(), pods: 5 } },
  },
  limits: {
    min: AMOUNTS,
    max: AMOUNTS,
    default: AMOUNTS,
    defaultRequest: AMOUNTS,
    maxLimitRequestRatio: { cpu: 1 },
    pod: { min: AMOUNTS, max: AMOUNTS },
    claim: { min: Size.gibibytes(1), max: Size.gibibytes(1) },
  },
  profile: new mar.MarProfile({ name: 'a', version: '1' }),
  isolation: mar.Isolation.ISOLATED,
  dns: { namespace: 'a', podLabels: { a: 'b' } },
  ingressController: { className: 'a', namespace: 'b', podLabels: { a: 'b' } },
  imagePullSecrets: ['a'],
  allowedRegistries: ['docker.io'],
  alwaysPullImages: true,
  serviceLinks: true,
  allowLiteralSecrets: { a: 'b' },
};
const STORAGE = { size: Size.gibibytes(1), claimName: 'odd', storageClassName: 'a', subPath: 'a', readOnly: true };
const SERVICE = {
  serviceName: 'odd',
  ports: [{ port: 80, name: 'a', targetPort: 80 }],
  type: mar.MarServiceType.clusterIp(),
};
const INGRESS = { path: '/', tls: mar.Tls.secret('a'), annotations: { a: 'b' }, className: 'a' };
const RULES = { stabilizationWindow: Duration.seconds(5), policies: [{ replicas: kplus.Replicas.absolute(1) }] };
const CONTAINER = {
  ...LIMITS,
  name: 'odd',
  image: 'odd:1',
  resources: LIMITS,
  envVariables: {},
  ports: [{ number: 80 }],
};

const deployment = (): mar.MarDeployment => new mar.MarDeployment(newCluster(), 'web', READY);
const instance = (): mar.MarInstance => newInstance({ port: 5000 });
const config = (): mar.MarConfig => new mar.MarConfig(newCluster(), 'config');
const existing = (): mar.ExistingCluster => mar.MarCluster.fromName(testApp(), 'old');
const organization = (): mar.MarOrganization => new mar.MarOrganization(testApp(), 'acme');
const service = (): mar.MarService => new mar.MarService(newCluster(), 'web', { ports: [{ port: 80 }] });

const nameless = (subject: unknown): mar.ISubject => ({
  toSubjectConfiguration: () => subject as kplus.SubjectConfiguration,
});

test.each([[{ kind: 'User' }], [{ kind: 'ServiceAccount', name: '' }]])(
  'fails when a role is granted to %j',
  (subject) => {
    expect(() => {
      newCluster().grant(nameless(subject), mar.MarRole.VIEWER);
    }).toThrow('[prod] subject must have a name, got ');
  },
);

const CALLS: Call[] = [
  made('MarCluster', mar.MarCluster, testApp, CLUSTER),
  made('ExistingCluster', mar.ExistingCluster, testApp, { ...CLUSTER, serviceAccountName: 'a' }),
  made('MarRegion', mar.MarRegion, testApp, {}),
  made('MarOrganization', mar.MarOrganization, testApp, { labels: { a: 'b' } }),
  made('MarInstance', mar.MarInstance, newCluster, {
    ...POD,
    instanceId: 'odd',
    restartPolicy: 'Always',
  }),
  made('MarDeployment', mar.MarDeployment, newCluster, { ...WORKLOAD, minReady: Duration.seconds(1) }),
  made('MarStatefulSet', mar.MarStatefulSet, newCluster, { ...WORKLOAD, claimRetentionPolicy: {} }),
  made('MarDaemonSet', mar.MarDaemonSet, newCluster, { ...POD, minReady: Duration.seconds(1) }),
  made('MarReplicaSet', mar.MarReplicaSet, newCluster, { ...WORKLOAD, minReady: Duration.seconds(1) }),
  made('MarReplicationController', mar.MarReplicationController, newCluster, WORKLOAD),
  made('MarJob', mar.MarJob, newCluster, JOB),
  made('MarCronJob', mar.MarCronJob, newCluster, { ...JOB, schedule: Cron.daily(), timeZone: 'UTC' }),
  made('MarConfig', mar.MarConfig, newCluster, { configName: 'odd', data: { a: 'b' }, binaryData: {} }),
  made('MarStorage', mar.MarStorage, newCluster, STORAGE),
  made('MarService', mar.MarService, newCluster, SERVICE),
  made('MarStorageClass', mar.MarStorageClass, newCluster, {
    provisioner: 'a',
    storageClassName: 'odd',
    parameters: { a: 'b' },
    mountOptions: ['a'],
  }),
  made('MarPersistentVolume', mar.MarPersistentVolume, newCluster, {
    size: Size.gibibytes(1),
    backend: mar.VolumeBackend.nfs('a', '/b'),
    volumeName: 'odd',
    mountOptions: ['a'],
  }),
  on('MarCluster', newCluster, 'allowFrom', mar.Peer.internet(), mar.Port.tcp(80)),
  on('MarCluster', newCluster, 'allowTo', mar.Peer.internet(), mar.Port.tcp(80)),
  on('MarCluster', newCluster, 'grant', mar.Subject.user('a'), mar.MarRole.VIEWER),
  on('MarCluster', newCluster, 'addServiceAccount', 'a'),
  on('MarOrganization', organization, 'grant', mar.Subject.user('a'), mar.MarRole.VIEWER),
  on('ExistingCluster', existing, 'asPeer'),
  on('MarCluster', () => mar.MarCluster, 'fromName', testApp(), 'odd', {}),
  on('MarInstance', instance, 'addStorage', '/data', STORAGE),
  on('MarInstance', instance, 'mountClaim', '/data', 'claim', { readOnly: true, subPath: 'a' }),
  on('MarInstance', instance, 'exposeViaService', SERVICE),
  on('MarInstance', instance, 'exposeViaIngress', 'a.example.com', INGRESS),
  on('MarInstance', instance, 'allowFrom', mar.Peer.internet(), mar.Port.tcp(80)),
  on('MarInstance', instance, 'allowTo', mar.Peer.internet(), mar.Port.tcp(80)),
  on('MarInstance', instance, 'addContainer', CONTAINER),
  on('MarInstance', instance, 'addInitContainer', CONTAINER),
  on('MarInstance', instance, 'addVolume', mar.MarVolume.emptyDir(instance(), 'a', Size.gibibytes(1))),
  on('MarInstance', instance, 'attachContainer', {}),
  on(
    'MarInstance.main',
    () => instance().main,
    'mount',
    '/a',
    mar.MarVolume.emptyDir(instance(), 'a', Size.gibibytes(1)),
    {
      readOnly: true,
      subPath: 'a',
    },
  ),
  on('MarDeployment', deployment, 'autoscale', {
    min: 1,
    max: 5,
    cpu: 50,
    memory: 50,
    metrics: [],
    scaleUp: RULES,
    scaleDown: RULES,
  }),
  on('MarService', service, 'select', instance()),
  on('MarConfig', config, 'addData', 'a', 'b'),
  on('MarConfig', config, 'addBinaryData', 'a', 'eA=='),
  on('MarConfig', config, 'addFile', __filename, 'a'),
  on('MarConfig', config, 'addDirectory', path.join(__dirname, 'node'), { keyPrefix: 'a', exclude: [] }),
  on('MarConfig', config, 'envValue', 'a'),
  on('Checks', () => mar.Checks, 'of', newCluster()),
  on('Checks', () => mar.Checks.of(newCluster()), 'allow', 'MAR-W01', 'a'),
  on('Checks', () => mar.Checks.of(newCluster()), 'expectExisting', 'Secret', 'a'),
  on('CheckReport', () => mar.CheckReport, 'json', 'a'),
  on('CheckReport', () => mar.CheckReport, 'sarif', 'a'),
  on('Peer', () => mar.Peer, 'cidr', '10.0.0.0/8', { except: ['10.1.0.0/16'] }),
  on('Peer', () => mar.Peer, 'namespaces', { a: 'b' }),
  on('Peer', () => mar.Peer, 'pods', { podLabels: { a: 'b' }, namespaceLabels: { a: 'b' } }),
  on('Peer', () => mar.Peer, 'of', instance()),
  ...['tcp', 'tcpRange', 'udp', 'udpRange', 'sctp', 'named'].map((name) => on('Port', () => mar.Port, name, 80, 90)),
  on('MarRole', () => mar.MarRole, 'custom', 'a', [mar.MarPermission.LOGS_READ]),
  on('Subject', () => mar.Subject, 'user', 'a'),
  on('Subject', () => mar.Subject, 'group', 'a'),
  ...['secret', 'issuer', 'clusterIssuer'].map((name) => on('Tls', () => mar.Tls, name, 'a', { secretName: 'b' })),
  ...['headless', 'nodePort', 'loadBalancer'].map((name) =>
    on('MarServiceType', () => mar.MarServiceType, name, {
      publishNotReadyAddresses: true,
      externalTrafficPolicy: 'Local',
      sourceRanges: ['10.0.0.0/8'],
      loadBalancerClass: 'a',
    }),
  ),
  on('MarServiceType', () => mar.MarServiceType, 'externalName', 'a'),
  on('VolumeBackend', () => mar.VolumeBackend, 'nfs', 'a', '/b'),
  on('VolumeBackend', () => mar.VolumeBackend, 'csi', 'a', 'b', {}),
  on('VolumeBackend', () => mar.VolumeBackend, 'local', '/a', ['b']),
  on('VolumeBackend', () => mar.VolumeBackend, 'hostPath', '/a'),
  on('StorageSource', () => mar.StorageSource, 'snapshot', 'a'),
  on('StorageSource', () => mar.StorageSource, 'claim', 'a'),
  on('MarVolume', () => mar.MarVolume, 'emptyDir', instance(), 'a', Size.gibibytes(1)),
  on('MarVolume', () => mar.MarVolume, 'projected', instance(), 'a', [mar.ProjectedSource.secret('a')]),
  on('ProjectedSource', () => mar.ProjectedSource, 'configMap', 'a', { b: 'c' }),
  on('ProjectedSource', () => mar.ProjectedSource, 'secret', 'a', { b: 'c' }),
  on('ProjectedSource', () => mar.ProjectedSource, 'fields', { 'metadata.labels': 'a' }),
  on('ProjectedSource', () => mar.ProjectedSource, 'serviceAccountToken', 'a', 'b'),
  on('Health', () => mar.Health, 'http', '/', { port: 80, period: Duration.seconds(1) }),
  on('Health', () => mar.Health, 'tcp', { port: 80, period: Duration.seconds(1) }),
  on('Health', () => mar.Health, 'grpc', { port: 80, service: 'a' }),
  on('Health', () => mar.Health, 'exec', ['a'], { period: Duration.seconds(1) }),
  on('QuotaScope', () => mar.QuotaScope, 'priorityClasses', 'a', 'b'),
  on('DisruptionBudget', () => mar.DisruptionBudget, 'minAvailable', kplus.PercentOrAbsolute.absolute(1)),
  on('DisruptionBudget', () => mar.DisruptionBudget, 'maxUnavailable', kplus.PercentOrAbsolute.absolute(1)),
  on('DaemonSetStrategy', () => mar.DaemonSetStrategy, 'rollingUpdate', {
    maxSurge: kplus.PercentOrAbsolute.absolute(1),
  }),
  on('PodFailureRule', () => mar.PodFailureRule, 'onDisruption', mar.PodFailureAction.IGNORE),
  on('PodFailureRule', () => mar.PodFailureRule, 'onExitCodes', mar.PodFailureAction.IGNORE, 1, 2),
  on('PodFailureRule', () => mar.PodFailureRule, 'onOtherExitCodes', mar.PodFailureAction.IGNORE, 1, 2),
  on('SeccompProfile', () => mar.SeccompProfile, 'localhost', 'a'),
  on('AppArmorProfile', () => mar.AppArmorProfile, 'localhost', 'a'),
  {
    name: 'new MarProfile',
    args: () => [{ ...POD, name: 'a', version: '1' }],
    call: (props: never) => new mar.MarProfile(props),
  },
  {
    name: 'new MarApp',
    args: () => [{ outdir: 'unused', rules: [], checkReports: [] }],
    call: (props: never) => new mar.MarApp(props),
  },
];

/** Puts a value into a copy of another one. */
type Put = (into: unknown, odd: unknown) => unknown;

/** Every place in a value where another one can be put, as deep as plain objects and lists go. */
function placesIn(value: unknown): [path: string, put: Put][] {
  const isPlain = Object.getPrototypeOf(value ?? 0) === Object.prototype;
  const inner = Array.isArray(value) || isPlain ? Object.entries(value as object) : [];
  const places = inner.flatMap(([key, item]) =>
    placesIn(item).map(([path, put]): [string, Put] => [
      `.${key}${path}`,
      (into, odd) => {
        const copy = (Array.isArray(into) ? [...(into as unknown[])] : { ...(into as object) }) as Record<
          string,
          unknown
        >;
        copy[key] = put(copy[key], odd);
        return copy;
      },
    ]),
  );
  return [['', (_, odd) => odd], ...places];
}

/** Whether an error is one of the library: it says what to do, and is none that JavaScript itself throws. */
function isOurs(error: unknown): boolean {
  return error instanceof Error && Object.getPrototypeOf(error) === Error.prototype && /: .+/s.test(error.message);
}

/** What is thrown that is none of our errors. */
function unclear({ args, call }: Call, odd: unknown): string[] {
  const places = placesIn(args()).filter(([path]) => path !== '');
  return places.flatMap(([path, put]) => {
    try {
      (call as Any)(...(put(args(), odd) as unknown[]));
      return [];
    } catch (error) {
      return isOurs(error) ? [] : [`${path}: ${String(error)}`];
    }
  });
}

describe.each(CALLS.map((call) => [call.name, call] as const))('%s', (_, call) => {
  test('takes what is fine', () => {
    expect(() => (call.call as Any)(...call.args())).not.toThrow(TypeError);
  });

  test.each(ODD)('says in words what is wrong with %s, wherever it is given', (__, odd) => {
    expect(unclear(call, odd)).toEqual([]);
  });
});
