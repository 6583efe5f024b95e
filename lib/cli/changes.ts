import { ListOptions } from '../runtime/status/listing';
import { merge } from '../runtime/status/merge';
import { StatusChange } from '../runtime/status/status-watch';
import { Session } from './session';

/** So many milliseconds may pass between changes that are taken together. */
const PAUSE = 100;

/** Takes the instances that are there, and what changes of them, as long as somebody reads it. */
export async function forEachBatch(
  { client, world }: Session,
  lists: readonly ListOptions[],
  take: (changes: readonly StatusChange[]) => void,
): Promise<void> {
  const end = either(world.interrupted, world.unread);
  const batch: StatusChange[] = [];
  const flush = (): void => {
    if (batch.length > 0) take(batch.splice(0));
  };
  for await (const change of merge(
    lists.map((one) => (signal: AbortSignal) => client.watch(one, signal)),
    end,
  )) {
    if (batch.push(change) === 1) void world.sleep(PAUSE).then(flush);
  }
  flush();
}

/** `AbortSignal.any`, which the first versions of Node 20 have not. */
function either(...signals: readonly AbortSignal[]): AbortSignal {
  const end = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) end.abort();
    signal.addEventListener('abort', () => { end.abort(); }); // prettier-ignore
  }
  return end.signal;
}
