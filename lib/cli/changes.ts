import { combineSignals } from '../runtime/api/combine-signals';
import { ListOptions } from '../runtime/status/read-inventory';
import { merge } from '../runtime/status/merge';
import { StatusChange } from '../runtime/status/status-watch';
import { Session } from './session';

/** Milliseconds in which changes are collected into one batch. */
const PAUSE = 100;

/**
 * Watches the instances that match `lists` and calls `take` with each batch of changes. The first batches contain the instances
 * that exist already. Returns after Ctrl-C, or when the reader of stdout has closed it.
 */
export async function forEachBatch(
  { client, world }: Session,
  lists: readonly ListOptions[],
  take: (changes: readonly StatusChange[]) => void,
): Promise<void> {
  const end = combineSignals(world.interrupted, world.unread);
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
    end.dispose();
  }
  flush();
}
