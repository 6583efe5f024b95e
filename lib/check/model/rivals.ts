/** Returns each item whose key an earlier item already has, together with the first item of that key. */
export function rivals<T>(items: readonly T[], keyFor: (item: T) => string): { readonly first: T; readonly item: T }[] {
  const firsts = new Map<string, T>();
  return items.flatMap((item) => {
    const key = keyFor(item);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, item);
    return first === undefined ? [] : [{ first, item }];
  });
}
