/**
 * Returns a copy of `items`, or undefined if the list is empty: the API server drops empty lists, so a second apply would
 * show a change.
 */
export function listOf<T>(items: readonly T[] | null | undefined): T[] | undefined {
  return items === undefined || items === null || items.length === 0 ? undefined : [...items];
}

/** Returns a copy of `entries`, or undefined if the object is empty. */
export function mapOf<T>(entries: { readonly [key: string]: T } | null | undefined): Record<string, T> | undefined {
  return entries === undefined || entries === null || Object.keys(entries).length === 0 ? undefined : { ...entries };
}

/**
 * Returns a copy of `base` with the properties of `further`, which override those of `base`. Use for objects that exist once
 * per instance: Node 20 creates a hidden class for each result of `{ ...base, further }` unless `__proto__` comes first, and
 * `Object.assign` takes three times as long.
 */
export function extended<T extends object, U extends object>(base: T, further: U): T & U {
  return { __proto__: Object.prototype, ...base, ...further };
}

/** Returns an object with the prototype and properties of `object`, where the properties in `others` are overridden. */
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

/** Returns a copy of `entries` without the keys whose value is undefined. */
export function given<T>(entries: { readonly [key: string]: T | undefined }): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, T] => entry[1] !== undefined));
}

/** Returns the values of `entries`, sorted by key, so that the order does not depend on the order of insertion. */
export function byKey<T>(entries: ReadonlyMap<string, T>): T[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** Adds `items` to the list of `key` in `lists`. Creates the list if the key has none. */
export function append<K, T>(lists: Map<K, T[]>, key: K, ...items: T[]): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, items);
  else for (const item of items) list.push(item);
}

/** Returns the map of `key` in `maps`. Creates the map if the key has none. */
export function getOrMake<K, T>(maps: Map<string, Map<K, T>>, key: string): Map<K, T> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<K, T>();
  maps.set(key, made);
  return made;
}

/** Groups `items` by the key that `keyFor` returns for each item. */
export function grouped<K, T>(items: readonly T[], keyFor: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) append(groups, keyFor(item), item);
  return groups;
}
