import { IConstruct } from 'constructs';
import { propError } from '../internal/errors';
import { placeOf } from '../internal/scope';

/** Scope in which a value can be used: one cluster, or only the pods of one construct. */
interface Owner {
  readonly clusterName: string;
  readonly kubeClusterScope: IConstruct | undefined;
  readonly pods?: IConstruct;
}

const OWNERS = new WeakMap<object, Owner>();

/**
 * Records that `value`, such as a volume, refers to an object of the cluster `clusterName`, and returns `value`. If `pods`
 * is set, only the pods of that construct can use the value.
 */
export function setOwner<T extends object>(value: T, clusterName: string, scope: IConstruct, pods?: IConstruct): T {
  OWNERS.set(value, { clusterName, kubeClusterScope: placeOf(scope), pods });
  return value;
}

/** Throws if `value` refers to an object of another cluster, or to an object that only other pods can use. */
export function requireOwner(pods: IConstruct, clusterName: string, prop: string, value: object): void {
  const home = OWNERS.get(value);
  if (home === undefined) return;
  if (home.clusterName !== clusterName || home.kubeClusterScope !== placeOf(pods)) {
    const rule = `must be of the cluster '${clusterName}', where the pods are`;
    throw propError(pods, prop, home.clusterName, rule, 'create it there too');
  }
  if (home.pods === undefined || home.pods === pods) return;
  const rule = 'must be mounted by its own StatefulSet alone, each of whose pods has a claim of its own';
  throw propError(pods, prop, home.pods.node.path, rule, 'mount a claim by its name with mountClaim');
}
