import { mostPods } from './plausible';
import { Cluster } from './program';
import { Amounts, Quantities, SideContainer, Workload } from './program-pods';

/** All three amounts. */
export type AllAmounts = Required<Quantities>;

/** What one pod takes, and how many of them there can be at once. */
export interface PodDemand {
  readonly count: number;
  readonly limits: AllAmounts;
  readonly requests: AllAmounts;
  /** Those of each container. */
  readonly containers: readonly { readonly limits: AllAmounts; readonly requests: AllAmounts }[];
}

/** What a cluster takes when everything in it runs: what a person would add up before writing a quota. */
export interface Demand {
  readonly pods: readonly PodDemand[];
  readonly services: number;
  readonly loadBalancers: number;
  readonly nodePorts: number;
  readonly claims: number;
  /** MiB, of all claims. */
  readonly storage: number;
  readonly claimSizes: readonly number[];
  readonly deployments: number;
  readonly configs: number;
}

/** What a container has that says nothing. */
const DISK = 1024;
const STOCK: AllAmounts = { cpu: 500, memory: 512, disk: DISK };

export function demandOf(cluster: Cluster): Demand {
  const workloads = [...cluster.workloads, ...(cluster.guest === undefined ? [] : [cluster.guest.workload])];
  const services = workloads.flatMap((workload) => servicesOf(workload));
  const raws = cluster.raws ?? [];
  const types = [
    ...services,
    ...raws.flatMap((raw) =>
      raw.raw === 'service' ? [TYPES[raw.type]] : raw.raw === 'kplusService' ? ['clusterIp'] : [],
    ),
  ];
  const count = (type: string): number => types.filter((one) => one === type).length;
  const claimSizes = [
    ...workloads.flatMap((workload) => claimsOf(workload)),
    ...(cluster.storages ?? []).map((storage) => storage.size),
    ...raws.flatMap((raw) => (raw.raw === 'claim' ? [64] : [])),
  ];
  return {
    pods: [...workloads.map((workload) => podDemand(cluster, workload)), ...rawPods(cluster)],
    services: types.length + (cluster.externalNames ?? []).length,
    loadBalancers: count('loadBalancer'),
    nodePorts: count('loadBalancer') + count('nodePort'),
    claims: claimSizes.length,
    storage: total(claimSizes),
    claimSizes,
    deployments: workloads.filter((workload) => workload.kind === 'Deployment').length,
    configs:
      (cluster.configs ?? []).length + raws.filter((raw) => raw.raw === 'config' || raw.raw === 'kplusConfig').length,
  };
}

/** The sum over all pods. */
export function sumOf({ pods }: Demand, kind: 'limits' | 'requests', of: keyof Quantities): number {
  return total(pods.map((pod) => pod.count * pod[kind][of]));
}

export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}

const TYPES = { ClusterIP: 'clusterIp', NodePort: 'nodePort', LoadBalancer: 'loadBalancer' };

/** The types of a workload's Services, of those too that nobody asked for. */
function servicesOf({ kind, ports, services = [], routes = [] }: Workload): string[] {
  const headless = kind === 'StatefulSet' ? ['headless'] : [];
  const serving = services.length > 0 && ports.some((port) => (port.protocol ?? 'TCP') === 'TCP');
  return [...headless, ...services.map((one) => one.type), ...(routes.length > 0 && !serving ? ['clusterIp'] : [])];
}

function claimsOf(workload: Workload): number[] {
  const copies = workload.kind === 'StatefulSet' ? mostPods(workload) : 1;
  return (workload.mounts ?? []).flatMap((mount) => Array<number>(copies).fill(mount.size));
}

function podDemand(cluster: Cluster, workload: Workload): PodDemand {
  const main = amountsOf(workload, { ...cluster.profile, ...workload.profile });
  const sides = (workload.sides ?? []).map((side) => ({ as: side.as, ...amountsOf(side, {}) }));
  return {
    count: mostPods(workload),
    limits: taken(main.limits, sides, 'limits'),
    requests: taken(main.requests, sides, 'requests'),
    containers: [main, ...sides],
  };
}

interface Side {
  readonly as: SideContainer['as'];
  readonly limits: AllAmounts;
  readonly requests: AllAmounts;
}

/** Init containers run before the others, native sidecars beside all of them. */
function taken(main: AllAmounts, sides: readonly Side[], kind: 'limits' | 'requests'): AllAmounts {
  const of = (key: keyof Quantities): number => {
    const sum = (as: SideContainer['as']): number =>
      total(sides.filter((one) => one.as === as).map((one) => one[kind][key]));
    const inits = sides.filter((one) => one.as === 'init').map((one) => one[kind][key]);
    return sum('sidecar') + Math.max(main[key] + sum('container'), ...inits);
  };
  return { cpu: of('cpu'), memory: of('memory'), disk: of('disk') };
}

function amountsOf(own: Amounts & { readonly requests?: Amounts }, profile: Amounts): Omit<Side, 'as'> {
  const limits = {
    cpu: own.cpu ?? profile.cpu ?? STOCK.cpu,
    memory: own.memory ?? profile.memory ?? STOCK.memory,
    disk: own.disk ?? profile.disk ?? DISK,
  };
  return { limits, requests: { ...limits, ...own.requests } };
}

function rawPods({ raws = [] }: Cluster): PodDemand[] {
  return raws.flatMap((raw) => {
    if (raw.raw !== 'pod' && raw.raw !== 'deployment' && raw.raw !== 'kplusDeployment') return [];
    const { cpu = STOCK.cpu, memory = STOCK.memory } = raw;
    const limits = { ...STOCK, cpu, memory };
    const count = raw.raw === 'pod' ? 1 : raw.replicas;
    return [{ count, limits, requests: limits, containers: [{ limits, requests: limits }] }];
  });
}
