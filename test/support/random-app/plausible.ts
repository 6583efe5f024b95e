import { said } from './draw';
import { VolumeMount } from './program-details';
import { Mount, Service, Workload } from './program-pods';

/** How a workload is called. */
export type NameStyle = 'plain' | 'long' | 'dotted' | 'digit' | 'twin';

const REPLICATED: readonly string[] = ['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'];
const JOBS: readonly string[] = ['Job', 'CronJob'];
const HAS_HISTORY: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

const POD_NAME = { POD_NAME: { field: 'metadata.name' } };

/** How many pods there can be at once; of a DaemonSet, on the three nodes of the tests. */
export function mostPods({ kind, replicas, autoscale, job = {} }: Workload): number {
  if (kind === 'DaemonSet') return 3;
  if (JOBS.includes(kind)) {
    const { parallelism = 1, completions = parallelism } = job;
    return Math.min(parallelism, completions);
  }
  if (!REPLICATED.includes(kind)) return 1;
  return autoscale?.max ?? replicas ?? (kind === 'Deployment' ? 2 : 1);
}

/** What was drawn, without most of what the library refuses on the spot: that would only waste programs. */
export function plausible(drawn: Workload, index: number, style: NameStyle): Workload {
  const workload = withinKind(named(drawn, index, style));
  const several = mostPods(workload) > 1;
  const tcp = workload.ports.some((port) => (port.protocol ?? 'TCP') === 'TCP');
  const canServe = workload.ports.length > 0 && /^[a-z][-a-z0-9]*$/.test(workload.name);
  const { health, mounts, services, routes } = workload;
  return said({
    ...workload,
    health: tcp ? (health ?? (several ? 'tcp' : undefined)) : health && 'exec',
    availability: several && !tcp && health === undefined ? { allowNoReadiness: true } : workload.availability,
    mounts: mounts?.map((mount) => mountable(mount, workload.kind, several)),
    services: canServe
      ? services?.map((service, i) => ({ ...service, name: serviceName(service, index, i) }))
      : undefined,
    routes: canServe && tcp ? routes : undefined,
  });
}

function named(drawn: Workload, index: number, style: NameStyle): Workload {
  const most = drawn.kind === 'StatefulSet' || drawn.kind === 'CronJob' ? 52 : 63;
  const plain = `${drawn.name}-${String.fromCharCode(97 + index)}`;
  const name: Readonly<Record<NameStyle, string>> = {
    plain,
    long: `${plain}-`.padEnd(most, 'x'),
    dotted: drawn.kind === 'StatefulSet' ? plain : `${plain}.v1`,
    digit: drawn.kind === 'StatefulSet' ? plain : `${index}-${drawn.name}`,
    twin: drawn.name,
  };
  const isLong = style === 'long' || style === 'dotted';
  const job = drawn.job && said({ ...drawn.job, indexed: isLong ? undefined : drawn.job.indexed });
  return said({ ...drawn, name: name[style], job });
}

/** Without what other kinds alone can say. */
function withinKind(workload: Workload): Workload {
  const { kind, ports } = workload;
  const isReplicated = REPLICATED.includes(kind);
  const autoscale = isReplicated ? workload.autoscale : undefined;
  const main = { name: 'main', number: 5000 };
  return said({
    ...workload,
    ports: kind === 'StatefulSet' && ports.length === 0 ? [main] : ports,
    autoscale,
    replicas: isReplicated && autoscale === undefined ? workload.replicas : undefined,
    availability: isReplicated ? workload.availability : undefined,
    job: JOBS.includes(kind) ? workload.job : undefined,
    patches: workload.patches?.filter(({ at }) => at !== 'spec' || HAS_HISTORY.includes(kind)),
    env: workload.volumes?.some(isNamedByPod) === true ? { ...POD_NAME, ...workload.env } : workload.env,
  });
}

/** Returns true if the path within the volume has the name of the pod. */
function isNamedByPod({ subPathExpr = '' }: VolumeMount): boolean {
  return subPathExpr.includes('$(POD_NAME)');
}

/** Storage that all the pods can mount. */
function mountable(drawn: Mount, kind: Workload['kind'], several: boolean): Mount {
  const mount = drawn.volume === true ? said({ ...drawn, className: undefined }) : drawn; // it has none
  if (kind === 'StatefulSet') return said({ ...mount, volume: undefined });
  const isExclusive = mount.mode === undefined || mount.mode === 'ReadWriteOncePod';
  return several && isExclusive ? said({ ...mount, mode: 'ReadWriteMany' as const, volume: undefined }) : mount;
}

/** The first may be called like the workload. */
function serviceName({ name }: Service, index: number, position: number): string | undefined {
  if (name === undefined && position === 0) return undefined;
  return `${name ?? 'more'}-${index}-${position}`;
}
