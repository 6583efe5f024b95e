import { Manifest } from '../manifest';
import { oncePerManifests } from '../manifests';

/** A part of an object, wherever it is in it. */
export interface Piece {
  readonly manifest: Manifest;
  /** Where it is: `spec.template.metadata`. */
  readonly field: string;
  readonly value: unknown;
}

/** What means the same wherever it is in the objects of Kubernetes. */
export interface Pieces {
  readonly metadata: Piece[];
  readonly matchLabels: Piece[];
  readonly matchExpressions: Piece[];
  readonly nodeSelector: Piece[];
}

/** Whose fields are known. What others call by these names may be something else. */
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

/** Of them, and most of all objects, those in which nothing of the kind is but their own metadata. */
const SHALLOW: ReadonlySet<string> = new Set(['ConfigMap', 'Ingress', 'Secret', 'Service']);

/** Where there is none: data of users, what only the server writes, and the largest part of pods. */
const WITHOUT: ReadonlySet<string> = new Set([
  ...['data', 'stringData', 'binaryData', 'status'],
  ...['containers', 'initContainers', 'ephemeralContainers'],
]);

/** All of it: of objects of other groups than those of Kubernetes, the `metadata` of the object itself. */
export const pieces = oncePerManifests((manifests): Pieces => {
  const found: Pieces = { metadata: [], matchLabels: [], matchExpressions: [], nodeSelector: [] };
  for (const manifest of manifests.all) {
    const { json, group, kind } = manifest;
    const isDeep = GROUPS.has(group) && !SHALLOW.has(kind);
    collect(found, manifest, [], isDeep ? json : { metadata: json.metadata });
  }
  return found;
});

/** What is at a place, which is spelled out for what is found alone. A text or a number is no piece. */
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

/** `spec.tolerations[0].key` */
function spelled(place: readonly string[]): string {
  const [first = '', ...rest] = place;
  if (rest.length === 0) return first; // most of them
  return place
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .slice(1);
}
