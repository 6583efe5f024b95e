import { finding } from '../../../internal/errors';
import { isPortNumber, LABEL_KEY, LABEL_VALUE, NameRule, obeys, PORT_NAME } from '../../../kube/names';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { entriesIn } from '../../model/json';
import { Finding, findingsOf } from '../../rule';

/** What is wrong with a name: nothing, or one message. Nobody gave what is undefined or null, which the server takes for empty. */
export function broken(field: string, value: unknown, rule: NameRule, advice = 'rename it'): string[] {
  const text = value ?? '';
  if (typeof text !== 'string') return notText(field, text);
  return obeys(text, rule) ? [] : [finding(field, text, rule.text, advice)];
}

/** What is wrong with something that may be any text. */
export function notText(field: string, value: unknown): string[] {
  if (typeof value === 'string' || value === undefined || value === null) return [];
  const shown = typeof value === 'object' ? JSON.stringify(value) : value;
  return [finding(field, shown, 'must be a text', 'put it in quotes')];
}

/** What is wrong with labels. */
export function brokenLabels(field: string, labels: unknown, advice: string): string[] {
  const wrong = entriesIn(labels).filter(([key, value]) => !obeys(key, LABEL_KEY) || !isValue(value));
  return wrong.flatMap(([key, value]) => [
    ...broken(field, key, LABEL_KEY, 'rename the key'),
    ...broken(`${field}['${key}']`, value, LABEL_VALUE, advice),
  ]);
}

function isValue(value: unknown): boolean {
  return typeof value === 'string' && obeys(value, LABEL_VALUE);
}

/** What is wrong with the number of a port. */
export function brokenPort(field: string, value: unknown): string[] {
  if (isPortNumber(value as number)) return [];
  const advice = typeof value === 'string' ? 'write it without quotes' : 'correct it';
  return [finding(field, value, 'must be a whole number of 1 to 65535', advice)];
}

/** What is wrong with a port that may be given by its name. */
export function brokenPortOrName(field: string, value: unknown): string[] {
  if (typeof value !== 'string') return brokenPort(field, value);
  return broken(field, value, PORT_NAME, /^\d+$/.test(value) ? 'write it without quotes' : 'rename it');
}

/** Of names that must be unique: those that were there before, by their place in the list. */
export function repeated(names: readonly unknown[]): boolean[] {
  const seen = new Set<unknown>();
  return names.map((name) => seen.size === seen.add(name).size);
}

/** What is wrong with the objects of a kind of Kubernetes. Others may have kinds that are called the same. */
export function amongKind(
  manifests: Manifests,
  group: string,
  kind: string,
  problems: (object: Manifest) => string[],
): Finding[] {
  const objects = manifests.ofKind(kind).filter((object) => object.group === group);
  return objects.flatMap((object) => findingsOf(object, problems(object)));
}
