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

/** Marks a construct as a separate Kubernetes cluster, whose names, policies and volumes mean nothing in other clusters. */
export function makePlace(construct: IConstruct): void {
  Object.defineProperty(construct, PLACE, { value: true });
}

/** Returns true if both constructs are deployed to the same Kubernetes cluster. */
export function areInOnePlace(one: IConstruct, other: IConstruct): boolean {
  return placeOf(one) === placeOf(other);
}

/**
 * Returns the nearest ancestor that is marked as a Kubernetes cluster; undefined if the whole app is deployed to one
 * cluster.
 */
export function placeOf(construct: IConstruct): IConstruct | undefined {
  return nearestScope(construct, (scope) => PLACE in scope);
}

/**
 * Returns the chart that contains `construct`, or `construct` itself if it is a chart; undefined outside of charts, where
 * `Chart.of` throws.
 */
export function chartOf(construct: IConstruct): Chart | undefined {
  return nearestScope(construct, (scope) => Chart.isChart(scope)) as Chart | undefined;
}

/** Returns `construct` or its nearest ancestor for which `holds` returns true; undefined if none matches. */
export function nearestScope(construct: IConstruct, holds: (scope: IConstruct) => boolean): IConstruct | undefined {
  for (let scope: IConstruct | undefined = construct; scope !== undefined; scope = scope.node.scope) {
    if (holds(scope)) return scope;
  }
  return undefined;
}
