/** A copy; undefined if it is empty, as the API server leaves out what is empty and a second apply would want it back. */
export function listOf<T>(items: readonly T[] | null | undefined): T[] | undefined {
  return items === undefined || items === null || items.length === 0 ? undefined : [...items];
}

/** A copy; undefined if it is empty. */
export function mapOf<T>(entries: { readonly [key: string]: T } | null | undefined): Record<string, T> | undefined {
  return entries === undefined || entries === null || Object.keys(entries).length === 0 ? undefined : { ...entries };
}

/**
 * A copy of an object with further fields, which take the place of its own. For what there is one of for each instance: Node 20
 * gives each result of `{ ...base, further }` a hidden class of its own, unless the prototype is said first; `Object.assign` takes
 * three times as long.
 */
export function extended<T extends object, U extends object>(base: T, further: U): T & U {
  return { __proto__: Object.prototype, ...base, ...further };
}

/** A view of an object as if some of its properties were others. */
export function seenWith<T extends object>(object: T, others: { readonly [K in keyof T]?: unknown }): T {
  return Object.assign(Object.create(Object.getPrototypeOf(object) as object) as T, object, others);
}

/**
 * Returns true for an object that was written as `{ … }`, in whatever realm, or has no prototype. Keys such as `constructor` are
 * allowed, so its property of that name says nothing.
 */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Returns the value of a key that comes from a user; undefined for `constructor` and the like, unless the object itself has it. */
export function getOwn<T>(object: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A copy without what is undefined. */
export function given<T>(entries: { readonly [key: string]: T | undefined }): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, T] => entry[1] !== undefined));
}

/** The values in the order of their keys, which does not depend on the order of the calls that put them there. */
export function byKey<T>(entries: ReadonlyMap<string, T>): T[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** Puts an item into the list of a key, which is made with the first. */
export function append<K, T>(lists: Map<K, T[]>, key: K, ...items: T[]): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, items);
  else for (const item of items) list.push(item);
}

/** The map of a key, which is made when it is asked for first. */
export function getOrMake<K, T>(maps: Map<string, Map<K, T>>, key: string): Map<K, T> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<K, T>();
  maps.set(key, made);
  return made;
}

/** Items by a key. */
export function grouped<K, T>(items: readonly T[], keyFor: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) append(groups, keyFor(item), item);
  return groups;
}
