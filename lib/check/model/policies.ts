import { append } from '../../internal/collections';
import { NAMESPACE_NAME } from '../../internal/labels';
import { oncePerText } from '../../internal/once';
import { Manifest } from '../manifest';
import { Manifests, oncePerManifests } from '../manifests';
import { objectsIn, textsIn } from './json';
import { Labels } from '../../kube/objects';
import { PolicyPeer, PolicyPort, PolicyRule, PolicySpec } from '../../kube/network-objects';
import { PodGroup } from './pod-group';
import { rangesOf } from './port-range';
import { PodPort } from './ports';
import { selectedPods } from './selected-pods';
import { selects } from './selector';

/** Direction of traffic, seen from the pods that the NetworkPolicy selects. */
export type Direction = 'ingress' | 'egress';

/** Returns the rules of a NetworkPolicy for `direction`; undefined if the policy does not restrict that direction. */
export function rulesOf({ spec }: Manifest, direction: Direction): readonly NamedRule[] | undefined {
  const { ingress, egress } = spec as PolicySpec;
  const types = typesOf(spec);
  if (direction === 'ingress')
    return types.includes('Ingress') ? objectsIn(ingress).map((rule) => named(rule, rule.from)) : undefined;
  return types.includes('Egress') ? objectsIn(egress).map((rule) => named(rule, rule.to)) : undefined;
}

/**
 * Returns the policy types. Without `policyTypes`, the defaults of the API server: `Ingress`, and `Egress` if the policy has
 * egress rules.
 */
function typesOf({ policyTypes, egress }: PolicySpec): readonly string[] {
  const types = textsIn(policyTypes);
  if (types.length > 0) return types;
  return objectsIn(egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/**
 * Ingress or egress rule, with `from` or `to` as `peers`. Undefined `peers` means all peers, undefined `ports` means all
 * ports.
 */
export interface NamedRule {
  readonly peers?: readonly PolicyPeer[];
  readonly ports?: readonly PolicyPort[];
}

function named({ ports }: PolicyRule, peers: readonly PolicyPeer[] | undefined): NamedRule {
  return { peers: listed(peers), ports: listed(ports) };
}

function listed<T extends object>(list: readonly T[] | undefined): readonly T[] | undefined {
  const items = objectsIn(list);
  return items.length === 0 ? undefined : items;
}

/**
 * Returns a function that returns the rules of all NetworkPolicies that select the given pods in the given direction;
 * undefined if no policy does, so that all traffic is allowed. Pods in the host network are never selected.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export const openings = oncePerManifests((manifests) => {
  const sides = { ingress: new Map<PodGroup, NamedRule[]>(), egress: new Map<PodGroup, NamedRule[]>() };
  for (const policy of manifests.ofKind('NetworkPolicy')) {
    const { podSelector = {} } = policy.spec as PolicySpec;
    const pods = selectedPods(manifests)(policy.namespace, podSelector);
    for (const direction of ['ingress', 'egress'] as const) {
      const rules = rulesOf(policy, direction);
      if (rules === undefined) continue;
      for (const some of pods.filter(hasOwnNetwork)) append(sides[direction], some, ...rules);
    }
  }
  return (pods: PodGroup, direction: Direction): readonly NamedRule[] | undefined => sides[direction].get(pods);
});

/**
 * Returns true unless the pods use the host network. Network plugins treat traffic of such pods as traffic of the node and
 * ignore the labels of the pods.
 */
function hasOwnNetwork({ spec }: PodGroup): boolean {
  return spec.hostNetwork !== true;
}

/** Returns true if a rule allows a port of the pods `reached`. */
export function isForPort({ ports }: NamedRule, reached: PodGroup, { number, protocol }: PodPort): boolean {
  const ranges = rangesOf(ports, reached).filter((range) => range.protocol === protocol);
  return ranges.some(({ first, last }) => number >= first && number <= last);
}

/** Returns true if `pods` match a peer of a policy in `policyNamespace`. */
export function isPeer(
  manifests: Manifests,
  { podSelector, namespaceSelector, ipBlock }: PolicyPeer,
  policyNamespace: string,
  pods: PodGroup,
): boolean {
  if (ipBlock !== undefined || !hasOwnNetwork(pods)) return false;
  if (podSelector !== undefined && !selects(podSelector, pods.labels)) return false;
  if (namespaceSelector === undefined) return pods.namespace === policyNamespace;
  return selects(namespaceSelector, namespaceLabels(manifests, pods.namespace));
}

/**
 * Returns the labels of a namespace: the name label that Kubernetes sets, and the labels of its manifest, if there is one.
 */
export function namespaceLabels(manifests: Manifests, namespace: string): Labels {
  return labelsOfEach(manifests)(namespace);
}

const labelsOfEach = oncePerManifests((manifests) =>
  oncePerText(String, (namespace: string): Labels => {
    return { ...manifests.find('Namespace', '', namespace)?.labels, [NAMESPACE_NAME]: namespace };
  }),
);

/** Returns true if a peer can match something outside of `namespace`: an address, or pods of another namespace. */
export function isElsewhere({ namespaceSelector, ipBlock }: PolicyPeer, namespace: string): boolean {
  if (ipBlock !== undefined) return true;
  return namespaceSelector !== undefined && namespaceSelector.matchLabels?.[NAMESPACE_NAME] !== namespace;
}

/**
 * Returns the only namespace in which pods can match a peer; undefined if the peer is an address block or can match pods of
 * several namespaces.
 */
export function namespaceOf({ namespaceSelector, ipBlock }: PolicyPeer, policyNamespace: string): string | undefined {
  if (ipBlock !== undefined) return undefined;
  return namespaceSelector === undefined ? policyNamespace : namespaceSelector.matchLabels?.[NAMESPACE_NAME];
}
