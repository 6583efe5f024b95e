import { isStatus } from './errors';
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

/** A whole list. */
export interface Listed<T> {
  readonly objects: readonly T[];
  /** From where on changes are to be watched. */
  readonly version: string;
}

/** Lists all pages of a selection. */
export function listAll<T extends KubeObject>(
  api: KubeApi,
  resource: Resource<T>,
  selection: Selection,
): Promise<Listed<T>> {
  return restartExpired(async () => {
    const objects: T[] = [];
    let version = '';
    for await (const { items, resourceVersion } of api.pages(resource, selection)) {
      for (const object of items) objects.push(object);
      version = resourceVersion;
    }
    return { objects, version };
  });
}

/** The objects of all pages of a selection. */
export async function all<T extends KubeObject>(
  api: KubeApi,
  resource: Resource<T>,
  selection: Selection,
): Promise<readonly T[]> {
  return (await listAll(api, resource, selection)).objects;
}

/** The number of times that an expired list starts again. The server keeps a version for five minutes, so a list that takes longer would expire each time. */
const MAX_RESTARTS = 3;

/**
 * Begins again from the first page where the server has forgotten the version of a list before its last page.
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
