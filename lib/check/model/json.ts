import { isObject } from '../../internal/json';

/** Manifests are read as people wrote them: what has another type than it should is for the API server to refuse. */

export { isObject };

/**
 * The objects of a list, without those of their fields that are null, which is as if they were not there. What is no list has none,
 * and what in it is no object is an empty one.
 */
export function objectsIn<T extends object>(list: readonly T[] | undefined): readonly T[] {
  if (!Array.isArray(list)) return [];
  const items = list as readonly unknown[];
  const isRegular = items.every((item) => isObject(item) && !hasNull(item));
  return (isRegular ? items : items.map((item) => (isObject(item) ? withoutNullFields(item) : {}))) as readonly T[];
}

function hasNull(object: Readonly<Record<string, unknown>>): boolean {
  for (const key in object) if (object[key] === null) return true;
  return false;
}

function withoutNullFields(object: Readonly<Record<string, unknown>>): object {
  if (!hasNull(object)) return object;
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** What was read from a file, without what is null at any depth, as cdk8s leaves it out too. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutNulls(item ?? {}));
  if (!isObject(value)) return value;
  const fields = Object.entries(withoutNullFields(value));
  return Object.fromEntries(fields.map(([key, inner]) => [key, withoutNulls(inner)]));
}

/** The entries of a map. What is no map has none. */
export function entriesIn(map: unknown): [key: string, value: unknown][] {
  return isObject(map) ? Object.entries(map) : [];
}

/** What is in a list of texts. What is no list has nothing. */
export function textsIn(list: readonly string[] | undefined): readonly string[] {
  return Array.isArray(list) ? (list as string[]) : [];
}
