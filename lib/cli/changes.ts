import { either } from '../runtime/api/signals';
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
  const watches = lists.map((one) => (signal: AbortSignal) => client.watch(one, signal));
  try {
    for await (const change of merge(watches, end.signal)) {
      if (batch.push(change) === 1) void world.sleep(PAUSE).then(flush);
    }
  } finally {
    end.letGo();
  }
  flush();
}
