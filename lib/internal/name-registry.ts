import { IConstruct } from 'constructs';
import { pathIn, pathOf, propError, requireFreeId, Where } from './errors';
import { placeOf } from './scope';

/** Survives a second copy of this package in one program, as the symbols of cdk8s do. */
const REGISTRIES = Symbol.for('cdk8s-mar.NameRegistries');

/** The names that are taken in one namespace of a Kubernetes cluster, in whatever charts its objects are, or outside of any. */
export class NameRegistry {
  /** Of a namespace; of objects that belong to none, if no name is given. */
  public static of(scope: IConstruct, namespace?: string): NameRegistry {
    const place = (placeOf(scope) ?? scope.node.root) as { [REGISTRIES]?: Map<string | undefined, NameRegistry> };
    const registries = (place[REGISTRIES] ??= new Map<string | undefined, NameRegistry>());
    const registry = registries.get(namespace) ?? new NameRegistry(namespace);
    registries.set(namespace, registry);
    return registry;
  }

  private readonly owners = new Map<string, Where>();

  private constructor(private readonly namespace: string | undefined) {}

  /** Refuses a name that another object of the kind has. */
  public requireFree(where: Where, prop: string, kind: string, name: string): void {
    const owner = this.owners.get(`${kind}/${name}`);
    if (owner === undefined) return;
    const place = this.namespace === undefined ? 'the app' : `cluster '${this.namespace}'`;
    const rule = `must be unique among the objects of kind ${kind} in ${place}`;
    throw propError(where, prop, name, rule, `choose another name, '${pathOf(owner)}' has this one`);
  }

  /**
   * Takes a name for a construct that is about to be created; refuses one that is taken, and an id that is. The last thing
   * before `super`, so that what is refused takes none.
   */
  public claim(scope: IConstruct, id: string, prop: string, kind: string, name: string): void {
    const path = pathIn(scope, id);
    this.requireFree(path, prop, kind, name);
    requireFreeId(scope, id);
    this.take(path, kind, name);
  }

  /** Takes a name for what belongs to an owner, or lets the owner have it again; refuses one that another has. */
  public takeFor(owner: Where, kind: string, name: string): void {
    if (this.owners.get(`${kind}/${name}`) === owner) return;
    this.requireFree(owner, 'name', kind, name);
    this.take(owner, kind, name);
  }

  /** Who has a name, as errors name the place; undefined if it is free. */
  public ownerOf(kind: string, name: string): string | undefined {
    const owner = this.owners.get(`${kind}/${name}`);
    return owner === undefined ? undefined : pathOf(owner);
  }

  /** Takes a name that is free. */
  public take(owner: Where, kind: string, name: string): void {
    this.owners.set(`${kind}/${name}`, owner);
  }
}
