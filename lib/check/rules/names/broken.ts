import { finding } from '../../../internal/errors';
import { isPortNumber, LABEL_KEY, LABEL_VALUE, NameRule, satisfiesRule, PORT_NAME } from '../../../kube/names';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { entriesIn } from '../../model/json';
import { Finding, findingsOf } from '../../rule';

/**
 * Returns one message if `value` does not satisfy `rule`, otherwise an empty list. Checks undefined and null as the empty
 * string, as the API server does.
 */
export function broken(field: string, value: unknown, rule: NameRule, advice = 'rename it'): string[] {
  const text = value ?? '';
  if (typeof text !== 'string') return notText(field, text);
  return satisfiesRule(text, rule) ? [] : [finding(field, text, rule.text, advice)];
}

/** Returns one message if `value` is set but not a string, otherwise an empty list. */
export function notText(field: string, value: unknown): string[] {
  if (typeof value === 'string' || value === undefined || value === null) return [];
  const shown = typeof value === 'object' ? JSON.stringify(value) : value;
  return [finding(field, shown, 'must be a text', 'put it in quotes')];
}

/** Returns a message for each key and each value in `labels` that is not valid in Kubernetes. */
export function brokenLabels(field: string, labels: unknown, advice: string): string[] {
  const wrong = entriesIn(labels).filter(([key, value]) => !satisfiesRule(key, LABEL_KEY) || !isValue(value));
  return wrong.flatMap(([key, value]) => [
    ...broken(field, key, LABEL_KEY, 'rename the key'),
    ...broken(`${field}['${key}']`, value, LABEL_VALUE, advice),
  ]);
}

function isValue(value: unknown): boolean {
  return typeof value === 'string' && satisfiesRule(value, LABEL_VALUE);
}

/** Returns one message if `value` is not a port number of 1 to 65535, otherwise an empty list. */
export function brokenPort(field: string, value: unknown): string[] {
  if (isPortNumber(value as number)) return [];
  const advice = typeof value === 'string' ? 'write it without quotes' : 'correct it';
  return [finding(field, value, 'must be a whole number of 1 to 65535', advice)];
}

/** Returns one message if `value` is neither a valid port number nor a valid port name, otherwise an empty list. */
export function brokenPortOrName(field: string, value: unknown): string[] {
  if (typeof value !== 'string') return brokenPort(field, value);
  return broken(field, value, PORT_NAME, /^\d+$/.test(value) ? 'write it without quotes' : 'rename it');
}

/** Returns a list of flags, one for each name: true if the same name occurs earlier in `names`. */
export function repeated(names: readonly unknown[]): boolean[] {
  const seen = new Set<unknown>();
  return names.map((name) => seen.size === seen.add(name).size);
}

/**
 * Runs `problems` on each manifest of this API group and kind, and returns the messages with their manifests. The group is
 * compared too, because custom resources can have the same kind.
 */
export function amongKind(
  manifests: Manifests,
  group: string,
  kind: string,
  problems: (object: Manifest) => string[],
): Finding[] {
  const objects = manifests.ofKind(kind).filter((object) => object.group === group);
  return objects.flatMap((object) => findingsOf(object, problems(object)));
}
