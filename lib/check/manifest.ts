import { ApiObject } from 'cdk8s';
import { isObject } from './model/json';
import { KubeObject, Labels } from '../kube/objects';
import { isClusterScoped } from '../kube/scoped-kinds';

/** One Kubernetes object to apply, with its source: a construct or a file. */
export class Manifest {
  /** API group: `apps` for `apps/v1`, empty for the core group. */
  public readonly group: string;
  /** Kind of the object: `kind`. */
  public readonly kind: string;
  /** Name of the object: `metadata.name`. Empty if it is not a string. */
  public readonly name: string;
  /** Namespace of the object: `metadata.namespace`. Empty if it is not set, or if the kind is cluster-scoped. */
  public readonly namespace: string;

  constructor(
    /** The object as plain JSON. */
    public readonly json: KubeObject,
    /** Construct that renders the object, or path of the file that contains it. */
    private readonly source: ApiObject | string,
    /** True if the object is an item of a list, such as `kind: List`. */
    public readonly isListed = false,
    /** Number of characters of the object as JSON; undefined if it was not measured. */
    public readonly length?: number,
  ) {
    const apiVersion = textOf(json.apiVersion);
    this.group = apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
    this.kind = textOf(json.kind);
    this.name = textOf(json.metadata?.name);
    this.namespace = isClusterScoped(this.kind) ? '' : textOf(json.metadata?.namespace);
  }

  /** Path of the construct (without a trailing `/Resource`) or of the file, as messages show it. */
  public get path(): string {
    return typeof this.source === 'string' ? this.source : this.source.node.path.replace(/\/Resource$/, '');
  }

  /** Construct that renders the object; undefined if the object was read from a file. */
  public get construct(): ApiObject | undefined {
    return typeof this.source === 'string' ? undefined : this.source;
  }

  /** Labels of the object; empty if it has none. */
  public get labels(): Labels {
    return this.json.metadata?.labels ?? {};
  }

  /** Annotations of the object; empty if it has none. */
  public get annotations(): Labels {
    return this.json.metadata?.annotations ?? {};
  }

  /** Field `spec` of the object; empty if it has none. */
  public get spec(): Readonly<Record<string, unknown>> {
    return (this.json.spec ?? {}) as Readonly<Record<string, unknown>>;
  }

  /** Returns kind and name, as messages show them: `Deployment 'web'`. */
  public toString(): string {
    return `${this.kind} '${this.name}'`;
  }
}

/**
 * Returns the objects in `document`: the items if it is a list, otherwise the object itself. Returns an empty list if it is
 * not an object. `length` is the number of characters of the document as JSON, if known.
 */
export function manifestsIn(
  document: unknown,
  source: ApiObject | string,
  length?: number,
  isListed = false,
): Manifest[] {
  if (!isObject(document)) return [];
  const { kind, items } = document;
  const isList = typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
  if (isList) return items.flatMap((item) => manifestsIn(item, source, undefined, true));
  return [new Manifest(document, source, isListed, length)];
}

/** Returns `value` if it is a string, otherwise an empty string: the API server rejects the wrong type. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
