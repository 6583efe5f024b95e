import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { mapOf } from '../internal/collections';
import { Where } from '../internal/errors';
import { NAMESPACE_NAME } from '../internal/labels';
import { DNS_LABEL, requireName, requireSelector } from '../kube/names';
import { requireMember, requireObject } from '../internal/values';

/** What traffic is open in a cluster before anything is declared. MAR's rule: everything else is closed. */
export enum Isolation {
  /** Traffic between the instances of the cluster, and to DNS. */
  ISOLATED = 'isolated',
  /** Only to DNS: even inside the cluster each pair is declared. */
  PRIVATE = 'private',
  /** All traffic, from anywhere to anywhere: no NetworkPolicy is written. */
  OPEN = 'open',
}

/** Fills in what is open by default; refuses what is no member. */
export function isolationOf(where: Where, isolation: Isolation | undefined): Isolation {
  requireMember(where, 'isolation', isolation, Isolation);
  return isolation ?? Isolation.ISOLATED;
}

/** Where the DNS service of the Kubernetes cluster runs. */
export interface DnsServiceProps {
  /**
   * Its namespace.
   * @default 'kube-system'
   */
  readonly namespace?: string;
  /**
   * Labels of its pods.
   * @default { 'k8s-app': 'kube-dns' }
   */
  readonly podLabels?: { readonly [key: string]: string };
}

/** Labels that CoreDNS and kube-dns carry in all common distributions. */
const KUBE_DNS = { 'k8s-app': 'kube-dns' };

/**
 * Writes the NetworkPolicies that a cluster has before anything is declared: `default-deny`, `allow-dns` and, if the cluster
 * is open inside, `allow-inside`.
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
  writePolicy(scope, 'allow-dns', dnsRules(namespace, podLabels));
  if (isolation === Isolation.PRIVATE) return;
  const inside = [{ podSelector: {} }];
  const rules = { ingress: [{ from: inside }], egress: [{ to: inside }] };
  writePolicy(scope, 'allow-inside', { policyTypes: ['Ingress', 'Egress'], ...rules });
}

function writePolicy(scope: Construct, name: string, rules: Omit<k8s.NetworkPolicySpec, 'podSelector'>): void {
  new k8s.KubeNetworkPolicy(scope, name, { metadata: { name }, spec: { podSelector: {}, ...rules } });
}

function dnsRules(
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
