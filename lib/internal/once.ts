/** Returns a function that calls `compute` once per object and caches the result while the object lives. */
export function oncePer<K extends object, T>(compute: (of: K) => T): (of: K) => T {
  const known = new WeakMap<K, { readonly value: T }>();
  return (of) => {
    const found = known.get(of);
    if (found !== undefined) return found.value;
    const value = compute(of);
    known.set(of, { value });
    return value;
  };
}

/**
 * Returns a function that calls `compute` once for all arguments with the same `textOf` string, because most pods have equal
 * resources.
 */
export function oncePerText<A extends unknown[], T extends object>(
  textOf: (...args: A) => string,
  compute: (...args: A) => T,
): (...args: A) => T {
  const known = new Map<string, T>();
  return (...args) => {
    const text = textOf(...args);
    const value = known.get(text) ?? compute(...args);
    known.set(text, value);
    return value;
  };
}
