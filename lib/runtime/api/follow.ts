import { KubeApi, listAll, Selection, WatchEvent } from './api';
import { isStatus, MarErrorCode, MarRuntimeError } from './errors';
import { KubeObject } from '../object/kube';
import { Resource } from '../object/resource';
import { World } from './world';

/** What became of some objects, or, after a list, of all of them. */
export interface Change<T> {
  /** Nothing else is there any more. */
  readonly isAll: boolean;
  readonly put: readonly T[];
  readonly dropped: readonly T[];
}

/** The number of failures in a row before a watch gives up, and the pause after the first one in milliseconds. */
const FAILURES = 6;
const PAUSE = 250;

/**
 * The objects of a selection as they change, until the signal is heard: listed, then watched from there, and listed again where the
 * server has forgotten too much.
 */
export async function* follow<T extends KubeObject>(
  api: KubeApi,
  resource: Resource<T>,
  selection: Selection,
  signal: AbortSignal,
  world: World,
): AsyncGenerator<Change<T>> {
  for (let failures = 0; !signal.aborted;) {
    try {
      const { objects, version } = await listAll(api, resource, selection);
      yield { isAll: true, put: objects, dropped: [] };
      for await (const change of watched(api, resource, selection, version, signal, world)) {
        failures = 0;
        if (change !== undefined) yield change;
      }
    } catch (error) {
      failures += 1;
      if (!isOutage(error) || failures === FAILURES) throw error;
      // the first time that a watch is too old, which is usual, nothing is wrong
      if (failures > 1 || !isStatus(error, 410)) await world.sleep(PAUSE * 2 ** failures, signal);
    }
  }
}

/** The server ends each watch after a while; the next one goes on where it ended. Undefined is a sign that the server does its work. */
async function* watched<T extends KubeObject>(
  api: KubeApi,
  resource: Resource<T>,
  selection: Selection,
  from: string,
  signal: AbortSignal,
  world: World,
): AsyncGenerator<Change<T> | undefined> {
  let version = from;
  for (let isSilent = false; !signal.aborted;) {
    if (isSilent) await world.sleep(PAUSE, signal); // whoever ends it at once would be asked without a pause
    isSilent = true;
    for await (const { type, object } of api.watch(resource, selection, version, signal)) {
      isSilent = false;
      version = object.metadata.resourceVersion ?? version;
      yield type === 'BOOKMARK' ? undefined : changeOf(type, object);
    }
    yield undefined;
  }
}

function changeOf<T>(type: WatchEvent<T>['type'], object: T): Change<T> {
  return type === 'DELETED'
    ? { isAll: false, put: [], dropped: [object] }
    : { isAll: false, put: [object], dropped: [] };
}

/** Worth another try: the server is out of reach, in trouble itself, or has forgotten too much. */
function isOutage(error: unknown): boolean {
  const isAway = error instanceof MarRuntimeError && error.code === MarErrorCode.UNREACHABLE;
  return isAway || isStatus(error, 410, 429, 500, 502, 503, 504);
}
