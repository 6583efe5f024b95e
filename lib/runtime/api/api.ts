import { KubeObject } from '../object/kube';
import { Resource } from '../object/resource';

/** Which objects of a kind. */
export interface Selection {
  /** All namespaces if it is left out. */
  readonly namespace?: string;
  readonly labels?: string;
  readonly fields?: string;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** From where on changes are to be watched. */
  readonly resourceVersion: string;
}

/** A change of an object, or a mark of how far the watch has come. */
export interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: T;
}

/** What an object must be for a deletion to happen. */
export interface Preconditions {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** How something is written. */
export interface WriteOptions {
  /** Checked by the server, but not done. */
  readonly dryRun?: boolean;
}

/**
 * The API server, as narrow as the runtime needs it. What it refuses is an ApiError; a watch that is too old ends with one of
 * status 410.
 */
export interface KubeApi {
  /** The same, of which all requests end when the signal is heard, with a MarRuntimeError `Aborted`; none is sent after it. */
  until(signal: AbortSignal): KubeApi;
  /** Undefined if there is none. */
  get<T extends KubeObject>(resource: Resource<T>, namespace: string | undefined, name: string): Promise<T | undefined>;
  /** As they are now, or as they were at a resource version, which is that of all kinds together. */
  pages<T extends KubeObject>(resource: Resource<T>, selection: Selection, at?: string): AsyncIterable<Page<T>>;
  create<T extends KubeObject>(resource: Resource<T>, object: T, options: WriteOptions): Promise<T>;
  /** Under the object's resourceVersion. */
  replace<T extends KubeObject>(resource: Resource<T>, object: T, options: WriteOptions): Promise<T>;
  /** A JSON merge patch, under its `metadata.resourceVersion` if it has one. */
  patch<T extends KubeObject>(resource: Resource<T>, object: T, patch: object, options: WriteOptions): Promise<T>;
  delete(resource: Resource, object: KubeObject, conditions: Preconditions, options: WriteOptions): Promise<void>;
  /** Ends without an error when the server or the signal ends it. */
  watch<T extends KubeObject>(
    resource: Resource<T>,
    selection: Selection,
    resourceVersion: string,
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent<T>>;
}

/** Of all pages. */
export async function all<T extends KubeObject>(
  api: KubeApi,
  resource: Resource<T>,
  selection: Selection,
  at?: string,
): Promise<T[]> {
  const items: T[] = [];
  for await (const page of api.pages(resource, selection, at)) items.push(...page.items);
  return items;
}
