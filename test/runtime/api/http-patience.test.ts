import { Http, getRetryPause } from '../../../lib/runtime/api/http';
import { json, Loopback } from '../../support/loopback';

const GET = { method: 'GET', path: '/x' };

function clientOf(server: string, maxAnswer?: number): Http {
  return new Http({ server, context: 'test', authorize: () => Promise.resolve({}) }, maxAnswer);
}

test('a server that is too busy is asked again, when it says and not for ever', async () => {
  let busy = 2;
  const loopback = new Loopback((_, response) => {
    if ((busy -= 1) >= 0) json(response, 429, {}, { 'retry-after': '0' });
    else json(response, 200, {});
  });
  const client = clientOf(await loopback.listen());
  expect((await client.send(GET)).status).toBe(200);
  expect(loopback.asked).toHaveLength(3);
  busy = Infinity;
  expect((await client.send(GET)).status).toBe(429);
  expect(loopback.asked).toHaveLength(3 + 8);
  client.close();
  await loopback.close();
});

test('a server that is too busy and does not say for how long is asked again after a second', async () => {
  let busy = 1;
  const loopback = new Loopback((_, response) => { json(response, (busy -= 1) >= 0 ? 429 : 200, {}); }); // prettier-ignore
  const client = clientOf(await loopback.listen());
  const begin = Date.now();
  expect((await client.send(GET)).status).toBe(200);
  expect(Date.now() - begin).toBeGreaterThanOrEqual(990);
  client.close();
  await loopback.close();
});

test.each([429, 503])('a watch too is asked for again where the server answers %s for a while', async (status) => {
  let busy = 1;
  const loopback = new Loopback((_, response) => {
    if ((busy -= 1) >= 0) json(response, status, {}, { 'retry-after': '0' });
    else json(response, 200, {});
  });
  const client = clientOf(await loopback.listen());
  expect((await client.stream(GET)).status).toBe(200);
  expect((await client.send(GET)).status).toBe(200);
  client.close();
  await loopback.close();
});

test('a server in trouble that does not say when to come back is not asked again', async () => {
  const loopback = new Loopback((_, response) => { json(response, 503, {}); }); // prettier-ignore
  const client = clientOf(await loopback.listen());
  expect((await client.send(GET)).status).toBe(503);
  expect(loopback.asked).toHaveLength(1);
  client.close();
  await loopback.close();
});

test('what is closed sends nothing again, and nothing more', async () => {
  let answered = 0;
  const loopback = new Loopback((_, response) => {
    if ((answered += 1) === 1) json(response, 200, {});
  });
  const client = clientOf(await loopback.listen());
  await client.send(GET); // so that the connection of the next one is kept
  const silent = client.send(GET);
  await loopback.hears(2);
  client.close();
  await expect(silent).rejects.toMatchObject({ code: 'Aborted' });
  await expect(client.send(GET)).rejects.toMatchObject({ code: 'Aborted' });
  expect(loopback.asked).toHaveLength(2);
  await loopback.close();
});

test.each(['closed', 'ended by its caller'])(
  'a request that is %s does not wait until the server is free',
  async (how) => {
    const loopback = new Loopback((_, response) => { json(response, 429, {}, { 'retry-after': '3600' }); }); // prettier-ignore
    const client = clientOf(await loopback.listen());
    const caller = new AbortController();
    const busy = client.send({ ...GET, signal: caller.signal });
    await loopback.hears(1);
    if (how === 'closed') client.close();
    else caller.abort();
    await expect(busy).rejects.toMatchObject({ code: 'Aborted' });
    client.close();
    await loopback.close();
  },
);

test('an answer of which no end comes ends when its caller says so', async () => {
  const loopback = new Loopback((_, response) => {
    response.writeHead(200);
    response.write('{');
  });
  const client = clientOf(await loopback.listen());
  const caller = new AbortController();
  const half = client.send({ ...GET, signal: caller.signal });
  await loopback.hears(1);
  caller.abort();
  await expect(half).rejects.toMatchObject({ code: 'Aborted' });
  client.close();
  await loopback.close();
});

test.each([
  [429, undefined, 1000],
  [429, '0', 0],
  [429, '2', 2000],
  [503, '2', 2000],
  [429, '3600', 60_000],
  [503, '99999999999999999999', 60_000],
  [429, '-5', 1000],
  [429, 'Wed, 21 Oct 2026 07:28:00 GMT', 1000],
  [503, undefined, undefined],
  [200, '2', undefined],
])('after an answer %s with Retry-After %s, the next one is asked for in %s ms', (statusCode, after, pause) => {
  const headers = after === undefined ? {} : { 'retry-after': after };
  expect(getRetryPause({ statusCode, headers })).toBe(pause);
});

test('an answer that never ends, however slowly it comes, is given up after ten minutes', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
  const loopback = new Loopback((_, response) => {
    response.writeHead(200);
    let minutes = 0;
    const drip = (): void => {
      response.write(' ');
      jest.advanceTimersByTime(60_000);
      if ((minutes += 1) < 10) setImmediate(drip);
    };
    drip();
  });
  const server = await loopback.listen();
  const client = clientOf(server);
  await expect(client.send(GET)).rejects.toMatchObject({
    code: 'Unreachable',
    message: `the API server ${server} of the context 'test' has no end of its answer after 10 minutes: check the address and the network`,
  });
  jest.useRealTimers();
  client.close();
  await loopback.close();
});

test('an error of which no end comes is told by its beginning', async () => {
  const loopback = new Loopback((_, response) => {
    response.writeHead(500);
    const pour = (): void => {
      if (!response.destroyed) response.write('x'.repeat(2 ** 16), () => setImmediate(pour));
    };
    pour();
  });
  const client = clientOf(await loopback.listen());
  expect(await client.send(GET)).toEqual({ status: 500, body: 'x'.repeat(2 ** 16) });
  client.close();
  await loopback.close();
});

test('an answer of which no end comes is given up when it is larger than any page', async () => {
  const loopback = new Loopback((_, response) => {
    response.writeHead(200);
    const piece = Buffer.alloc(2 ** 16, ' ');
    const pour = (): void => {
      if (!response.destroyed) response.write(piece, () => setImmediate(pour));
    };
    pour();
  });
  const server = await loopback.listen();
  const client = clientOf(server, 2 ** 20);
  await expect(client.send(GET)).rejects.toMatchObject({
    code: 'Unreachable',
    message:
      `the API server ${server} of the context 'test' answers with more than 1 MiB at once: ` +
      'name one cluster or select by labels, or check the address',
  });
  client.close();
  await loopback.close();
});
