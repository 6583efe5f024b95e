import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';

/** Number of pods that a workload or a bare pod runs. */
export interface PodCounts {
  /** Number of pods in the steady state: replicas, or the parallelism of a Job. */
  readonly pods: number;
  /** Highest number of pods at one time: with the autoscaler at its maximum, and during a rolling update. */
  readonly mostPods: number;
}

interface Wanted {
  readonly replicas?: number;
  readonly strategy?: RollingUpdate;
  readonly updateStrategy?: RollingUpdate;
  readonly parallelism?: number;
  readonly completions?: number;
  readonly suspend?: boolean;
  readonly jobTemplate?: { readonly spec?: Wanted };
}

interface RollingUpdate {
  readonly type?: string;
  readonly rollingUpdate?: { readonly maxSurge?: number | string };
}

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * Returns the pod counts of `owner`, a workload or a bare pod (one replica). A DaemonSet counts as one pod, because the
 * number of nodes is not known.
 */
export function podCounts(manifests: Manifests, owner: Manifest): PodCounts {
  const { pods, mostPods } = wantedCounts(manifests, owner);
  return { pods: whole(pods), mostPods: whole(mostPods) };
}

/** Returns `count`, or 0 if it is not an integer, because the API server rejects such a value. */
function whole(count: number): number {
  return Number.isInteger(count) ? count : 0;
}

function wantedCounts(manifests: Manifests, owner: Manifest): PodCounts {
  const wanted = owner.spec as Wanted;
  switch (owner.kind) {
    case 'DaemonSet':
      return { pods: 1, mostPods: 1 + share(wanted.updateStrategy?.rollingUpdate?.maxSurge ?? 0, 1) };
    case 'Job':
      return jobCounts(wanted);
    case 'CronJob':
      return wanted.suspend === true ? { pods: 0, mostPods: 0 } : jobCounts(wanted.jobTemplate?.spec ?? {});
    default:
      return replicaCounts(manifests, owner, wanted);
  }
}

function jobCounts({ parallelism = 1, completions, suspend }: Wanted): PodCounts {
  const pods = Math.min(parallelism, completions ?? parallelism);
  return { pods: suspend === true ? 0 : pods, mostPods: pods };
}

function replicaCounts(manifests: Manifests, owner: Manifest, wanted: Wanted): PodCounts {
  const replicas = wanted.replicas ?? 1;
  const scaled = autoscaled(manifests).get(scaleKey(owner.namespace, owner.kind, owner.name));
  const most = Math.max(replicas, scaled?.most ?? 0);
  return { pods: Math.max(replicas, scaled?.least ?? 0), mostPods: most + surge(owner.kind, wanted.strategy, most) };
}

/**
 * Returns the number of extra pods that a Deployment may run during a rolling update; 0 for other kinds.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-surge
 */
function surge(kind: string, strategy: RollingUpdate = {}, replicas: number): number {
  if (kind !== 'Deployment' || strategy.type === 'Recreate') return 0;
  return share(strategy.rollingUpdate?.maxSurge ?? '25%', replicas);
}

/** Returns `amount` if it is a number; otherwise that percentage of `of`, rounded up. */
function share(amount: number | string, of: number): number {
  return typeof amount === 'number' ? amount : Math.ceil((of * parseInt(amount, 10)) / 100);
}

/** Returns the replica bounds of all HorizontalPodAutoscalers, by the key of the workload that they scale. */
const autoscaled = oncePerManifests((manifests) => {
  const bounds = new Map<string, Bounds>();
  for (const { namespace, spec } of manifests.ofKind('HorizontalPodAutoscaler')) {
    const { kind, name } = (spec.scaleTargetRef ?? {}) as { kind?: string; name?: string };
    const { minReplicas = 1, maxReplicas = 1 } = spec as { minReplicas?: number; maxReplicas?: number };
    bounds.set(scaleKey(namespace, kind, name), { least: minReplicas, most: maxReplicas });
  }
  return bounds;
});

function scaleKey(namespace: string, kind = '', name = ''): string {
  return `${namespace}/${kind}/${name}`;
}
