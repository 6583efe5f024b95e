import { IConstruct } from 'constructs';
import { pathOf, propError, Where } from './errors';

/** Survives a second copy of this package in one program, as the symbols of cdk8s do. */
const REGISTRIES = Symbol.for('cdk8s-mar.NameRegistries');

/** The names that are taken in one namespace of an app, in whatever charts its objects are, or by objects of no namespace. */
export class NameRegistry {
  /** Of a namespace; of objects that belong to none, if no name is given. */
  public static of(scope: IConstruct, namespace?: string): NameRegistry {
    const root = scope.node.root as { [REGISTRIES]?: Map<string | undefined, NameRegistry> };
    const registries = (root[REGISTRIES] ??= new Map<string | undefined, NameRegistry>());
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

  /** Takes a name that is free. The last thing before `super`, so that what is refused takes none. */
  public take(owner: Where, kind: string, name: string): void {
    this.owners.set(`${kind}/${name}`, owner);
  }
}
