import { Outsider, Probe } from '../support/network-ends';
import { Cluster, End, PeerSpec, PortRange, Program, Traffic } from '../support/random-app/program';
import { Labels, PortSpec, Service, Workload } from '../support/random-app/program-pods';

/** One side of a path, as the program has it. */
interface Side {
  readonly name: string;
  readonly cluster?: Cluster;
  readonly workload?: Workload;
  readonly address?: string;
  readonly namespace?: string;
  readonly podLabels: Labels;
  readonly namespaceLabels: Labels;
}

type Direction = Traffic['direction'];

/**
 * The paths that a program declares, by the rules of `docs/network.md` and nothing else: a path is open if both sides have it
 * open, by their isolation, by what is declared for either of them, by an Ingress or by the ranges of a load balancer.
 */
export function declaredPaths(program: Program, outsiders: readonly Outsider[], probes: readonly Probe[]): string[] {
  const own = program.clusters.flatMap((cluster) => cluster.workloads.map((workload) => sideOf(cluster, workload)));
  const others = outsiders.map(outside);
  const paths = [...own, ...others].flatMap((from) =>
    [...own, ...others]
      .filter((to) => canAsk(from, to))
      .flatMap((to) =>
        portsOf(to.workload, probes)
          .filter((probe) => isOpen(program, 'to', from, to, probe) && isOpen(program, 'from', to, from, probe))
          .map(({ protocol, number }) => `${from.name} -> ${to.name} ${protocol.toLowerCase()}/${number}`),
      ),
  );
  return paths.sort();
}

function sideOf(cluster: Cluster, workload: Workload): Side {
  const { name: namespace } = cluster;
  const podLabels = { ...workload.labels, app: 'mar' };
  return {
    name: `${namespace}/${workload.name}`,
    cluster,
    workload,
    namespace,
    podLabels,
    namespaceLabels: { ...cluster.labels },
  };
}

function outside(outsider: Outsider): Side {
  if ('address' in outsider)
    return { name: outsider.address, address: outsider.address, podLabels: {}, namespaceLabels: {} };
  const { namespace, name, podLabels, namespaceLabels = {} } = outsider;
  return { name: `${namespace}/${name}`, namespace, podLabels, namespaceLabels };
}

/** Two who are outside are none of ours, and an instance is one pod. */
function canAsk(from: Side, to: Side): boolean {
  if (from === to) return from.workload !== undefined && from.workload.kind !== 'Instance';
  return from.workload !== undefined || to.workload !== undefined;
}

function portsOf(workload: Workload | undefined, probes: readonly Probe[]): Probe[] {
  const declared = (workload?.ports ?? []).map(probeOf);
  return [
    ...new Map(
      [...declared, ...probes].map((probe) => [JSON.stringify([probe.protocol, probe.number]), probe]),
    ).values(),
  ];
}

function probeOf({ number, protocol = 'TCP' }: PortSpec): Probe {
  return { protocol, number };
}

/** Whether one side has traffic open, to or from the other. */
function isOpen(program: Program, direction: Direction, self: Side, other: Side, probe: Probe): boolean {
  const { cluster } = self;
  if (cluster === undefined || cluster.isolation === 'open') return true;
  if (cluster.isolation !== 'private' && other.cluster === cluster) return true;
  if (direction === 'to' && isDns(cluster, other, probe)) return true;
  if (direction === 'from' && (isRouted(self, other, probe) || isBalanced(self, other, probe))) return true;
  return program.traffic.some((traffic) => opens(program, traffic, direction, self, other, probe));
}

/** DNS is asked over UDP and TCP. */
function isDns({ dns = {} }: Cluster, other: Side, { protocol, number }: Probe): boolean {
  const { namespace = 'kube-system', podLabels = { 'k8s-app': 'kube-dns' } } = dns;
  return other.namespace === namespace && has(other.podLabels, podLabels) && protocol !== 'SCTP' && number === 53;
}

/** The ingress controller comes in to the one port that the Service of the routes leads to. */
function isRouted({ cluster, workload }: Side, other: Side, probe: Probe): boolean {
  const { namespace = 'ingress-nginx', podLabels = {} } = cluster?.controller ?? {};
  if (workload?.routes === undefined || other.namespace !== namespace || !has(other.podLabels, podLabels)) return false;
  const { services = [], ports } = workload;
  const serving = services.map((service) => targetsOf(service, ports)).find((targets) => targets.some(isTcp));
  const target = (serving ?? ports).find(isTcp);
  return target !== undefined && isSame(probeOf(target), probe);
}

/** Who comes through a load balancer with ranges comes in to the ports that it leads to. */
function isBalanced({ workload }: Side, other: Side, probe: Probe): boolean {
  return (workload?.services ?? []).some(
    (service) =>
      (service.sourceRanges ?? []).some((range) => isWithin(other.address, range)) &&
      targetsOf(service, workload?.ports ?? []).some((port) => isSame(probeOf(port), probe)),
  );
}

/** With a port of its own a Service leads to the first that is declared, else to all. */
function targetsOf({ port, fixedNodePort }: Service, ports: readonly PortSpec[]): readonly PortSpec[] {
  return port === undefined && fixedNodePort !== true ? ports : ports.slice(0, 1);
}

/** Whether it was declared: for the side that says so, and for its peer too if that is of the program. */
function opens(program: Program, said: Traffic, direction: Direction, self: Side, other: Side, probe: Probe): boolean {
  const { peer } = said;
  const reached = said.direction === 'from' ? said.self : 'end' in peer ? peer.end : undefined;
  if (!isAllowed(program, said.ports, reached, probe)) return false;
  const isSaid = said.direction === direction && isEnd(program, said.self, self);
  if (isSaid && isPeer(program, peer, self, other)) return true;
  const isAnswered = said.direction !== direction && 'end' in peer && isEnd(program, peer.end, self);
  return isAnswered && isEnd(program, said.self, other);
}

function isEnd({ clusters }: Program, end: End, side: Side): boolean {
  const cluster = clusters[end.cluster];
  return side.cluster === cluster && (end.workload === undefined || side.workload === cluster?.workloads[end.workload]);
}

/** Without ports, those that are declared by who is reached. */
function isAllowed(
  { clusters }: Program,
  ports: readonly PortRange[],
  reached: End | undefined,
  probe: Probe,
): boolean {
  const workload = reached?.workload === undefined ? undefined : clusters[reached.cluster]?.workloads[reached.workload];
  const declared = workload?.ports ?? [];
  if (ports.length === 0) return declared.some((port) => isSame(probeOf(port), probe));
  return ports.some((port) => {
    if ('all' in port) return true;
    if ('named' in port) return declared.some((one) => one.name === port.named && isSame(probeOf(one), probe));
    const { protocol, first, last = first } = port;
    return protocol === probe.protocol && probe.number >= first && probe.number <= last;
  });
}

function isPeer(program: Program, peer: PeerSpec, self: Side, other: Side): boolean {
  if ('end' in peer) return isEnd(program, peer.end, other);
  if ('cidr' in peer) {
    return isWithin(other.address, peer.cidr) && !(peer.except ?? []).some((block) => isWithin(other.address, block));
  }
  if ('internet' in peer) return other.address !== undefined && INTERNET.includes(other.address);
  if ('of' in peer && 'block' in peer.of) return isWithin(other.address, peer.of.block);
  if (other.address !== undefined) return false;
  if ('namespaces' in peer) return has(other.namespaceLabels, peer.namespaces);
  if ('pods' in peer) {
    const { podLabels = {}, namespaceLabels = {} } = peer.pods;
    return has(other.podLabels, podLabels) && has(other.namespaceLabels, namespaceLabels);
  }
  if ('namespaceLabels' in peer.of) return has(other.namespaceLabels, peer.of.namespaceLabels);
  // cdk8s-plus means the pods of the namespace that the policy is in
  return 'podLabels' in peer.of && other.namespace === self.namespace && has(other.podLabels, peer.of.podLabels);
}

function has(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function isTcp({ protocol = 'TCP' }: PortSpec): boolean {
  return protocol === 'TCP';
}

function isSame(one: Probe, other: Probe): boolean {
  return one.protocol === other.protocol && one.number === other.number;
}

/** Public addresses among those of the test. */
const INTERNET = ['203.0.113.10', '2001:db8::1'];

/** Which of the test's addresses are in which of the generator's blocks, as a reader sees. */
const WITHIN: Readonly<Record<string, readonly string[]>> = {
  '10.0.0.0/8': ['10.9.9.9'],
  '10.1.0.0/16': [],
  '10.9.9.9/32': ['10.9.9.9'],
  '10.9.0.0/16': ['10.9.9.9'],
  '203.0.113.0/24': ['203.0.113.10'],
  '203.0.113.8/32': [],
  '203.0.113.10/32': ['203.0.113.10'],
  '2001:db8::/32': ['2001:db8::1'],
  '2001:db8:1::/48': [],
  '0.0.0.0/0': ['203.0.113.10', '10.9.9.9', '169.254.169.254'],
  '169.254.0.0/16': ['169.254.169.254'],
};

function isWithin(address: string | undefined, block: string): boolean {
  const within = WITHIN[block];
  if (within === undefined) throw new Error(`nobody has said what is in ${block}`);
  return address !== undefined && within.includes(address);
}
