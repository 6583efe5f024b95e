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

/** Which way traffic goes, seen from the pods that a policy is for. */
export type Direction = 'ingress' | 'egress';

/** The rules of a direction, with the peers under one name; undefined if the policy says nothing of it. */
export function rulesOf({ spec }: Manifest, direction: Direction): readonly NamedRule[] | undefined {
  const { ingress, egress } = spec as PolicySpec;
  const types = typesOf(spec);
  if (direction === 'ingress')
    return types.includes('Ingress') ? objectsIn(ingress).map((rule) => named(rule, rule.from)) : undefined;
  return types.includes('Egress') ? objectsIn(egress).map((rule) => named(rule, rule.to)) : undefined;
}

/** Without any, a policy is for what comes in, and for what goes out if it says something of that. */
function typesOf({ policyTypes, egress }: PolicySpec): readonly string[] {
  const types = textsIn(policyTypes);
  if (types.length > 0) return types;
  return objectsIn(egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** Undefined for all: of peers, of ports. */
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
 * All that policies let through to pods, or out of them; undefined if no policy isolates them, as in the network of the node.
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

/** Plugins take what is in the network of its node for the node, whatever its labels. */
function hasOwnNetwork({ spec }: PodGroup): boolean {
  return spec.hostNetwork !== true;
}

/** Whether a rule is for a port of the pods that are reached. */
export function isForPort({ ports }: NamedRule, reached: PodGroup, { number, protocol }: PodPort): boolean {
  const ranges = rangesOf(ports, reached).filter((range) => range.protocol === protocol);
  return ranges.some(({ first, last }) => number >= first && number <= last);
}

/** Whether pods are among the peers of a policy in a namespace. */
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

/** The labels of a namespace, as far as they are known. */
export function namespaceLabels(manifests: Manifests, namespace: string): Labels {
  return labelsOfEach(manifests)(namespace);
}

const labelsOfEach = oncePerManifests((manifests) =>
  oncePerText(String, (namespace: string): Labels => {
    return { ...manifests.find('Namespace', '', namespace)?.labels, [NAMESPACE_NAME]: namespace };
  }),
);

/** Whether a peer can be something outside of a namespace: an address, or pods elsewhere. */
export function isElsewhere({ namespaceSelector, ipBlock }: PolicyPeer, namespace: string): boolean {
  if (ipBlock !== undefined) return true;
  return namespaceSelector !== undefined && namespaceSelector.matchLabels?.[NAMESPACE_NAME] !== namespace;
}

/** The namespace that the pods of a peer are in; undefined where they can be in several, or are no pods. */
export function namespaceOf({ namespaceSelector, ipBlock }: PolicyPeer, policyNamespace: string): string | undefined {
  if (ipBlock !== undefined) return undefined;
  return namespaceSelector === undefined ? policyNamespace : namespaceSelector.matchLabels?.[NAMESPACE_NAME];
}
