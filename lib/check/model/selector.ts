import { getOwn } from '../../internal/collections';
import { objectsIn, textsIn } from './json';
import { LabelRequirement, Labels, LabelSelector } from '../../kube/objects';

/** Returns true if `labels` match the selector. An empty selector matches all labels. */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  const { matchLabels = {}, matchExpressions } = selector;
  return carries(labels, matchLabels) && objectsIn(matchExpressions).every((requirement) => meets(labels, requirement));
}

/** Returns true if `labels` contains every label in `wanted` with the same value. */
export function carries(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => getOwn(labels, key) === value);
}

function meets(labels: Labels, { key, operator, values }: LabelRequirement): boolean {
  const value = getOwn(labels, key);
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  const isIn = value !== undefined && textsIn(values).includes(value);
  return operator === 'In' ? isIn : !isIn;
}
