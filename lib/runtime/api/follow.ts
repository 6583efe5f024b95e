import { KubeApi, listWithVersion, Selection, WatchEvent } from './api';
import { isStatus, MarErrorCode, MarRuntimeError } from './errors';
import { KubeObject } from '../object/kube';
import { Resource } from '../object/resource';
import { Clock } from './clock';

/** Change of some objects, or, after a list, the new set of all objects. */
export interface Change<T> {
  /** True after a list: objects that are not in `put` no longer exist. */
  readonly isFullList: boolean;
  readonly put: readonly T[];
  readonly dropped: readonly T[];
}

/**
 * Number of failures in a row after which a watch throws, and the base in milliseconds of the pause between tries, which
 * doubles with each failure.
 */
const MAX_FAILURES = 6;
const PAUSE = 250;

/**
 * Yields all objects of a selection, then each change, until `signal` is aborted. Lists the objects, watches them from
 * there, and lists them again if the watch expires or fails.
 *
 * @throws MarRuntimeError or ApiError, if another try is useless or six tries in a row have failed
 */
export async function* follow<T extends KubeObject>(
  api: KubeApi,
  resource: Resource<T>,
  selection: Selection,
  signal: AbortSignal,
  world: Clock,
): AsyncGenerator<Change<T>> {
  for (let failures = 0; !signal.aborted;) {
    try {
      const { objects, version } = await listWithVersion(api, resource, selection);
      yield { isFullList: true, put: objects, dropped: [] };
      for await (const change of watchChanges(api, resource, selection, version, signal, world)) {
        failures = 0;
        if (change !== undefined) yield change;
      }
    } catch (error) {
      failures += 1;
      if (!isRetryable(error) || failures === MAX_FAILURES) throw error;
      // an expired watch is usual, so the first one starts again without a pause
      if (failures > 1 || !isStatus(error, 410)) await world.sleep(PAUSE * 2 ** failures, signal);
    }
  }
}

/**
 * Yields the changes since the resource version `from`, and undefined as a sign that the server still answers. The server
 * ends each watch after some minutes; the next one continues where it ended.
 */
async function* watchChanges<T extends KubeObject>(
  api: KubeApi,
  resource: Resource<T>,
  selection: Selection,
  from: string,
  signal: AbortSignal,
  world: Clock,
): AsyncGenerator<Change<T> | undefined> {
  let version = from;
  for (let isSilent = false; !signal.aborted;) {
    if (isSilent) await world.sleep(PAUSE, signal); // a server that ends each watch at once needs a pause
    isSilent = true;
    for await (const { type, object } of api.watch(resource, selection, version, signal)) {
      isSilent = false;
      version = object.metadata.resourceVersion ?? version;
      yield type === 'BOOKMARK' ? undefined : toChange(type, object);
    }
    yield undefined;
  }
}

function toChange<T>(type: WatchEvent<T>['type'], object: T): Change<T> {
  return type === 'DELETED'
    ? { isFullList: false, put: [], dropped: [object] }
    : { isFullList: false, put: [object], dropped: [] };
}

/**
 * Returns true if another try may succeed: the server cannot be reached, is overloaded, has an internal error, or the watch
 * has expired.
 */
function isRetryable(error: unknown): boolean {
  const isAway = error instanceof MarRuntimeError && error.code === MarErrorCode.UNREACHABLE;
  return isAway || isStatus(error, 410, 429, 500, 502, 503, 504);
}
