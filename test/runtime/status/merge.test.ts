import { getMaxListeners } from 'node:events';
import { merge } from '../../../lib/runtime/status/merge';

test('any number of sources may listen to the end, without a warning of Node', async () => {
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* source(signal: AbortSignal): AsyncGenerator<number> {
    yield getMaxListeners(signal);
  }
  for await (const limit of merge([source], new AbortController().signal)) {
    expect(limit).toBe(0);
    return;
  }
});
