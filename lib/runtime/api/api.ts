import { isStatus } from './errors';
import { KubeObject } from '../object/kube';
import { Resource } from '../object/resource';

/** Selects objects of a kind for a list or watch. */
export interface Selection {
  /** Namespace of the objects. All namespaces if undefined. */
  readonly namespace?: string;
  /** Label selector, such as `app=api`. */
  readonly labels?: string;
  /** Field selector, such as `type=Warning`. */
  readonly fields?: string;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Resource version to start a watch from. */
  readonly resourceVersion: string;
}

/** Change of one object, or a bookmark, which only tells the resource version that the watch has reached. */
export interface WatchEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: T;
}

/** Values that the object must still have. Otherwise the API server does not delete it and answers 409. */
export interface Preconditions {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/** Options of a create, replace, patch or delete. */
export interface WriteOptions {
  /** True to let the server validate the request without making the change. */
  readonly dryRun?: boolean;
}

/**
 * Requests to the API server, only those that the runtime needs. A request that the server rejects throws an ApiError. A
 * watch whose resource version has expired throws an ApiError with status 410.
 */
export interface KubeApi {
  /**
   * Returns the same API, whose requests end with a MarRuntimeError `Aborted` when `signal` is aborted. Requests after that
   * are not sent.
   */
  withSignal(signal: AbortSignal): KubeApi;
  /** Returns the object, or undefined if it does not exist. */
  get<T extends KubeObject>(resource: Resource<T>, namespace: string | undefined, name: string): Promise<T | undefined>;
  /**
   * Yields the pages of a list: the current objects, or with `at` the objects as they were at that resource version.
   * Kubernetes counts resource versions across all kinds, so `at` may come from a list of another kind.
   */
  listPages<T extends KubeObject>(resource: Resource<T>, selection: Selection, at?: string): AsyncIterable<Page<T>>;
  create<T extends KubeObject>(resource: Resource<T>, object: T, options: WriteOptions): Promise<T>;
  /** Replaces the object. The server answers 409 if the resourceVersion of `object` is not the current one. */
  replace<T extends KubeObject>(resource: Resource<T>, object: T, options: WriteOptions): Promise<T>;
  /**
   * Applies a JSON merge patch. The server answers 409 if `patch` has a `metadata.resourceVersion` that is not the current
   * one.
   */
  patch<T extends KubeObject>(resource: Resource<T>, object: T, patch: object, options: WriteOptions): Promise<T>;
  /** Deletes the object. The server answers 409 if the object no longer has the values of `conditions`. */
  delete(resource: Resource, object: KubeObject, conditions: Preconditions, options: WriteOptions): Promise<void>;
  /**
   * Yields the changes since `resourceVersion`. Returns without an error when the server ends the watch or `signal` is
   * aborted.
   */
  watch<T extends KubeObject>(
    resource: Resource<T>,
    selection: Selection,
    resourceVersion: string,
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent<T>>;
}

/** All objects of a list. */
export interface ObjectList<T> {
  readonly objects: readonly T[];
  /** Resource version to start a watch from. */
  readonly version: string;
}

/** Lists all pages of a selection. Returns the objects and the resource version to start a watch from. */
export function listWithVersion<T extends KubeObject>(
  api: KubeApi,
  resource: Resource<T>,
  selection: Selection,
): Promise<ObjectList<T>> {
  return restartExpired(async () => {
    const objects: T[] = [];
    let version = '';
    for await (const { items, resourceVersion } of api.listPages(resource, selection)) {
      for (const object of items) objects.push(object);
      version = resourceVersion;
    }
    return { objects, version };
  });
}

/** Lists all pages of a selection. Returns only the objects. */
export async function listObjects<T extends KubeObject>(
  api: KubeApi,
  resource: Resource<T>,
  selection: Selection,
): Promise<readonly T[]> {
  return (await listWithVersion(api, resource, selection)).objects;
}

/**
 * Maximum number of times that an expired list is started again. The server keeps a resource version for about five minutes,
 * so a list that takes longer would expire each time.
 */
const MAX_RESTARTS = 3;

/**
 * Calls `list`, and calls it again if the server answers 410 because the resource version of the list has expired before its
 * last page.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function restartExpired<T>(list: () => Promise<T>): Promise<T> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      return await list();
    } catch (error) {
      if (!isStatus(error, 410) || restarts === MAX_RESTARTS) throw error;
    }
  }
}
