import { IConstruct } from 'constructs';
import { pathIn, pathOf, propError, requireFreeId, Where } from './errors';
import { placeOf } from './scope';

/** Survives a second copy of this package in one program, as the symbols of cdk8s do. */
const REGISTRIES = Symbol.for('cdk8s-mar.NameRegistries');

/**
 * Registry of the names in use in one namespace of a Kubernetes cluster, across all charts and objects outside of charts.
 */
export class NameRegistry {
  /** Returns the registry of `namespace`, or of cluster-scoped objects if `namespace` is undefined. */
  public static of(scope: IConstruct, namespace?: string): NameRegistry {
    const place = (placeOf(scope) ?? scope.node.root) as { [REGISTRIES]?: Map<string | undefined, NameRegistry> };
    const registries = (place[REGISTRIES] ??= new Map<string | undefined, NameRegistry>());
    const registry = registries.get(namespace) ?? new NameRegistry(namespace);
    registries.set(namespace, registry);
    return registry;
  }

  private readonly owners = new Map<string, Where>();

  private constructor(private readonly namespace: string | undefined) {}

  /** Throws if another object of the same kind has the name. */
  public requireFree(where: Where, prop: string, kind: string, name: string): void {
    const owner = this.owners.get(`${kind}/${name}`);
    if (owner === undefined) return;
    const place = this.namespace === undefined ? 'the app' : `cluster '${this.namespace}'`;
    const rule = `must be unique among the objects of kind ${kind} in ${place}`;
    throw propError(where, prop, name, rule, `choose another name, '${pathOf(owner)}' has this one`);
  }

  /**
   * Registers a name for a construct that is about to be created. Throws if the name or the id is taken. Call this last
   * before `super`, so that a rejected construct registers no name.
   */
  public claim(scope: IConstruct, id: string, prop: string, kind: string, name: string): void {
    const path = pathIn(scope, id);
    this.requireFree(path, prop, kind, name);
    requireFreeId(scope, id);
    this.take(path, kind, name);
  }

  /** Registers a name for `owner`. Does nothing if the owner already has the name; throws if another owner has the name. */
  public takeFor(owner: Where, kind: string, name: string): void {
    if (this.owners.get(`${kind}/${name}`) === owner) return;
    this.requireFree(owner, 'name', kind, name);
    this.take(owner, kind, name);
  }

  /** Returns the path of the owner of a name, as error messages show it; undefined if the name is free. */
  public ownerOf(kind: string, name: string): string | undefined {
    const owner = this.owners.get(`${kind}/${name}`);
    return owner === undefined ? undefined : pathOf(owner);
  }

  /** Registers a name for `owner` without a check that the name is free. */
  public take(owner: Where, kind: string, name: string): void {
    this.owners.set(`${kind}/${name}`, owner);
  }
}
