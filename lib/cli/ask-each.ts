import { messageOf } from './failure';
import { forEach } from './pool';
import { Session } from './session';

/** Maximum number of requests in flight. */
const AT_ONCE = 10;

/**
 * Calls `ask` for each of `items` and returns the answers in the order of the items. Prints the error of an item whose
 * request fails, and leaves that item out of the result.
 */
export async function askEach<T, R>(
  { screen, world }: Session,
  items: readonly T[],
  ask: (item: T) => Promise<R>,
): Promise<R[]> {
  const found = new Map<number, R>();
  await forEach([...items.entries()], AT_ONCE, world.interrupted, async ([i, item]) => {
    await ask(item).then((answer) => found.set(i, answer), (error: unknown) => { screen.say(messageOf(error)); }); // prettier-ignore
  });
  return [...found].sort(([a], [b]) => a - b).map(([, answer]) => answer);
}
