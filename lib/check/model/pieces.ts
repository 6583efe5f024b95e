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
const GROUPS: readonly string[] = [
  '',
  'admissionregistration.k8s.io',
  'apps',
  'batch',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'storage.k8s.io',
];

/** Data of users, and what only the server writes. */
const OPAQUE: readonly string[] = ['data', 'stringData', 'binaryData', 'status'];

/** All of it: of objects of other groups than those of Kubernetes, the `metadata` of the object itself. */
export const pieces = oncePerManifests((manifests): Pieces => {
  const found: Pieces = { metadata: [], matchLabels: [], matchExpressions: [], nodeSelector: [] };
  for (const manifest of manifests.all) {
    const { metadata, ...rest } = manifest.json;
    found.metadata.push({ manifest, field: 'metadata', value: metadata });
    if (!GROUPS.includes(manifest.group)) continue;
    for (const [key, value] of Object.entries(rest)) {
      if (typeof value === 'object' && value !== null && !OPAQUE.includes(key)) collect(found, manifest, [key], value);
    }
  }
  return found;
});

/** What is at a place, which is spelled out for what is found alone. A text or a number is no piece. */
function collect(found: Pieces, manifest: Manifest, place: string[], value: object): void {
  for (const key in value) {
    const inner = (value as Readonly<Record<string, unknown>>)[key];
    if (typeof inner !== 'object' || inner === null) continue;
    place.push(Array.isArray(value) ? `[${key}]` : `.${key}`);
    if (Object.hasOwn(found, key)) found[key as keyof Pieces].push({ manifest, field: place.join(''), value: inner });
    else collect(found, manifest, place, inner);
    place.pop();
  }
}
