import { setMaxListeners } from 'node:events';
import { merge } from '../../../lib/runtime/status/merge';

jest.mock('node:events', () => ({ ...jest.requireActual<object>('node:events'), setMaxListeners: jest.fn() }));

test('any number of sources may listen to the end, without a warning of Node', async () => {
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* source(signal: AbortSignal): AsyncGenerator<AbortSignal> {
    yield signal;
  }
  const { value } = await merge([source], new AbortController().signal).next();
  expect(value).toBeInstanceOf(AbortSignal);
  expect(jest.mocked(setMaxListeners).mock.calls).toEqual([[0, value]]);
});
