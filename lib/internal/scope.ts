import { ApiObject, Chart, JsonPatch } from 'cdk8s';
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
  return nearestScope(construct, (scope) => PLACE in scope);
}

/** The chart that a construct is in, or is; undefined outside of all of them, where `Chart.of` fails. */
export function chartOf(construct: IConstruct): Chart | undefined {
  return nearestScope(construct, (scope) => Chart.isChart(scope)) as Chart | undefined;
}

/** The construct itself, or the nearest that it is in, of which something holds. */
export function nearestScope(construct: IConstruct, holds: (scope: IConstruct) => boolean): IConstruct | undefined {
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    if (holds(scope)) return scope;
  }
  return undefined;
}
