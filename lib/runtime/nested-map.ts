/** The map of a key, which is made when it is asked for first. */
export function getOrMake<K, T>(maps: Map<string, Map<K, T>>, key: string): Map<K, T> {
  const known = maps.get(key);
  if (known !== undefined) return known;
  const made = new Map<K, T>();
  maps.set(key, made);
  return made;
}
