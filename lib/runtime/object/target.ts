import { KubeObject } from './kube';

/** Cluster and ID that identify an object of a known kind. */
export interface Target {
  readonly cluster: string;
  readonly id: string;
}

/** Returns the target for an object. Its cluster is '' if the object has no namespace. */
export function targetOf({ metadata: { namespace = '', name } }: KubeObject): Target {
  return { cluster: namespace, id: name };
}

/** Returns `cluster/id`, a key that is unique among the objects of one kind. */
export function pathOf(object: KubeObject): string {
  const { cluster, id } = targetOf(object);
  return `${cluster}/${id}`;
}
