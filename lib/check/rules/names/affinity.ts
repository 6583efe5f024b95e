import { DNS_LABEL, DNS_SUBDOMAIN, LABEL_KEY } from '../../../kube/names';
import { checkName, checkWhole, isUnset, Problem, toMessages } from '../../../kube/problem';
import { isObject, objectsIn } from '../../model/json';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/ */
export const AFFINITY: Rule = {
  code: 'MAR-N25',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Affinities have valid topology keys, namespaces and weights, and nodes have valid names.',
  check: (manifests) => podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, toMessages(findProblems(pods)))),
};

type Fields = Readonly<Record<string, unknown>>;

const [REQUIRED, PREFERRED] = [
  'requiredDuringSchedulingIgnoredDuringExecution',
  'preferredDuringSchedulingIgnoredDuringExecution',
] as const;

function findProblems({ spec, field }: PodGroup): Problem[] {
  const { nodeName, affinity } = spec;
  const name = isUnset(nodeName) ? [] : checkName(`${field}.nodeName`, nodeName, DNS_SUBDOMAIN, 'name a node');
  if (!isObject(affinity)) return name;
  const { podAffinity, podAntiAffinity, nodeAffinity } = affinity as Fields;
  const pods = Object.entries({ podAffinity, podAntiAffinity }).flatMap(([kind, rules]) =>
    isObject(rules) ? findPodProblems(`${field}.affinity.${kind}`, rules) : [],
  );
  return [...name, ...pods, ...findNodeProblems(`${field}.affinity.nodeAffinity`, nodeAffinity)];
}

function findPodProblems(at: string, rules: Fields): Problem[] {
  const required = objectsIn(rules[REQUIRED] as readonly Fields[]);
  const preferred = objectsIn(rules[PREFERRED] as readonly Fields[]);
  return [
    ...required.flatMap((term, i) => findTermProblems(`${at}.${REQUIRED}[${i}]`, term)),
    ...preferred.flatMap(({ weight, podAffinityTerm }, i) => [
      ...checkWhole(`${at}.${PREFERRED}[${i}].weight`, weight ?? 0, 1, 100),
      ...findTermProblems(`${at}.${PREFERRED}[${i}].podAffinityTerm`, isObject(podAffinityTerm) ? podAffinityTerm : {}),
    ]),
  ];
}

function findTermProblems(at: string, { topologyKey, namespaces }: Fields): Problem[] {
  const names: unknown[] = Array.isArray(namespaces) ? namespaces : [];
  return [
    ...checkName(`${at}.topologyKey`, topologyKey, LABEL_KEY, 'name a label of nodes'),
    ...names.flatMap((name, i) => checkName(`${at}.namespaces[${i}]`, name, DNS_LABEL)),
  ];
}

function findNodeProblems(at: string, rules: unknown): Problem[] {
  if (!isObject(rules)) return [];
  const required = rules[REQUIRED];
  const terms = isObject(required) ? objectsIn(required.nodeSelectorTerms as readonly Fields[]) : [{}];
  const preferred = objectsIn(rules[PREFERRED] as readonly Fields[]);
  const field = `${at}.${REQUIRED}.nodeSelectorTerms`;
  return [
    ...(terms.length === 0 ? [{ field, value: '', rule: 'must not be empty', advice: 'give a term' }] : []),
    ...preferred.flatMap(({ weight }, i) => checkWhole(`${at}.${PREFERRED}[${i}].weight`, weight ?? 0, 1, 100)),
  ];
}
