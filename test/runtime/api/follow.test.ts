import { ApiError, MarErrorCode, MarRuntimeError } from '../../../lib/runtime/api/errors';
import { follow } from '../../../lib/runtime/api/follow';
import { merge } from '../../../lib/runtime/status/merge';
import { PODS } from '../../../lib/runtime/object/resource';
import { FakeApi, Gate } from '../../support/fake-api';
import { FakeServer } from '../../support/fake-server';
import { settle } from '../../support/time';
import { aPod, TEST_WORLD } from '../../support/undertaking';

let server: FakeServer;
let end: AbortController;
let told: string[];
let following: Promise<void>;

/** Follows the pods of a server, and writes down what it hears. */
function start(gate?: Gate): void {
  told = [];
  following = (async () => {
    for await (const { isFullList, put, dropped } of follow(
      new FakeApi(server, gate),
      PODS,
      {},
      end.signal,
      TEST_WORLD,
    )) {
      const names = (objects: typeof put): string => objects.map(({ metadata }) => metadata.name).join();
      told.push(`${isFullList ? 'all ' : ''}+${names(put)} -${names(dropped)}`);
    }
  })();
}

const add = (name: string): unknown => server.add(PODS, { ...aPod(), metadata: { ...aPod().metadata, name } });

beforeEach(() => {
  server = new FakeServer();
  end = new AbortController();
  add('a');
  add('b');
});

afterEach(async () => {
  end.abort();
  await following.catch(() => undefined);
});

test('all objects are told of, and then what becomes of each', async () => {
  start();
  await settle();
  add('c');
  server.update(PODS, 'prod', 'a', {});
  server.remove(PODS, 'prod', 'b');
  await settle();
  expect(told).toEqual(['all +a,b -', '+c -', '+a -', '+ -b']);
});

test('all pages are one list', async () => {
  server.pageSize = 1;
  start();
  await settle();
  expect(told).toEqual(['all +a,b -']);
  expect(server.requests.filter((request) => request === 'list pods')).toHaveLength(2);
});

test('a watch that the server ends goes on where it ended', async () => {
  start();
  await settle();
  server.endWatches();
  await settle();
  add('c');
  await settle();
  expect(told).toEqual(['all +a,b -', '+c -']);
});

test('a server that ends each watch at once is asked again after a pause', async () => {
  const silent = new FakeApi(server);
  let [watches, pauses] = [0, 0];
  // eslint-disable-next-line @typescript-eslint/require-await
  silent.watch = async function* () {
    if ((watches += 1) === 5) end.abort();
  };
  const world = { ...TEST_WORLD, sleep: () => Promise.resolve(void (pauses += 1)) };
  const changes = [];
  for await (const change of follow(silent, PODS, {}, end.signal, world)) changes.push(change);
  expect([changes.length, watches, pauses]).toEqual([1, 5, 4]);
});

test('what the server has forgotten is listed again', async () => {
  start();
  await settle();
  add('c');
  server.forget();
  await settle();
  expect(told.at(-1)).toBe('all +a,b,c -');
});

test.each([410, 500])(
  'fails when each watch is answered %s, though lists succeed, after pauses that grow',
  async (status) => {
    const api = new FakeApi(server);
    // eslint-disable-next-line @typescript-eslint/require-await
    api.watch = async function* () {
      throw new ApiError(status, '', 'odd', { verb: 'watch', resource: 'pods' });
    };
    const pauses: number[] = [];
    const world = { ...TEST_WORLD, sleep: (pause: number) => Promise.resolve(void pauses.push(pause)) };
    const changes: unknown[] = [];
    const reading = (async () => {
      for await (const change of follow(api, PODS, {}, end.signal, world)) changes.push(change);
    })();
    await expect(reading).rejects.toThrow('odd');
    expect(changes).toHaveLength(6);
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000].slice(status === 410 ? 1 : 0));
  },
);

test('bookmarks tell how far the watch has come, and nothing else', async () => {
  const api = new FakeApi(server);
  const versions: string[] = [];
  const bookmarks = Object.create(api) as FakeApi;
  bookmarks.watch = async function* (_resource, _selection, version, signal) {
    versions.push(version);
    await Promise.resolve();
    if (versions.length === 3) end.abort();
    if (!signal.aborted)
      yield { type: 'BOOKMARK', object: { metadata: { resourceVersion: `${versions.length}00` } } as never };
    yield { type: 'BOOKMARK', object: { metadata: {} } as never };
  };
  const changes = [];
  for await (const change of follow(bookmarks, PODS, {}, end.signal, TEST_WORLD)) changes.push(change);
  expect(changes).toHaveLength(1);
  expect(versions).toEqual(['2', '100', '200']);
});

const outage = (): Error => new MarRuntimeError(MarErrorCode.UNREACHABLE, 'away');

test.each([
  ['out of reach', outage],
  ['too busy', (): Error => new ApiError(429, '', 'later', { verb: 'list', resource: 'pods' })],
  ['in trouble', (): Error => new ApiError(503, '', 'overloaded', { verb: 'list', resource: 'pods' })],
])('a server that is %s for a while is asked again', async (_, error) => {
  let failures = 0;
  start((moment, verb) => {
    if (moment === 'before' && verb === 'list' && (failures += 1) < 5) return Promise.reject(error());
    return Promise.resolve();
  });
  await settle();
  expect(told).toEqual(['all +a,b -']);
});

test('fails when the server stays out of reach', async () => {
  start(() => Promise.reject(outage()));
  await expect(following).rejects.toThrow('away');
});

test('fails when the server refuses', async () => {
  server.refuse('list pods', () => new ApiError(403, 'Forbidden', 'no', { verb: 'list', resource: 'pods' }));
  start();
  await expect(following).rejects.toThrow('no');
});

test('several sources are one, as long as nobody ends it', async () => {
  const source = (name: string) =>
    async function* (signal: AbortSignal): AsyncGenerator<string> {
      for (let i = 0; !signal.aborted; i += 1) {
        yield `${name}${i}`;
        await settle();
      }
    };
  const items: string[] = [];
  for await (const item of merge([source('a'), source('b')], end.signal)) {
    items.push(item);
    if (items.length === 4) end.abort();
  }
  expect(items.sort()).toEqual(['a0', 'a1', 'b0', 'b1']);
  following = Promise.resolve();
});

test('nothing is taken from sources when it was ended before', async () => {
  end.abort();
  const items: string[] = [];
  const source = async function* (): AsyncGenerator<string> {
    await Promise.resolve();
    yield 'a';
  };
  for await (const item of merge([source], end.signal)) items.push(item);
  expect(items).toEqual([]);
});

test('fails as the first of several sources fails, after what came before', async () => {
  const failing = (name: string) =>
    async function* (): AsyncGenerator<string> {
      yield name;
      await Promise.reject(new Error(`${name} failed`));
    };
  const items: string[] = [];
  const all = (async () => {
    for await (const item of merge([failing('a'), failing('b')], end.signal)) items.push(item);
  })();
  await expect(all).rejects.toThrow('a failed');
  expect(items).toEqual(['a', 'b']);
});
