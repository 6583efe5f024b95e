import { Http } from '../../../lib/runtime/api/http';
import { json, Loopback } from '../../support/loopback';

const GET = { method: 'GET', path: '/x' };

function clientOf(server: string): Http {
  return new Http({ server, context: 'test', authorize: () => Promise.resolve({}) });
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
  setTimeout(() => { client.close(); }, 20); // prettier-ignore
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
    setTimeout(() => { if (how === 'closed') client.close(); else caller.abort(); }, 20); // prettier-ignore
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
  setTimeout(() => { caller.abort(); }, 20); // prettier-ignore
  await expect(half).rejects.toMatchObject({ code: 'Aborted' });
  client.close();
  await loopback.close();
});
