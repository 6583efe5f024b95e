import { Cron } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import * as mar from '../../../lib';
import { amounts, profileOf, securityProps } from './build-amounts';
import { autoscaleProps } from './build-autoscale';
import { envValue, lifecycleOf } from './build-containers';
import { jobProps } from './build-jobs';
import { nameHosts } from './build-names';
import { patch } from './build-patches';
import { tolerationOf } from './build-tolerations';
import { exposeWorkload } from './build-traffic';
import { mountVolume } from './build-volumes';
import { Contents, found, mapValues, member, Place, seconds, size } from './contents';
import { Availability, Kind, SideContainer, Workload } from './program-pods';

const IMAGE = 'registry.example.com/orders:1.4.2';
const Amount = kplus.PercentOrAbsolute;

/** Rare: no run of the tests sees one of these hours. */
const NEW_YEAR = Cron.schedule({ minute: '30', hour: '3', day: '1', month: 'jan' });

export type BuiltWorkload = (kplus.Pod | kplus.Workload) & mar.IMarPod;

/** What a workload may refer to. */
export interface Surroundings extends Contents {
  readonly workloads: ReadonlyMap<string, BuiltWorkload>;
  readonly place: Place;
  readonly volume: mar.MarPersistentVolume | undefined;
}

export function buildWorkload(contents: Contents, said: Workload): BuiltWorkload {
  const { cluster } = contents;
  const isTaken = cluster.node.tryFindChild(said.name) !== undefined;
  return CREATE[said.kind](cluster, isTaken ? `${said.kind}-${said.name}` : said.name, said, podProps(contents, said));
}

function podProps(contents: Contents, said: Workload): mar.MarPodProps {
  const { labels, annotations, nodeSelector, priorityClass: priorityClassName, env, envFrom } = said;
  return {
    ...amounts(said),
    image: IMAGE,
    requests: said.requests && amounts(said.requests),
    ports: said.ports.map(({ protocol, ...port }) => ({ ...port, protocol: member(kplus.Protocol, protocol) })),
    health: said.health && HEALTH[said.health](),
    env: env && mapValues(env, (value) => envValue(contents, value)),
    envFrom: envFrom?.map((name) => found(contents.configs, name).envFrom()),
    args: said.args && [...said.args],
    lifecycle: said.lifecycle && lifecycleOf(said.lifecycle),
    writablePaths: said.writablePaths && mapValues(said.writablePaths, (mebibytes) => size(mebibytes)),
    security: said.security && securityProps(said.security),
    profile: said.profile && profileOf(said.profile),
    serviceAccount: said.account === undefined ? undefined : found(contents.accounts, said.account),
    terminationGracePeriod: seconds(said.grace),
    topologySpread: said.spread && [
      {
        topology: said.spread.topology === 'zone' ? kplus.Topology.ZONE : kplus.Topology.HOSTNAME,
        labels: said.spread.labels,
        maxSkew: said.spread.maxSkew,
        whenUnsatisfiable: said.spread.soft === true ? mar.WhenUnsatisfiable.SCHEDULE_ANYWAY : undefined,
      },
    ],
    labels,
    annotations,
    nodeSelector,
    tolerations: said.tolerations?.map(tolerationOf),
    priorityClassName,
  };
}

const HEALTH: Readonly<Record<NonNullable<Workload['health']>, () => mar.Health>> = {
  http: () => mar.Health.http('/healthz'),
  tcp: () => mar.Health.tcp(),
  grpc: () => mar.Health.grpc(),
  exec: () => mar.Health.exec(['true']),
};

type Create = (scope: Construct, id: string, said: Workload, pod: mar.MarPodProps) => BuiltWorkload;

const CREATE: Readonly<Record<Kind, Create>> = {
  Instance: (scope, id, { name }, pod) => new mar.MarInstance(scope, id, { ...pod, instanceId: name }),
  Deployment: (scope, id, said, pod) =>
    new mar.MarDeployment(scope, id, { ...replicated(said, pod), strategy: deploymentStrategy(said) }),
  StatefulSet: (scope, id, said, pod) =>
    new mar.MarStatefulSet(scope, id, {
      ...replicated(said, pod),
      podManagementPolicy: said.strategy === 'parallel' ? kplus.PodManagementPolicy.PARALLEL : undefined,
      strategy: said.strategy === 'onDelete' ? kplus.StatefulSetUpdateStrategy.onDelete() : undefined,
    }),
  DaemonSet: (scope, id, { name: workloadName, strategy, minReady }, pod) =>
    new mar.MarDaemonSet(scope, id, {
      ...pod,
      workloadName,
      minReady: seconds(minReady),
      strategy:
        strategy === 'surge' ? mar.DaemonSetStrategy.rollingUpdate({ maxSurge: Amount.percent(50) }) : undefined,
    }),
  Job: (scope, id, said, pod) => new mar.MarJob(scope, id, jobProps(said, pod)),
  CronJob: (scope, id, said, pod) => new mar.MarCronJob(scope, id, { ...jobProps(said, pod), schedule: NEW_YEAR }),
  ReplicaSet: (scope, id, said, pod) => new mar.MarReplicaSet(scope, id, replicated(said, pod)),
  ReplicationController: (scope, id, said, pod) => new mar.MarReplicationController(scope, id, replicated(said, pod)),
};

function replicated(said: Workload, pod: mar.MarPodProps): mar.MarReplicaSetProps {
  const { name: workloadName, replicas, availability } = said;
  return {
    ...pod,
    workloadName,
    replicas,
    minReady: seconds(said.minReady),
    availability: availability && availabilityProps(availability),
  };
}

function availabilityProps({ minAvailable, maxUnavailable, ...said }: Availability): mar.AvailabilityProps {
  if (minAvailable !== undefined) {
    return { ...said, budget: mar.DisruptionBudget.minAvailable(Amount.absolute(minAvailable)) };
  }
  if (maxUnavailable === undefined) return said;
  return { ...said, budget: mar.DisruptionBudget.maxUnavailable(Amount.absolute(maxUnavailable)) };
}

function deploymentStrategy({ strategy }: Workload): kplus.DeploymentStrategy | undefined {
  if (strategy === 'recreate') return kplus.DeploymentStrategy.recreate();
  if (strategy !== 'rolling') return undefined;
  return kplus.DeploymentStrategy.rollingUpdate({ maxSurge: Amount.percent(50), maxUnavailable: Amount.absolute(1) });
}

/** Gives a workload what is said of it by calls. */
export function attach(workload: BuiltWorkload, said: Workload, around: Surroundings): void {
  said.sides?.forEach((side, i) => {
    addSide(workload, side, i, around);
  });
  for (const { path, size: mebibytes, unit, mode, className, block, volume, ...mount } of said.mounts ?? []) {
    workload.addStorage(path, {
      ...mount,
      size: size(mebibytes, unit),
      accessMode: member(kplus.PersistentVolumeAccessMode, mode),
      storageClassName: className,
      volumeMode: block === true ? kplus.PersistentVolumeMode.BLOCK : undefined,
      volume: volume === true ? around.volume : undefined,
    });
  }
  for (const [path, name] of Object.entries(said.shared ?? {})) {
    workload.main.mount(path, found(around.storages, name));
  }
  if (said.mountConfig !== undefined) {
    workload.main.mount('/etc/config', found(around.configs, said.mountConfig), { readOnly: true });
  }
  said.volumes?.forEach((mount, i) => {
    mountVolume(workload, mount, `volume-${i}`, around);
  });
  nameHosts(workload, said);
  schedule(workload, said, around);
  exposeWorkload(workload, said, around.place);
  if (said.autoscale !== undefined) {
    (workload as kplus.Workload & mar.IReplicated).autoscale(autoscaleProps(workload, said.autoscale));
  }
  for (const one of said.patches ?? []) patch(workload, said.kind, one);
}

/** Where it would rather run. Not as a condition: three nodes may be too few for that. */
function schedule(workload: BuiltWorkload, { near, away }: Workload, { workloads }: Surroundings): void {
  const [friend, foe] = [near, away].map((name) => (name === undefined ? undefined : found(workloads, name)));
  if (friend !== undefined) workload.scheduling.colocate(friend, { topology: kplus.Topology.ZONE, weight: 10 });
  if (foe !== undefined) workload.scheduling.separate(foe, { topology: kplus.Topology.HOSTNAME, weight: 10 });
}

function addSide(workload: BuiltWorkload, side: SideContainer, index: number, contents: Contents): void {
  const { requests = {}, port, root, env, lifecycle } = side;
  const container = {
    name: `side-${index}`,
    image: IMAGE,
    resources: {
      cpu: { limit: amounts(side).cpu, request: amounts(requests).cpu },
      memory: { limit: amounts(side).memory, request: amounts(requests).memory },
    },
    ports: port === undefined ? undefined : [{ number: port, name: `side-${index}` }],
    securityContext: root === true ? { ensureNonRoot: false, user: 0 } : undefined,
    envVariables: env && mapValues(env, (value) => envValue(contents, value, workload.main)),
    lifecycle: lifecycle && lifecycleOf(lifecycle),
  };
  if (side.as === 'container') workload.addContainer(container);
  else if (side.as === 'init') workload.addInitContainer({ ...container, ports: undefined });
  else workload.addInitContainer({ ...container, restartPolicy: kplus.ContainerRestartPolicy.ALWAYS });
}
