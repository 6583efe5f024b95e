import { DATA_KEY, DNS_LABEL, DNS_SUBDOMAIN, NameRule, PATH_SEGMENT, shorterName } from '../../../kube/names';
import { Manifest } from '../../manifest';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { broken } from './broken';

/** Name rules of kinds that differ from the usual rule, by `<group>/<kind>`. */
const RULES: Readonly<Record<string, NameRule>> = {
  '/Namespace': DNS_LABEL,
  '/Service': DNS_LABEL,
  'apps/StatefulSet': DNS_LABEL,
  'batch/CronJob': shorterName(52), // the names of its Jobs are up to 11 characters longer
  'batch/Job': shorterName(63), // the name is also a label value of its pods
  'apiregistration.k8s.io/APIService': PATH_SEGMENT,
  'certificates.k8s.io/CertificateSigningRequest': PATH_SEGMENT,
  'certificates.k8s.io/ClusterTrustBundle': PATH_SEGMENT,
  'coordination.k8s.io/LeaseCandidate': DATA_KEY,
  'networking.k8s.io/IPAddress': PATH_SEGMENT,
  'policy/PodDisruptionBudget': PATH_SEGMENT,
  'rbac.authorization.k8s.io/ClusterRole': PATH_SEGMENT,
  'rbac.authorization.k8s.io/ClusterRoleBinding': PATH_SEGMENT,
  'rbac.authorization.k8s.io/Role': PATH_SEGMENT,
  'rbac.authorization.k8s.io/RoleBinding': PATH_SEGMENT,
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const OBJECT_NAME: Rule = {
  code: 'MAR-N01',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'An object has a name that Kubernetes takes for its kind.',
  check: (manifests) => manifests.all.flatMap((manifest) => findingsOf(manifest, problems(manifest))),
};

function problems(manifest: Manifest): string[] {
  const { name, generateName } = manifest.json.metadata ?? {};
  const isGenerated = (name ?? '') === '' && (generateName ?? '') !== '';
  return [
    ...(isGenerated ? [] : broken('metadata.name', name, ruleFor(manifest))),
    ...(manifest.namespace === '' ? [] : broken('metadata.namespace', manifest.namespace, DNS_LABEL)),
  ];
}

function ruleFor({ group, kind, spec }: Manifest): NameRule {
  if (group === 'batch' && kind === 'Job' && spec.manualSelector === true) return DNS_SUBDOMAIN; // then there is no such label
  return RULES[`${group}/${kind}`] ?? DNS_SUBDOMAIN;
}
