import { findMetricProblems } from '../../../kube/metrics';
import { checkGivenMember, checkMember, checkWhole, Problem, toMessages } from '../../../kube/problem';
import { Manifest } from '../../manifest';
import { isObject, objectsIn } from '../../model/json';
import { Basis, Rule, Severity } from '../../rule';
import { amongKind } from './broken';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/ */
export const AUTOSCALERS: Rule = {
  code: 'MAR-N24',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Autoscalers have valid metrics, targets, bounds and scaling policies.',
  check: (manifests) => amongKind(manifests, 'autoscaling', 'HorizontalPodAutoscaler', problems),
};

type Fields = Readonly<Record<string, unknown>>;

const MAX_WINDOW = 3600;
const MAX_PERIOD = 1800;

function problems({ spec }: Manifest): string[] {
  const { minReplicas, maxReplicas, metrics, behavior } = spec;
  const least = typeof minReplicas === 'number' ? minReplicas : 1;
  const { scaleUp, scaleDown } = isObject(behavior) ? behavior : ({} as Fields);
  return toMessages([
    ...checkWhole('spec.minReplicas', minReplicas, 1),
    ...checkWhole('spec.maxReplicas', maxReplicas ?? 0, Math.max(least, 1)),
    ...objectsIn(metrics as readonly Fields[]).flatMap((metric, i) => findMetricProblems(`spec.metrics[${i}]`, metric)),
    ...Object.entries({ scaleUp, scaleDown }).flatMap(([way, rules]) =>
      isObject(rules) ? findRateProblems(`spec.behavior.${way}`, rules) : [],
    ),
  ]);
}

function findRateProblems(at: string, { stabilizationWindowSeconds, selectPolicy, policies }: Fields): Problem[] {
  const isEmpty = Array.isArray(policies) && policies.length === 0;
  return [
    ...checkWhole(`${at}.stabilizationWindowSeconds`, stabilizationWindowSeconds, 0, MAX_WINDOW),
    ...checkMember(`${at}.selectPolicy`, selectPolicy, ['Max', 'Min', 'Disabled']),
    ...(isEmpty
      ? [{ field: `${at}.policies`, value: '', rule: 'must not be empty', advice: 'leave it out, or give one' }]
      : []),
    ...objectsIn(policies as readonly Fields[]).flatMap(({ type, value, periodSeconds }, i) => [
      ...checkGivenMember(`${at}.policies[${i}].type`, type, ['Pods', 'Percent']),
      ...checkWhole(`${at}.policies[${i}].value`, value ?? 0, 1),
      ...checkWhole(`${at}.policies[${i}].periodSeconds`, periodSeconds ?? 0, 1, MAX_PERIOD),
    ]),
  ];
}
