import { finding } from '../../../internal/errors';
import { isObject, objectsIn, textsIn } from '../../model/json';
import { LabelRequirement } from '../../../kube/objects';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** Term of a required node affinity. A node must match at least one term. */
interface NodeTerm {
  readonly matchExpressions?: readonly LabelRequirement[];
  readonly matchFields?: readonly LabelRequirement[];
}

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity */
export const NODE_AFFINITY: Rule = {
  code: 'MAR-R16',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'A node can satisfy the node affinity that pods require.',
  check: (manifests) => podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, problems(pods))),
};

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

function problems({ spec, field }: PodGroup): string[] {
  const rules = isObject(spec.affinity?.nodeAffinity) ? spec.affinity.nodeAffinity[REQUIRED] : undefined;
  const terms = isObject(rules) ? objectsIn(rules.nodeSelectorTerms as readonly NodeTerm[]) : [];
  if (terms.length === 0 || terms.some(canBeMet)) return [];
  const at = `${field}.affinity.nodeAffinity.${REQUIRED}.nodeSelectorTerms`;
  const rule = 'must have a term that a node can meet';
  return [finding(at, JSON.stringify(terms), rule, 'give it a label and, for Gt and Lt, a whole number')];
}

/**
 * Returns false if the term is empty, because it then matches no node, or if Gt or Lt has a value that is not an integer.
 */
function canBeMet({ matchExpressions, matchFields }: NodeTerm): boolean {
  const requirements = objectsIn(matchExpressions);
  const areNumbers = requirements.every(
    ({ operator, values }) => !['Gt', 'Lt'].includes(operator) || textsIn(values).every((text) => isWhole(text)),
  );
  return areNumbers && requirements.length + objectsIn(matchFields).length > 0;
}

/** Returns true if the value is a string with a 64-bit integer, as Go parses it. */
function isWhole(text: unknown): boolean {
  if (typeof text !== 'string' || !/^[+-]?\d+$/.test(text)) return false;
  const number = BigInt(text.replace('+', ''));
  return BigInt.asIntN(64, number) === number;
}
