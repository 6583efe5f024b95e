import { Peer } from '../../network/peer';
import { NAMESPACE_NAME } from '../../internal/labels';
import { LabelRequirement, LabelSelector } from '../../kube/objects';
import { PolicyPeer } from '../../kube/network-objects';

/** Peer that stands for everything outside of the manifests: all addresses, and all pods of other namespaces. */
export const ANYONE = 'anyone';

const INTERNET = new Map(
  Peer.internet()
    ._toKube('')
    .map((peer) => blockText(peer.ipBlock))
    .map((text) => [text, `internet (${text.includes(':') ? 'IPv6' : 'IPv4'})`]),
);

/**
 * Formats a peer of a NetworkPolicy, with selectors in the syntax of kubectl: `10.0.0.0/8 except 10.1.0.0/16`,
 * `kube-system/[k8s-app=kube-dns]`, `[team=monitoring]/*`.
 */
export function peerText({ ipBlock, namespaceSelector, podSelector }: PolicyPeer, policyNamespace: string): string {
  if (ipBlock !== undefined) return INTERNET.get(blockText(ipBlock)) ?? blockText(ipBlock);
  const { [NAMESPACE_NAME]: name, ...matchLabels } = namespaceSelector?.matchLabels ?? {};
  const others = selectorText({ ...namespaceSelector, matchLabels });
  const namespace = namespaceSelector === undefined ? policyNamespace : [name, others].filter(Boolean).join('');
  return `${namespace === '' ? '*' : namespace}/${selectorText(podSelector ?? {}) || '*'}`;
}

function blockText({ cidr, except = [] }: PolicyPeer['ipBlock'] = {}): string {
  return except.length === 0 ? String(cidr) : `${String(cidr)} except ${except.join(', ')}`;
}

function selectorText({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`);
  const all = [...labels, ...matchExpressions.map(requirementText)];
  return all.length === 0 ? '' : `[${all.join(',')}]`;
}

function requirementText({ key, operator, values = [] }: LabelRequirement): string {
  if (operator === 'Exists') return key;
  if (operator === 'DoesNotExist') return `!${key}`;
  return `${key} ${operator.toLowerCase()} (${values.join(',')})`;
}
