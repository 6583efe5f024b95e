import { ApiObject, JsonPatch } from 'cdk8s';
import { IConstruct } from 'constructs';

/**
 * Marks an object as belonging to no namespace. A chart with a namespace puts it on all of its objects, and cdk8s has no
 * other way to take it off again.
 */
export function withoutNamespace(object: ApiObject): void {
  if (object.metadata.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}

/** Survives a second copy of this package in one program, as the symbols of cdk8s do. */
const PLACE = Symbol.for('cdk8s-mar.Place');

/** Marks a construct as a Kubernetes cluster of its own: names, policies and volumes of it mean nothing elsewhere. */
export function makePlace(construct: IConstruct): void {
  Object.defineProperty(construct, PLACE, { value: true });
}

/** Whether two constructs go to one Kubernetes cluster. */
export function areInOnePlace(one: IConstruct, other: IConstruct): boolean {
  return placeOf(one) === placeOf(other);
}

/** The nearest place that a construct is in; undefined if the whole app goes to one Kubernetes cluster. */
export function placeOf(construct: IConstruct): IConstruct | undefined {
  return [...construct.node.scopes].reverse().find((scope) => PLACE in scope);
}
