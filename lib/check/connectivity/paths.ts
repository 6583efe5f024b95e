import { grouped } from '../../internal/collections';
import { Manifest } from '../manifest';
import { Manifests } from '../manifests';
import { PolicyPeer } from '../../kube/network-objects';
import { Direction, isPeer, namespaceOf, openings } from '../model/policies';
import { PodGroup, podGroups } from '../model/pod-group';
import { common, EVERY_PORT, merged, PortRange, rangesOf } from '../model/port-range';
import { ANYONE, peerText } from './peer-text';
import { isNamed, portsText } from './port-text';

/** Source or destination of allowed traffic. */
export interface PathEnd {
  readonly text: string;
  /** Namespace of the pods; undefined if the end is not created by the manifests. */
  readonly namespace?: string;
  /** True for a single pod, which never needs a path to itself. */
  readonly isOnePod?: boolean;
}

/** Traffic that NetworkPolicies allow, with its ports as a string. */
export interface OpenPath {
  readonly from: PathEnd;
  readonly to: PathEnd;
  readonly ports: string;
}

/**
 * Returns the traffic allowed from and to the pods whose owner satisfies `isMeant`. Traffic between pods of the manifests
 * must be allowed on both sides; for outside peers, only the side of the pods is known.
 */
export function pathsOf(manifests: Manifests, isMeant: (owner: Manifest) => boolean): OpenPath[] {
  const pods = podGroups(manifests);
  const own = new Set(pods.filter(({ owner }) => isMeant(owner)));
  const ends = endsOf(pods);
  const inside = pods.flatMap((from) =>
    pods
      .filter((to) => own.has(from) || own.has(to))
      .flatMap((to) => between(manifests, from, to).map((ports) => ({ from: ends(from), to: ends(to), ports }))),
  );
  const outside = [...own].flatMap((some) => [
    ...beyond(manifests, some, 'egress').map(({ peer, ports }) => ({ from: ends(some), to: peer, ports })),
    ...beyond(manifests, some, 'ingress').map(({ peer, ports }) => ({ from: peer, to: ends(some), ports })),
  ]);
  return [...inside, ...outside];
}

/**
 * Returns a function that makes the path end of pods. If two kinds have the same name in a namespace, the string includes
 * the kind.
 */
function endsOf(pods: readonly PodGroup[]): (some: PodGroup) => PathEnd {
  const nameOf = ({ namespace, owner }: PodGroup): string => `${namespace}/${owner.name}`;
  const namesakes = grouped(pods, nameOf);
  return (some) => {
    const isAlone = namesakes.get(nameOf(some))?.length === 1;
    const text = isAlone ? nameOf(some) : `${nameOf(some)} (${some.owner.kind})`;
    return { text, namespace: some.namespace, isOnePod: some.owner.kind === 'Pod' };
  };
}

/** Returns the ports that both pod groups allow, as a list of one string; an empty list if there are none. */
function between(manifests: Manifests, from: PodGroup, to: PodGroup): string[] {
  if (from === to && from.owner.kind === 'Pod') return [];
  const out = openPorts(manifests, from, 'egress', to, to);
  const ports = out.length === 0 ? [] : common(out, openPorts(manifests, to, 'ingress', from, to));
  return ports.length === 0 ? [] : [portsText(ports)];
}

function openPorts(
  manifests: Manifests,
  self: PodGroup,
  direction: Direction,
  other: PodGroup,
  reached: PodGroup,
): readonly PortRange[] {
  const rules = openings(manifests)(self, direction);
  if (rules === undefined) return EVERY_PORT;
  const fitting = rules.filter(
    ({ peers }) => peers === undefined || peers.some((peer) => isPeer(manifests, peer, self.namespace, other)),
  );
  return fitting.flatMap(({ ports }) => rangesOf(ports, reached));
}

/**
 * Returns the traffic that the policies of `self` allow with peers outside of the manifests. The policies of those peers are
 * unknown.
 */
function beyond(manifests: Manifests, self: PodGroup, direction: Direction): { peer: PathEnd; ports: string }[] {
  const rules = openings(manifests)(self, direction) ?? [{}];
  const open = rules.flatMap(({ peers, ports }) => {
    const strangers = peers?.filter((peer) => canBeStrange(manifests, peer, self.namespace));
    return (strangers?.map((peer) => peerText(peer, self.namespace)) ?? [ANYONE]).map((text) => ({ text, ports }));
  });
  return [...grouped(open, ({ text }) => text)].map(([text, same]) => {
    const ranges = merged(same.flatMap(({ ports }) => rangesOf(ports, direction === 'ingress' ? self : undefined)));
    const names = direction === 'ingress' ? [] : same.flatMap(({ ports = [] }) => ports).filter(isNamed);
    return { peer: { text }, ports: portsText(ranges, names) };
  });
}

/** Returns true if a peer can match an address or pods that the manifests do not create. */
function canBeStrange(manifests: Manifests, peer: PolicyPeer, policyNamespace: string): boolean {
  const namespace = namespaceOf(peer, policyNamespace);
  return namespace === undefined || !manifests.owns(namespace);
}
