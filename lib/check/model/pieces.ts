import { Manifest } from '../manifest';
import { oncePerManifests } from '../manifests';
import { isObject } from './json';

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
      if (!OPAQUE.includes(key)) collect(found, { manifest, field: key, value });
    }
  }
  return found;
});

function collect(found: Pieces, { manifest, field, value }: Piece): void {
  if (Array.isArray(value)) {
    value.forEach((item, i) => {
      collect(found, { manifest, field: `${field}[${i}]`, value: item });
    });
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const piece = { manifest, field: `${field}.${key}`, value: inner };
      if (key in found) found[key as keyof Pieces].push(piece);
      else collect(found, piece);
    }
  }
}
