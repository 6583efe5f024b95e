/** A copy; undefined if it is empty, as the API server leaves out what is empty and a second apply would want it back. */
export function listOf<T>(items: readonly T[] | undefined): T[] | undefined {
  return items === undefined || items.length === 0 ? undefined : [...items];
}

/** A copy; undefined if it is empty. */
export function mapOf<T>(entries: { readonly [key: string]: T } | undefined): Record<string, T> | undefined {
  return entries === undefined || Object.keys(entries).length === 0 ? undefined : { ...entries };
}

/** The values in the order of their keys, which does not depend on the order of the calls that put them there. */
export function byKey<T>(entries: ReadonlyMap<string, T>): T[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
