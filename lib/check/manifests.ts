import { append } from '../internal/collections';
import { oncePer } from '../internal/once';
import { Manifest } from './manifest';

/** Everything that goes to one Kubernetes cluster, and what is declared to be there already. */
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
    /** What was applied last; undefined where nobody said. */
    public readonly former?: Manifests,
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

  /** The objects of a kind: everywhere, or in one namespace. */
  public ofKind(kind: string, namespace?: string): readonly Manifest[] {
    const found = namespace === undefined ? this.byKind.get(kind) : this.byKindAndNamespace.get(keyOf(kind, namespace));
    return found ?? [];
  }

  /** All objects of a namespace; those of none if it is empty. */
  public inNamespace(namespace: string): readonly Manifest[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** One object; the namespace is empty for what belongs to none. */
  public find(kind: string, namespace: string, name: string): Manifest | undefined {
    return this.byName.get(keyOf(kind, namespace, name));
  }

  /** Whether an object is among these, or declared to exist. */
  public exists(kind: string, namespace: string, name: string): boolean {
    const key = keyOf(kind, namespace, name);
    return this.byName.has(key) || this.existing.has(key) || this.existing.has(keyOf(kind, ANY_NAMESPACE, name));
  }

  /** Whether the namespace is made by these manifests, so that all that is in it is known. */
  public owns(namespace: string): boolean {
    return this.byName.has(keyOf('Namespace', '', namespace));
  }
}

/** Stands for every namespace where something is declared to exist. */
export const ANY_NAMESPACE = '*';

/** How what exists already is named: `Secret/prod/orders-db`, `PriorityClass//high`; or all of a kind in a namespace. */
export function keyOf(kind: string, namespace: string, name = ''): string {
  return `${kind}/${namespace}/${name}`;
}

/** Computes something of manifests once, however many rules ask for it. */
export function oncePerManifests<T>(compute: (manifests: Manifests) => T): (manifests: Manifests) => T {
  return oncePer(compute);
}
