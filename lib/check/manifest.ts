import { ApiObject } from 'cdk8s';
import { isObject } from './model/json';
import { KubeObject, Labels } from '../kube/objects';
import { isClusterScoped } from '../kube/scoped-kinds';

/** One object as it will be applied, and where it comes from. */
export class Manifest {
  /** The group of its API: `apps` of `apps/v1`, empty for the core. */
  public readonly group: string;
  /** Kubernetes: `kind`. */
  public readonly kind: string;
  /** Kubernetes: `metadata.name`. */
  public readonly name: string;
  /** Kubernetes: `metadata.namespace`; empty for what belongs to none. */
  public readonly namespace: string;

  constructor(
    /** The object: plain JSON. */
    public readonly json: KubeObject,
    /** The construct that it comes from, or the file. */
    private readonly source: ApiObject | string,
    /** Whether it is one of those in a list. */
    public readonly isListed = false,
    /** Its characters as JSON, where that is known. */
    public readonly length?: number,
  ) {
    const apiVersion = textOf(json.apiVersion);
    this.group = apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
    this.kind = textOf(json.kind);
    this.name = textOf(json.metadata?.name);
    this.namespace = isClusterScoped(this.kind) ? '' : textOf(json.metadata?.namespace);
  }

  /** Where it comes from, as findings name the place: the path of a construct, or a file. */
  public get path(): string {
    return typeof this.source === 'string' ? this.source : this.source.node.path.replace(/\/Resource$/, '');
  }

  /** The construct that it comes from; undefined if it was read from a file. */
  public get construct(): ApiObject | undefined {
    return typeof this.source === 'string' ? undefined : this.source;
  }

  /** Its labels. */
  public get labels(): Labels {
    return this.json.metadata?.labels ?? {};
  }

  /** Its annotations. */
  public get annotations(): Labels {
    return this.json.metadata?.annotations ?? {};
  }

  /** What it wants: the field `spec`, or nothing. */
  public get spec(): Readonly<Record<string, unknown>> {
    return (this.json.spec ?? {}) as Readonly<Record<string, unknown>>;
  }

  /** As findings name it: `Deployment 'web'`. */
  public toString(): string {
    return `${this.kind} '${this.name}'`;
  }
}

/** The objects of a document, whose length may be known: itself, or those in a list; none if it is no object. */
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

/** What is no text where one should be is for the API server to refuse. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
