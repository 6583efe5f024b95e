import { LABEL_KEY, LABEL_VALUE } from './names';
import { checkMember, checkName, isUnset, Problem } from './problem';

/** A toleration, as it is written. */
export interface Toleration {
  readonly key?: unknown;
  readonly operator?: unknown;
  readonly value?: unknown;
  readonly effect?: unknown;
  readonly tolerationSeconds?: unknown;
}

/** `Lt` and `Gt` are behind a feature gate, so some clusters accept them. */
const OPERATORS = ['Equal', 'Exists', 'Lt', 'Gt'];
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/**
 * Returns the problems for which the API server rejects a toleration.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export function findTolerationProblems(field: string, toleration: Toleration): Problem[] {
  const { key, operator, effect, tolerationSeconds } = toleration;
  return [
    ...(isUnset(key) ? [] : checkName(`${field}.key`, key, LABEL_KEY, 'rename the key')),
    ...checkMember(`${field}.operator`, operator, OPERATORS),
    ...findValueProblems(field, toleration),
    ...checkMember(`${field}.effect`, effect, EFFECTS),
    ...(isUnset(tolerationSeconds) || effect === 'NoExecute' ? [] : [needsNoExecute(field, effect)]),
  ];
}

/** A toleration without a key tolerates all taints, and with `Exists` all values of a key. */
function findValueProblems(field: string, { key, operator, value }: Toleration): Problem[] {
  if (isUnset(key) && operator !== 'Exists') {
    const rule = 'must be given, as only the operator Exists tolerates taints of all keys';
    return [{ field: `${field}.key`, value: '', rule, advice: 'give the key of the taint, or tolerate all taints' }];
  }
  if (isUnset(value)) return [];
  if (operator !== 'Exists') return checkName(`${field}.value`, value, LABEL_VALUE, 'give the value of the taint');
  return [{ field: `${field}.value`, value, rule: 'must not be given for the operator Exists', advice: 'remove it' }];
}

function needsNoExecute(field: string, effect: unknown): Problem {
  const rule = 'must be NoExecute where tolerationSeconds is given';
  return { field: `${field}.effect`, value: effect ?? '', rule, advice: 'set it, or remove tolerationSeconds' };
}
