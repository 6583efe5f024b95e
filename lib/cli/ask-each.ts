import { messageOf } from './failure';
import { forEach } from './pool';
import { Session } from './session';

/** So many at once. */
const AT_ONCE = 10;

/** What is known of each item, in their order; of what is not known, the error is said. */
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
