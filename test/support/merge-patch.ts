import { KubeObject } from '../../lib/runtime/object/kube';

type Json = Readonly<Record<string, unknown>>;

/** An object after a JSON merge patch. @see https://www.rfc-editor.org/rfc/rfc7396 */
export function merged(object: KubeObject, patch: object): KubeObject {
  return merge(object, patch as Json) as unknown as KubeObject;
}

function merge(object: unknown, patch: Json): Json {
  const result = new Map(Object.entries(isJson(object) ? object : {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else if (value !== undefined) result.set(key, isJson(value) ? merge(result.get(key), value) : value);
  }
  return Object.fromEntries(result);
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
