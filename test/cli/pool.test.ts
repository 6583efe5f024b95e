import { forEach } from '../../lib/cli/pool';

const NEVER = new AbortController().signal;

test('so many are done at once, and all in the end', async () => {
  let [now, most] = [0, 0];
  const done: number[] = [];
  await forEach([1, 2, 3, 4, 5], 2, NEVER, async (item) => {
    most = Math.max(most, (now += 1));
    await new Promise((resolve) => setImmediate(resolve));
    now -= 1;
    done.push(item);
  });
  expect({ most, done: done.sort() }).toEqual({ most: 2, done: [1, 2, 3, 4, 5] });
});

test('nothing begins after the signal is heard', async () => {
  const end = new AbortController();
  const begun: number[] = [];
  await forEach([1, 2, 3, 4], 2, end.signal, (item) => {
    begun.push(item);
    if (item === 2) end.abort();
    return Promise.resolve();
  });
  expect(begun).toEqual([1, 2]);
});
