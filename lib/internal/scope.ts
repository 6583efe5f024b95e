import { ApiObject, JsonPatch } from 'cdk8s';

/**
 * Marks an object as belonging to no namespace. A chart with a namespace puts it on all of its objects, and cdk8s has no
 * other way to take it off again.
 */
export function withoutNamespace(object: ApiObject): void {
  if (object.metadata.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}
