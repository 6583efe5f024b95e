import { Manifest } from '../manifest';
import { oncePerManifests } from '../manifests';

/** Field with an object or list as its value, at any depth of a manifest. */
export interface Piece {
  readonly manifest: Manifest;
  /** Path of the field, such as `spec.template.metadata`. */
  readonly field: string;
  readonly value: unknown;
}

/** Fields by their key. These keys mean the same at any depth of a Kubernetes object. */
export interface Pieces {
  readonly metadata: Piece[];
  readonly matchLabels: Piece[];
  readonly matchExpressions: Piece[];
  readonly nodeSelector: Piece[];
}

/**
 * API groups of Kubernetes whose objects are searched at any depth. In other groups, the same keys may mean something else.
 */
const GROUPS: ReadonlySet<string> = new Set([
  '',
  'admissionregistration.k8s.io',
  'apps',
  'batch',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
]);

/**
 * Kinds in `GROUPS` without nested fields to find. Most objects are of these kinds, so only their own `metadata` is
 * searched.
 */
const SHALLOW: ReadonlySet<string> = new Set(['ConfigMap', 'Ingress', 'Secret', 'Service']);

/**
 * Keys that are not searched: data of users, fields that only the API server sets, and the containers, which are the largest
 * part of a pod.
 */
const WITHOUT: ReadonlySet<string> = new Set([
  ...['data', 'stringData', 'binaryData', 'status'],
  ...['containers', 'initContainers', 'ephemeralContainers'],
]);

/**
 * Returns the fields found in all manifests. For objects outside of `GROUPS` and for `SHALLOW` kinds, only `metadata` of the
 * object itself is searched.
 */
export const pieces = oncePerManifests((manifests): Pieces => {
  const found: Pieces = { metadata: [], matchLabels: [], matchExpressions: [], nodeSelector: [] };
  for (const manifest of manifests.all) {
    const { json, group, kind } = manifest;
    const isDeep = GROUPS.has(group) && !SHALLOW.has(kind);
    collect(found, manifest, [], isDeep ? json : { metadata: json.metadata });
  }
  return found;
});

/**
 * Adds the fields in `value` to `found`, recursively. Ignores strings and numbers, and does not search inside a field that
 * was found. `place` is one array for all levels, and becomes a path only for a field that was found, because this function
 * runs for every field of every object.
 */
function collect(found: Pieces, manifest: Manifest, place: string[], value: object): void {
  for (const key in value) {
    const inner = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof inner !== 'object' || inner === null || WITHOUT.has(key)) continue;
    place.push(key);
    if (Object.hasOwn(found, key)) found[key as keyof Pieces].push({ manifest, field: spelled(place), value: inner });
    else collect(found, manifest, place, inner);
    place.pop();
  }
}

/** Returns the keys of a path as a string: `spec.tolerations[0].key`. */
function spelled(place: readonly string[]): string {
  const [first = '', ...rest] = place;
  if (rest.length === 0) return first; // the most common case
  return place
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .slice(1);
}
