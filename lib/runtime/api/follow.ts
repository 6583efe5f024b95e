import { KubeApi, Page, Selection, WatchEvent } from './api';
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

/** How often in a row a server may be out of reach, and the pause after the first time, in milliseconds. */
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
      const { objects, version } = await listed(api.pages(resource, selection));
      yield { isAll: true, put: objects, dropped: [] };
      failures = 0;
      yield* watched(api, resource, selection, version, signal, world);
    } catch (error) {
      if (isStatus(error, 410)) continue;
      failures += 1;
      if (!isOutage(error) || failures === FAILURES) throw error;
      await world.sleep(PAUSE * 2 ** failures, signal);
    }
  }
}

async function listed<T>(pages: AsyncIterable<Page<T>>): Promise<{ objects: T[]; version: string }> {
  const objects: T[] = [];
  let version = '';
  for await (const { items, resourceVersion } of pages) {
    objects.push(...items);
    version = resourceVersion;
  }
  return { objects, version };
}

/** The server ends each watch after a while; the next one goes on where it ended. */
async function* watched<T extends KubeObject>(
  api: KubeApi,
  resource: Resource<T>,
  selection: Selection,
  from: string,
  signal: AbortSignal,
  world: World,
): AsyncGenerator<Change<T>> {
  let version = from;
  for (let isSilent = false; !signal.aborted;) {
    if (isSilent) await world.sleep(PAUSE, signal); // whoever ends it at once would be asked without a pause
    isSilent = true;
    for await (const { type, object } of api.watch(resource, selection, version, signal)) {
      isSilent = false;
      version = object.metadata.resourceVersion ?? version;
      if (type !== 'BOOKMARK') yield changeOf(type, object);
    }
  }
}

function changeOf<T>(type: WatchEvent<T>['type'], object: T): Change<T> {
  return type === 'DELETED'
    ? { isAll: false, put: [], dropped: [object] }
    : { isAll: false, put: [object], dropped: [] };
}

/** Worth another try: the server is out of reach, or in trouble itself. */
function isOutage(error: unknown): boolean {
  const isAway = error instanceof MarRuntimeError && error.code === MarErrorCode.UNREACHABLE;
  return isAway || isStatus(error, 429, 500, 502, 503, 504);
}
