import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { mapOf } from '../internal/collections';
import { Where } from '../internal/errors';
import { NAMESPACE_NAME } from '../internal/labels';
import { DNS_LABEL, requireName, requireSelector } from '../kube/names';
import { requireMember, requireObject } from '../internal/values';

/** Traffic that a cluster allows by default. MAR denies all other traffic until it is declared. */
export enum Isolation {
  /** Allows traffic between the instances of the cluster, and to DNS. */
  ISOLATED = 'isolated',
  /** Allows traffic to DNS only. Traffic between instances of the cluster must be declared. */
  PRIVATE = 'private',
  /** Allows all traffic: no NetworkPolicy is written. */
  OPEN = 'open',
}

/** Returns `isolation`, or `ISOLATED` if undefined. Throws if `isolation` is not a member of the enum. */
export function resolveIsolation(where: Where, isolation: Isolation | undefined): Isolation {
  requireMember(where, 'isolation', isolation, Isolation);
  return isolation ?? Isolation.ISOLATED;
}

/** Location of the DNS service of the Kubernetes cluster. */
export interface DnsServiceProps {
  /**
   * Namespace of the DNS pods.
   * @default 'kube-system'
   */
  readonly namespace?: string;
  /**
   * Labels of the DNS pods.
   * @default { 'k8s-app': 'kube-dns' }
   */
  readonly podLabels?: { readonly [key: string]: string };
}

/** Labels that CoreDNS and kube-dns carry in all common distributions. */
const KUBE_DNS = { 'k8s-app': 'kube-dns' };

/**
 * Writes the default NetworkPolicies of a cluster: `default-deny`, `allow-dns` and, for `ISOLATED`, `allow-inside`. Writes
 * none for `OPEN`.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies
 */
export function writeIsolation(scope: Construct, isolation: Isolation, dns: DnsServiceProps = {}): void {
  requireObject(scope, 'dns', dns);
  const namespace = dns.namespace ?? 'kube-system';
  const podLabels = dns.podLabels ?? KUBE_DNS;
  requireName(scope, 'dns.namespace', namespace, DNS_LABEL, 'give the name of a namespace');
  requireSelector(scope, 'dns.podLabels', podLabels);
  if (isolation === Isolation.OPEN) return;
  writePolicy(scope, 'default-deny', { policyTypes: ['Ingress', 'Egress'] });
  writePolicy(scope, 'allow-dns', renderDnsRules(namespace, podLabels));
  if (isolation === Isolation.PRIVATE) return;
  const inside = [{ podSelector: {} }];
  const rules = { ingress: [{ from: inside }], egress: [{ to: inside }] };
  writePolicy(scope, 'allow-inside', { policyTypes: ['Ingress', 'Egress'], ...rules });
}

function writePolicy(scope: Construct, name: string, rules: Omit<k8s.NetworkPolicySpec, 'podSelector'>): void {
  new k8s.KubeNetworkPolicy(scope, name, { metadata: { name }, spec: { podSelector: {}, ...rules } });
}

function renderDnsRules(
  namespace: string,
  podLabels: Readonly<Record<string, string>>,
): Omit<k8s.NetworkPolicySpec, 'podSelector'> {
  const namespaceSelector = { matchLabels: { [NAMESPACE_NAME]: namespace } };
  const ports = ['UDP', 'TCP'].map((protocol) => ({ protocol, port: k8s.IntOrString.fromNumber(53) }));
  return {
    policyTypes: ['Egress'],
    egress: [{ to: [{ namespaceSelector, podSelector: { matchLabels: mapOf(podLabels) } }], ports }],
  };
}
