import { BlockList, isIPv6 } from 'node:net';
import { Manifest } from './manifest';
import { End, endOf, groupsOf, Labels, namespaceOf, OUTSIDERS, Outsider, Probe } from './network-ends';

/**
 * Who reaches whom, from manifests alone: the rules of Kubernetes' NetworkPolicies, read anew. Nothing here is shared with the
 * library, so that what the library says of itself can be held against it.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */

export interface ReachOptions {
  /** @default OUTSIDERS */
  readonly outsiders?: readonly Outsider[];
  /** What each side is asked for beside the ports that it declares. @default - a few, and the edges of all that policies name */
  readonly probes?: readonly Probe[];
}

/** From whom to whom, at which port. */
export interface Path {
  readonly from: string;
  readonly to: string;
  readonly port: string;
}

/** `prod/web -> prod/db tcp/5432` */
export function textOf({ from, to, port }: Path): string {
  return `${from} -> ${to} ${port}`;
}

type Direction = 'Ingress' | 'Egress';

/** One side, and the policies that hold it in each direction. */
interface Side {
  readonly end: End;
  readonly holding: Readonly<Record<Direction, readonly Manifest[]>>;
}

/** Every path that is open, sorted. That a pod reaches itself is not said: nothing can keep it from that. */
export function reaches(manifests: readonly Manifest[], options: ReachOptions = {}): Path[] {
  const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy');
  const { outsiders = OUTSIDERS, probes = [...FEW, ...edgesOf(policies)] } = options;
  const ends = [...groupsOf(manifests), ...outsiders.map((outsider) => endOf(manifests, outsider))];
  const holding = (end: End, direction: Direction): Manifest[] => policies.filter((one) => holds(one, direction, end));
  const sides = ends.map((end) => ({
    end,
    holding: { Ingress: holding(end, 'Ingress'), Egress: holding(end, 'Egress') },
  }));
  const paths = sides.flatMap((from) =>
    sides.filter((to) => canAsk(from.end, to.end)).flatMap((to) => between(from, to, [...to.end.ports, ...probes])),
  );
  return paths.sort((a, b) => (textOf(a) < textOf(b) ? -1 : 1));
}

/** Nobody asks himself, and what two say to each other who are outside is not ours to know. */
function canAsk(from: End, to: End): boolean {
  return from === to ? to.areSeveral : !(from.isForeign && to.isForeign);
}

function between(from: Side, to: Side, probes: readonly Probe[]): Path[] {
  return unique(probes)
    .filter((probe) => admits(from, 'Egress', to, probe) && admits(to, 'Ingress', from, probe))
    .map((probe) => ({ from: from.end.name, to: to.end.name, port: portText(probe) }));
}

/** Whether a policy decides what comes in to, or goes out from, one side. */
function holds({ metadata, spec }: Manifest, direction: Direction, { pods, isForeign }: End): boolean {
  if (pods === undefined || isForeign || pods.namespace !== namespaceOf(metadata)) return false;
  return selects(spec.podSelector, pods.labels) && typesOf(spec).includes(direction);
}

/** Whether the policies of one side let in, or out, what comes from or goes to the other. */
function admits(self: Side, direction: Direction, { end: other }: Side, probe: Probe): boolean {
  const holding = self.holding[direction];
  if (holding.length === 0) return true;
  const [rules, peers] = direction === 'Ingress' ? ['ingress', 'from'] : ['egress', 'to'];
  const reached = direction === 'Ingress' ? self.end : other;
  return holding.some(({ metadata, spec }) => {
    const said: readonly Manifest[] = spec[rules] ?? [];
    return said.some(
      (rule) =>
        holdsForAny(rule.ports, (port) => isPort(port, probe, reached)) &&
        holdsForAny(rule[peers], (peer) => isPeer(peer, namespaceOf(metadata), other)),
    );
  });
}

/** What is not said, or is empty, holds for all. */
function holdsForAny(items: readonly Manifest[] | undefined, holds: (item: Manifest) => boolean): boolean {
  return items === undefined || items.length === 0 || items.some(holds);
}

function typesOf({ policyTypes, egress }: Manifest): Direction[] {
  if (policyTypes !== undefined && policyTypes.length > 0) return policyTypes;
  return egress !== undefined && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

function isPeer(peer: Manifest, namespace: string, { pods, address }: End): boolean {
  if (peer.ipBlock !== undefined) {
    const { cidr, except = [] } = peer.ipBlock as { cidr: string; except?: string[] };
    return address !== undefined && isIn(address, cidr) && !except.some((block) => isIn(address, block));
  }
  if (pods === undefined) return false;
  const { namespaceSelector, podSelector } = peer;
  const isThere =
    namespaceSelector === undefined ? pods.namespace === namespace : selects(namespaceSelector, pods.namespaceLabels);
  return isThere && (podSelector === undefined || selects(podSelector, pods.labels));
}

/** A name is that of a port of the side that is reached, which an address has none of. */
function isPort(said: Manifest, { protocol, number }: Probe, reached: End): boolean {
  if ((said.protocol ?? 'TCP') !== protocol) return false;
  if (said.port === undefined) return true;
  if (typeof said.port === 'number') return number >= said.port && number <= (said.endPort ?? said.port);
  return reached.ports.some((port) => port.name === said.port && port.protocol === protocol && port.number === number);
}

function selects({ matchLabels = {}, matchExpressions = [] }: Manifest, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values }: Manifest) => {
      const value = labels[key];
      if (operator === 'Exists') return value !== undefined;
      if (operator === 'DoesNotExist') return value === undefined;
      const isListed = value !== undefined && (values as string[]).includes(value);
      return isListed === (operator === 'In');
    })
  );
}

/** Whether a block has an address. */
export function isIn(address: string, cidr: string): boolean {
  const [network = '', prefix] = cidr.split('/');
  const family = isIPv6(network) ? 'ipv6' : 'ipv4';
  if (isIPv6(address) !== isIPv6(network)) return false;
  const block = new BlockList();
  block.addSubnet(network, Number(prefix), family);
  return block.check(address, family);
}

const FEW: readonly Probe[] = [
  { protocol: 'TCP', number: 1 },
  { protocol: 'TCP', number: 53 },
  { protocol: 'UDP', number: 53 },
  { protocol: 'TCP', number: 443 },
  { protocol: 'SCTP', number: 65535 },
];

/** The first and last ports that policies name, and those beside them. */
function edgesOf(policies: readonly Manifest[]): Probe[] {
  const rules: Manifest[] = policies.flatMap(({ spec }) => [...(spec.ingress ?? []), ...(spec.egress ?? [])]);
  const ports: Manifest[] = rules.flatMap((rule) => rule.ports ?? []).filter(({ port }) => typeof port === 'number');
  const numbers = ports.flatMap(({ protocol = 'TCP', port, endPort = port }) =>
    [port - 1, port, Number(endPort), Number(endPort) + 1].map((number) => ({ protocol, number })),
  );
  return numbers.filter(({ number }) => number > 0 && number < 65536);
}

function unique(probes: readonly Probe[]): Probe[] {
  return [...new Map(probes.map((probe) => [portText(probe), probe])).values()];
}

function portText({ protocol, number }: Probe): string {
  return `${protocol.toLowerCase()}/${number}`;
}
