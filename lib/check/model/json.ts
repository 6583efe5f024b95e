import { isObject } from '../../internal/json';

/**
 * These functions read manifests that people wrote. They tolerate values of the wrong type, because the API server rejects them.
 */

export { isObject };

/**
 * Returns the items of a list without their null fields; an empty list if `list` is not an array. Items that are not objects
 * become empty objects, so that indexes stay the same.
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

/**
 * Returns a copy of `value` without null fields at any depth, as cdk8s writes it. Null items of a list become empty objects.
 */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutNulls(item ?? {}));
  if (!isObject(value)) return value;
  const fields = Object.entries(withoutNullFields(value));
  return Object.fromEntries(fields.map(([key, inner]) => [key, withoutNulls(inner)]));
}

/** Returns the entries of an object; an empty list if `map` is not an object. */
export function entriesIn(map: unknown): [key: string, value: unknown][] {
  return isObject(map) ? Object.entries(map) : [];
}

/** Returns `list` itself; an empty list if it is not an array. */
export function textsIn(list: readonly string[] | undefined): readonly string[] {
  return Array.isArray(list) ? (list as string[]) : [];
}
