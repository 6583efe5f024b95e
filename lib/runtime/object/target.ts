import { KubeObject } from './kube';

/** Which object of a kind that is known. */
export interface Target {
  readonly cluster: string;
  readonly id: string;
}

/** Of an object, also of one in no namespace. */
export function targetOf({ metadata: { namespace = '', name } }: KubeObject): Target {
  return { cluster: namespace, id: name };
}

/** As a key, among those of a kind. */
export function pathOf(object: KubeObject): string {
  const { cluster, id } = targetOf(object);
  return `${cluster}/${id}`;
}
