import { append } from '../internal/collections';
import { oncePer } from '../internal/once';
import { Manifest } from './manifest';

/** All manifests for one Kubernetes cluster, together with the objects that are declared to exist in it. */
export class Manifests {
  private readonly byKind = new Map<string, Manifest[]>();
  private readonly byKindAndNamespace = new Map<string, Manifest[]>();
  private readonly byNamespace = new Map<string, Manifest[]>();
  private readonly byName = new Map<string, Manifest>();
  private readonly existing: ReadonlySet<string>;

  constructor(
    /** All objects, in the order in which they are written. */
    public readonly all: readonly Manifest[],
    existing: readonly string[] = [],
    /** Manifests that were last applied; undefined if the app has no `lastApplied` folder. */
    public readonly lastApplied?: Manifests,
  ) {
    this.existing = new Set(existing);
    for (const manifest of all) {
      const { kind, namespace, name } = manifest;
      append(this.byKind, kind, manifest);
      append(this.byKindAndNamespace, keyOf(kind, namespace), manifest);
      append(this.byNamespace, namespace, manifest);
      this.byName.set(keyOf(kind, namespace, name), manifest);
    }
  }

  /** Returns the objects of a kind, in `namespace` or, if it is undefined, in all namespaces. */
  public ofKind(kind: string, namespace?: string): readonly Manifest[] {
    const found = namespace === undefined ? this.byKind.get(kind) : this.byKindAndNamespace.get(keyOf(kind, namespace));
    return found ?? [];
  }

  /** Returns all objects in `namespace`. An empty string returns the objects without a namespace. */
  public inNamespace(namespace: string): readonly Manifest[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /**
   * Returns one object, or undefined if it is not in the manifests. `namespace` is empty for an object without a namespace.
   */
  public find(kind: string, namespace: string, name: string): Manifest | undefined {
    return this.byName.get(keyOf(kind, namespace, name));
  }

  /** Returns true if the object is in the manifests or is declared to exist. */
  public exists(kind: string, namespace: string, name: string): boolean {
    const key = keyOf(kind, namespace, name);
    return this.byName.has(key) || this.existing.has(key) || this.existing.has(keyOf(kind, ANY_NAMESPACE, name));
  }

  /** Returns true if the manifests create the namespace, so that everything in it is known. */
  public owns(namespace: string): boolean {
    return this.byName.has(keyOf('Namespace', '', namespace));
  }
}

/** Namespace in the key of an object that is declared to exist in every namespace. */
export const ANY_NAMESPACE = '*';

/**
 * Returns the key of an object: `Secret/prod/orders-db`, `PriorityClass//high`. Without `name`, the key of all objects of a
 * kind in a namespace.
 */
export function keyOf(kind: string, namespace: string, name = ''): string {
  return `${kind}/${namespace}/${name}`;
}

/** Returns a function that calls `compute` once per `Manifests` object and caches the result, so that rules can share it. */
export function oncePerManifests<T>(compute: (manifests: Manifests) => T): (manifests: Manifests) => T {
  return oncePer(compute);
}
