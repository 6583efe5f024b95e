const known = new Map<string, string>();

/** Returns the name of the API resource of `kind`: `ingresses` for `Ingress`. */
export function plural(kind: string): string {
  const name = known.get(kind) ?? pluralOf(kind);
  known.set(kind, name);
  return name;
}

function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (lower === 'endpoints') return lower;
  if (/(s|x|ch)$/.test(lower)) return `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}

/** Returns the name of the API resource with its group, as in quotas and `kubectl`: `deployments.apps`. */
export function resourceName(group: string, kind: string): string {
  return group === '' ? plural(kind) : `${plural(kind)}.${group}`;
}
