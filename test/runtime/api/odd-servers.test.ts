import * as fc from 'fast-check';
import * as http from 'node:http';
import { listObjects } from '../../../lib/runtime/api/api';
import { HttpApi } from '../../../lib/runtime/api/http-api';
import { MarRuntimeError } from '../../../lib/runtime/api/errors';
import { PODS } from '../../../lib/runtime/object/resource';
import { MarClient } from '../../../lib/runtime/mar-client';
import { KubeObject } from '../../../lib/runtime/object/kube';
import { json } from '../../support/loopback';
import { apiWith, asked } from '../../support/loopback-api';
import { oddServer } from '../../support/poison';
import { TEST_WORLD } from '../../support/undertaking';

const POD = (name: string): object => ({ metadata: { name, namespace: 'prod' } });
const names = async (api: HttpApi): Promise<string[]> =>
  (await listObjects(api, PODS, {})).map(({ metadata }) => metadata.name);

test.each<[string, unknown, string[]]>([
  ['whose items are null', { items: null, metadata: {} }, []],
  ['without metadata', { items: [POD('a')] }, ['a']],
  ['whose metadata are null', { items: [POD('a')], metadata: null }, ['a']],
  ['with null items', { items: [null, POD('a'), null], metadata: {} }, ['a']],
  [
    'with items that are no objects',
    { items: [5, 'x', [], {}, { metadata: null }, { metadata: { name: 7 } }, POD('a')] },
    ['a'],
  ],
  ['with a mark of more that is null', { items: [POD('a')], metadata: { continue: null } }, ['a']],
])('a list %s has the objects that it has', async (_, answer, expected) => {
  const api = await apiWith((__, response) => { json(response, 200, answer); }); // prettier-ignore
  expect(await names(api)).toEqual(expected);
});

test.each([null, 5, 'list', [], {}, { kind: 'Status' }, { items: 'x' }, { items: {} }])(
  'fails when a list is %j',
  async (answer) => {
    const api = await apiWith((_, response) => { json(response, 200, answer); }); // prettier-ignore
    await expect(names(api)).rejects.toThrow(
      'cannot be reached (it answers with no list): check the address and the network',
    );
  },
);

test.each([null, 5, [], {}, { metadata: {} }])('fails when an object is %j', async (answer) => {
  const api = await apiWith((_, response) => { json(response, 200, answer); }); // prettier-ignore
  await expect(api.get(PODS, 'prod', 'api')).rejects.toThrow('(it answers with no object)');
});

test.each([
  null,
  5,
  '"x"',
  [],
  { reason: null, message: null },
  { reason: {}, message: [], details: null },
  { code: 'x' },
])('a refusal that says %j is one', async (status) => {
  const api = await apiWith((_, response) => { json(response, 409, status); }); // prettier-ignore
  await expect(names(api)).rejects.toMatchObject({ status: 409, reason: '', message: 'the server answered 409' });
});

test('a watch passes over what is no event of an object, and fails with an error that says nothing', async () => {
  const lines = [null, 5, {}, { type: 'ADDED' }, { type: 'ADDED', object: null }, { type: 'ODD', object: POD('x') }];
  const events = [
    ...lines,
    { type: 'BOOKMARK', object: {} },
    { type: 'ADDED', object: POD('a') },
    { type: 'ERROR', object: null },
  ];
  const api = await apiWith((_, response) => { response.end(events.map((one) => JSON.stringify(one)).join('\n')); }); // prettier-ignore
  const watch = api.watch(PODS, {}, '7', new AbortController().signal);
  expect((await watch.next()).value).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'a' } } });
  await expect(watch.next()).rejects.toMatchObject({ status: 500, reason: '', message: 'the server answered 500' });
});

/** Answers with two pages, of which the second fails as often as it is told. */
async function twoPages(failures: number, status: number, headers: http.OutgoingHttpHeaders = {}): Promise<HttpApi> {
  let [lists, left] = [0, failures];
  return apiWith(({ url }, response) => {
    const isSecond = url.includes('continue=');
    if (!isSecond) lists += 1;
    const metadata = { resourceVersion: String(lists), continue: isSecond ? '' : `next-${lists}` };
    if (isSecond && left-- > 0) json(response, status, { reason: 'Odd', message: 'too old' }, headers);
    else json(response, 200, { items: [POD(`${isSecond ? 'b' : 'a'}${lists}`)], metadata });
  });
}

test('a list that is too old in its middle begins again, and has each object once', async () => {
  const api = await twoPages(2, 410);
  expect(await names(api)).toEqual(['a3', 'b3']);
  const continued = asked().map(({ url }) => new URL(url, 'http://x').searchParams.get('continue'));
  expect(continued).toEqual([null, 'next-1', null, 'next-2', null, 'next-3']);
});

test('a list that is always too old fails after three more tries', async () => {
  await expect(names(await twoPages(Infinity, 410))).rejects.toMatchObject({ status: 410, message: 'too old' });
  expect(asked()).toHaveLength(8);
});

test('a list goes on where the server was too busy in its middle', async () => {
  expect(await names(await twoPages(3, 429, { 'retry-after': '0' }))).toEqual(['a1', 'b1']);
  expect(asked()).toHaveLength(5);
});

test('a list that goes on where it was before fails', async () => {
  const api = await apiWith((_, response) => {
    json(response, 200, { items: [POD('a')], metadata: { continue: 'again' } });
  });
  await expect(names(api)).rejects.toMatchObject({
    code: 'Unreachable',
    message: expect.stringMatching(
      /^the API server \S+ of the context 'test' has no end of its list: check the address$/,
    ),
  });
  expect(asked()).toHaveLength(2);
});

test('a list of more pages than there can be fails', async () => {
  let pages = 0;
  const api = await apiWith((_, response) => {
    json(response, 200, { items: null, metadata: { continue: String((pages += 1)) } });
  }, 20);
  await expect(names(api)).rejects.toThrow('has no end of its list: check the address');
  expect(pages).toBe(20);
});

test('a line of a watch of which no end comes is given up', async () => {
  const api = await apiWith((_, response) => {
    response.writeHead(200);
    const pour = (): void => {
      if (!response.destroyed) response.write(' '.repeat(2 ** 20), () => setImmediate(pour));
    };
    pour();
  });
  const watch = api.watch(PODS, {}, '7', new AbortController().signal);
  await expect(watch.next()).rejects.toThrow(
    'answers with more than 16 MiB at once: name one cluster or select by labels, or check the address',
  );
});

/** Each place of an object, as the list of keys that leads there. */
function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, item]) => placesOf(item, [...path, key]))];
}

/** Returns a copy that is null at a place, if it is still there. */
function withNull(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return null;
  if (typeof value !== 'object' || value === null) return value;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  copy[key] = withNull(copy[key], rest);
  return copy;
}

test('law: whatever is null in the objects of a server, clusters and instances are told of, or an error in words', async () => {
  const server = oddServer((text) => text);
  let odd: (resource: string, objects: KubeObject[]) => unknown[] = (_, objects) => objects;
  const api = await apiWith(({ url }, response) => {
    const [, group = '', plural = '', name = ''] =
      /^\/apis?\/(?:([^/?]+)\/)?v1(?:beta1)?\/(?:namespaces\/[^/?]+\/)?([^/?]+)\/?([^?]*)/.exec(url) ?? [];
    const resource = group === '' ? plural : `${plural}.${group}`;
    const objects = odd(resource, server.all({ name: resource, kind: '', base: '', plural }));
    if (name === '') json(response, 200, { items: objects, metadata: { resourceVersion: '1' } });
    else
      json(
        response,
        200,
        objects.find((one) => (one as { metadata?: { name?: unknown } | null } | null)?.metadata?.name === name) ??
          objects[0],
      );
  });
  const client = MarClient._of(api, TEST_WORLD);
  const ask = async (): Promise<void> => {
    const answers = [
      client.list(),
      client.clusterStatus('prod'),
      client.clusters(),
      client.get({ cluster: 'prod', id: 'waiting' }),
    ];
    for (const answer of await Promise.allSettled<unknown>(answers)) {
      if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(MarRuntimeError);
    }
  };
  await ask();
  const resources = ['pods', 'podtemplates', 'namespaces', 'resourcequotas', 'events', 'deployments.apps', 'jobs.batch', 'cronjobs.batch', 'daemonsets.apps', 'pods.metrics.k8s.io']; // prettier-ignore
  const changes = resources.map((name) => {
    const places = placesOf(server.all({ name, kind: '', base: '', plural: '' }));
    expect(places.length).toBeGreaterThan(5);
    return fc.record({
      name: fc.constant(name),
      places: fc.uniqueArray(fc.constantFrom(...places), { minLength: 1, maxLength: 5 }),
    });
  });
  await fc.assert(
    fc.asyncProperty(fc.oneof(...changes), async ({ name, places }) => {
      odd = (resource, objects) => {
        if (resource !== name) return objects;
        const changed = places.reduce<unknown>((value, place) => withNull(value, place), objects);
        return (changed ?? []) as unknown[];
      };
      await ask();
    }),
    { numRuns: 50 },
  );
});
