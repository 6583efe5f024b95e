import { finding } from '../../../internal/errors';
import { DNS_LABEL, DNS_SUBDOMAIN, HOST } from '../../../kube/names';
import { Manifest } from '../../manifest';
import { objectsIn } from '../../model/json';
import { IngressSpec, ServiceSpec } from '../../../kube/network-objects';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { amongKind, broken } from './broken';

/** @see https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards */
export const HOSTS: Rule = {
  code: 'MAR-N15',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Hosts of Ingresses, Services and pods are DNS names.',
  check: (manifests) => [
    ...podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, ofPods(pods))),
    ...amongKind(manifests, 'networking.k8s.io', 'Ingress', ofIngress),
    ...amongKind(manifests, '', 'Service', ofService),
  ],
};

/**
 * Returns messages for `hostname` and `subdomain` of the pods. For a StatefulSet, which sets both in its pods, checks
 * `spec.serviceName` instead.
 */
function ofPods({ owner, spec, field }: PodGroup): string[] {
  const { hostname, subdomain } = spec;
  const { serviceName } = owner.spec as { serviceName?: string };
  const names =
    owner.kind === 'StatefulSet'
      ? { 'spec.serviceName': serviceName }
      : { [`${field}.hostname`]: hostname, [`${field}.subdomain`]: subdomain };
  return Object.entries(names).flatMap(([at, name]) => ((name ?? '') === '' ? [] : broken(at, name, DNS_LABEL)));
}

function ofIngress({ spec }: Manifest): string[] {
  const { rules, tls } = spec as IngressSpec;
  return [
    ...objectsIn(rules).flatMap(({ host = '' }, i) => (host === '' ? [] : ofRule(`spec.rules[${i}].host`, host))),
    ...objectsIn(tls).flatMap(({ hosts }, i) =>
      (Array.isArray(hosts) ? hosts : []).flatMap((host, j) => broken(`spec.tls[${i}].hosts[${j}]`, host, HOST)),
    ),
  ];
}

/**
 * Returns one message if `host` is an IP address or not a valid host name. Kubernetes rejects IP addresses only in the rules
 * of an Ingress.
 */
function ofRule(field: string, host: string): string[] {
  const isAddress = /^\d+(\.\d+){3}$/.test(host) && host.split('.').every((part) => Number(part) <= 255);
  return isAddress
    ? [finding(field, host, 'must be a DNS name, not an address', 'correct it')]
    : broken(field, host, HOST);
}

/** Returns one message if the external name of an ExternalName Service is not a DNS name. A dot at the end is valid. */
function ofService({ spec }: Manifest): string[] {
  const { type, externalName } = spec as ServiceSpec;
  if (type !== 'ExternalName') return [];
  const name: unknown = typeof externalName === 'string' ? externalName.replace(/\.$/, '') : externalName;
  return broken('spec.externalName', name, DNS_SUBDOMAIN);
}
