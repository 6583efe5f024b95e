import * as fc from 'fast-check';
import { rarely, record, said, some, weighted } from './draw';
import { cpu, disk, memory, quarters, requests, units } from './draw-amounts';
import { ACCOUNT, availability, mounts, routes, services } from './draw-attachments';
import { autoscales } from './draw-autoscale';
import { args, CONFIG, env } from './draw-env';
import { jobs } from './draw-jobs';
import { lifecycles } from './draw-lifecycle';
import { hosts, podDns } from './draw-names';
import { patches } from './draw-patches';
import { sides } from './draw-sides';
import { annotations, oddLabels } from './draw-text';
import { tolerations } from './draw-tolerations';
import { SHARED, volumeMounts } from './draw-volumes';
import { Level } from './program';
import { Kind, Labels, PortSpec, Profile, Security, Workload } from './program-pods';

export const labels = fc.constantFrom<Labels[]>(
  { tier: 'front' },
  { tier: 'back' },
  { tier: 'back', 'example.com/stage': 'x_1' },
);

const PORTS: readonly PortSpec[] = [
  { name: 'main', number: 8080 },
  { name: 'web', number: 80 },
  { name: 'sql', number: 5432 },
  { name: 'metrics', number: 9090 },
  { name: 'dns', number: 53, protocol: 'UDP' },
  { name: 'signal', number: 9899, protocol: 'SCTP' },
  { name: 'alt', number: 8080, protocol: 'UDP' },
];
export const ports = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PORTS.slice(0, 4).map((port) => [port])) },
  { weight: 3, arbitrary: some(PORTS, 1, 3) },
  { weight: 1, arbitrary: fc.constant([]) },
);

export const profile: fc.Arbitrary<Profile> = record<Profile>({
  name: fc.constantFrom('standard', 'large'),
  cpu: rarely(50, cpu),
  memory: rarely(50, memory),
  disk: rarely(20, disk),
  env: rarely(50, fc.constant({ LOG_FORMAT: 'json' })),
  security: rarely(10, fc.constant({ user: 10001 })),
  nodeSelector: rarely(10, fc.constant({ 'kubernetes.io/os': 'linux' })),
  tolerations: rarely(10, tolerations),
  units: rarely(20, units),
});

const LOOSENINGS: Readonly<Record<Level, readonly Security[]>> = {
  restricted: [
    { user: 10001 },
    { allowWritableRootFilesystem: true },
    { addCapabilities: ['NET_BIND_SERVICE'] },
    { seccomp: 'Localhost' },
    { seLinuxType: 'container_t' },
    { seLinuxType: 'container_engine_t' },
    { appArmor: 'RuntimeDefault' },
  ],
  baseline: [
    { allowRoot: true, user: 0 },
    { allowRoot: true },
    { addCapabilities: ['CHOWN', 'SETUID'] },
    { allowPrivilegeEscalation: true },
  ],
  privileged: [
    { addCapabilities: ['NET_ADMIN'] },
    { seccomp: 'Unconfined' },
    { appArmor: 'Unconfined' },
    { seLinuxType: 'spc_t' },
  ],
};

/** Mostly what the level lets in. */
function security(level: Level): fc.Arbitrary<Security> {
  const levels: Level[] = ['restricted', 'baseline', 'privileged'];
  const admitted = levels.slice(0, levels.indexOf(level) + 1).flatMap((one) => LOOSENINGS[one]);
  const all = Object.values(LOOSENINGS).flat();
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...admitted) },
    { weight: 1, arbitrary: fc.constantFrom(...all) },
  );
}

const kinds = weighted<Kind>(
  [4, 'Instance'],
  [5, 'Deployment'],
  [3, 'StatefulSet'],
  [1, 'DaemonSet'],
  [2, 'Job'],
  [1, 'CronJob'],
  [1, 'ReplicaSet'],
  [1, 'ReplicationController'],
);

/** What every program has of a workload. */
export const plainWorkload: fc.Arbitrary<Workload> = fc.record({
  kind: kinds,
  name: fc.constantFrom('web', 'api', 'db', 'queue', 'agent', 'worker'),
  ports,
});

/** A workload that says nothing but what its traffic depends on. */
export const quietWorkload: fc.Arbitrary<Workload> = plainWorkload.chain((plain) =>
  record<Workload>({
    kind: fc.constant(plain.kind),
    name: fc.constant(plain.name),
    ports: fc.constant(plain.ports),
    cpu: fc.constant(100),
    memory: fc.constant(64),
    labels: rarely(60, labels),
    services: rarely(30, services),
    routes: rarely(25, routes),
  }),
);

/** A workload with whatever can be said of it, in a cluster of a level. */
export function workloadIn(level: Level): fc.Arbitrary<Workload> {
  return plainWorkload.chain((plain) =>
    record<Workload>({
      kind: fc.constant(plain.kind),
      name: fc.constant(plain.name),
      ports: fc.constant(plain.ports),
      cpu,
      memory,
      disk: rarely(20, disk),
      units: rarely(25, units),
      requests: rarely(25, requests),
      health: rarely(75, fc.constantFrom('http', 'tcp', 'grpc', 'exec')),
      env: rarely(25, env),
      envFrom: rarely(8, fc.constant([CONFIG])),
      mountConfig: rarely(8, fc.constant(CONFIG)),
      args: rarely(8, args),
      lifecycle: rarely(10, lifecycles),
      sides: rarely(25, fc.array(sides, { minLength: 1, maxLength: 2 })),
      writablePaths: rarely(
        8,
        fc.constantFrom<Record<string, number>[]>({ '/var/run': 16 }, { '/tmp': 512, '/run': 1 }),
      ),
      mounts: rarely(30, mounts),
      shared: rarely(6, fc.constantFrom<Labels[]>({ '/shared': SHARED }, { '/mnt/all': SHARED })),
      volumes: rarely(10, volumeMounts),
      security: rarely(20, security(level)),
      profile: rarely(8, profile),
      account: rarely(10, fc.constant(ACCOUNT)),
      labels: rarely(30, fc.oneof(labels, labels, oddLabels)),
      annotations: rarely(15, annotations),
      tolerations: rarely(10, tolerations),
      hosts: rarely(6, hosts),
      dns: rarely(10, podDns),
      nodeSelector: rarely(
        10,
        weighted<Record<string, string>>(
          [4, { 'kubernetes.io/os': 'linux' }],
          [3, { 'topology.kubernetes.io/zone': 'b' }],
          [2, { 'kubernetes.io/hostname': 'node-2' }],
          [1, { 'beta.kubernetes.io/arch': 'amd64' }],
        ),
      ),
      spread: rarely(
        8,
        record<NonNullable<Workload['spread']>>({
          topology: fc.constantFrom('zone', 'host'),
          labels: fc.constant({ app: 'mar' }),
          maxSkew: rarely(50, fc.constant(2)),
          soft: rarely(50, fc.constant(true)),
        }),
      ),
      priorityClass: rarely(3, fc.constantFrom('system-cluster-critical', 'system-node-critical')),
      grace: rarely(5, fc.constantFrom(0, 5)),
      replicas: rarely(75, weighted([1, 0], [4, 1], [4, 2], [2, 3], [1, 4], [1, 5])),
      autoscale: rarely(25, autoscales),
      availability: rarely(15, availability),
      strategy: rarely(20, fc.constantFrom('recreate', 'rolling', 'parallel', 'onDelete', 'surge')),
      minReady: rarely(8, fc.constant(1)),
      job: rarely(70, jobs),
      services: rarely(25, services),
      routes: rarely(15, routes),
      patches: rarely(8, patches),
    }).map((workload) => said({ ...workload, requests: workload.requests && quarters(workload, workload.requests) })),
  );
}
