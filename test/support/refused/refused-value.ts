import { MarCluster } from '../../../lib';
import { Manifest } from '../manifest';

/** A value that Kubernetes refuses, and one at the edge that it accepts. */
export interface RefusedValue<T = unknown> {
  /** The value, after "refuses". */
  readonly what: string;
  /** Gives the value to a construct of the cluster. */
  readonly program: (cluster: MarCluster, value: T) => void;
  readonly accepted: T;
  readonly refused: T;
  /** The whole error. */
  readonly message: string;
  /** The kind of the object that has the value. */
  readonly kind: string;
  /** Writes the value into the object. */
  readonly write: (object: Manifest, value: T) => void;
}

/** Infers the type of the values of a row. */
export function row<T>(refused: RefusedValue<T>): RefusedValue {
  return refused as RefusedValue;
}

/** Writes a value to a path of an object: `spec.containers.0.name`. Keys with dots are given one by one. */
export function at(...path: (string | number)[]): (object: Manifest, value: unknown) => void {
  const keys = path.length === 1 ? String(path[0]).split('.') : path;
  return (object, value) => {
    const last = keys[keys.length - 1] ?? '';
    const parent = keys.slice(0, -1).reduce<Manifest>((inner, key) => (inner[key] ??= {}), object);
    parent[last] = value;
  };
}
