import { KubeObject } from './model/kube';

/** The objects of a document: itself, or those in a list; nothing if it is none. */
export function objectsIn(document: unknown): KubeObject[] {
  if (typeof document !== 'object' || document === null) return [];
  const object = document as KubeObject;
  const isList = object.kind?.endsWith('List') === true && Array.isArray(object.items);
  return isList ? (object.items as unknown[]).flatMap(objectsIn) : [object];
}
