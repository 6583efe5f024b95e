import * as diagnostics from 'node:diagnostics_channel';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as net from 'node:net';
import { Http } from '../../../lib/runtime/api/http';
import { json, Loopback } from '../../support/loopback';

const GET = { method: 'GET', path: '/x' };

function clientOf(server: string, options: http.RequestOptions = {}): Http {
  return new Http({ server, context: 'test', authorize: () => Promise.resolve({ ...options }) });
}

test('connections are kept, and credentials are asked for each time', async () => {
  const sockets = new Set<unknown>();
  const loopback = new Loopback(({ headers }, response) => {
    sockets.add(response.socket);
    json(response, 200, headers.authorization);
  });
  let tokens = 0;
  const server = await loopback.listen();
  const authorize = () => Promise.resolve({ headers: { authorization: `t${(tokens += 1)}` } });
  const client = new Http({ server, context: 'test', authorize });
  const answers = [await client.send(GET), await client.send(GET)];
  expect(answers.map(({ body }) => body)).toEqual(['"t1"', '"t2"']);
  expect(sockets.size).toBe(1);
  client.close();
  await loopback.close();
});

test('another side of TLS takes other connections', async () => {
  const sockets = new Set<unknown>();
  const loopback = new Loopback((_, response) => {
    sockets.add(response.socket);
    json(response, 200, {});
  });
  const server = await loopback.listen();
  let certificates = 0;
  const authorize = () => Promise.resolve({ cert: `certificate ${(certificates += 1)}` });
  const client = new Http({ server, context: 'test', authorize });
  await client.send(GET);
  await client.send(GET);
  expect(sockets.size).toBe(2);
  client.close();
  await loopback.close();
});

test('a proxy of the kubeconfig is used', async () => {
  class Proxy extends http.Agent {
    public asked = 0;
    public override createConnection(
      ...args: Parameters<http.Agent['createConnection']>
    ): ReturnType<http.Agent['createConnection']> {
      this.asked += 1;
      return super.createConnection(...args);
    }
  }
  const loopback = new Loopback((_, response) => { json(response, 200, {}); }); // prettier-ignore
  const agent = new Proxy();
  const client = clientOf(await loopback.listen(), { agent });
  await client.send(GET);
  expect(agent.asked).toBe(1);
  client.close();
  await loopback.close();
});

test('a kept connection that the server has closed is no failure', async () => {
  let answered = 0;
  const server = net.createServer((socket) => {
    let isFirst = true;
    socket.on('data', () => {
      if (isFirst) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
      else socket.resetAndDestroy();
      if (isFirst) answered += 1;
      isFirst = false;
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = clientOf(`http://127.0.0.1:${(server.address() as net.AddressInfo).port}`);
  await client.send(GET);
  expect((await client.send(GET)).status).toBe(200);
  expect(answered).toBe(2);
  client.close();
  await new Promise((resolve) => server.close(resolve));
});

test('fails when the server does not answer, with its address and why', async () => {
  const loopback = new Loopback(() => undefined);
  const server = await loopback.listen();
  await loopback.close();
  const client = clientOf(server);
  await expect(client.send(GET)).rejects.toMatchObject({
    code: 'Unreachable',
    message:
      `the API server ${server} of the context 'test' cannot be reached (connect ECONNREFUSED ${server.slice(7)}): ` +
      'check the address and the network',
  });
});

test('fails when the answer breaks off', async () => {
  const loopback = new Loopback((_, response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('abc');
    setTimeout(() => response.destroy(), 5);
  });
  const client = clientOf(await loopback.listen());
  await expect(client.send(GET)).rejects.toMatchObject({ code: 'Unreachable' });
  client.close();
  await loopback.close();
});

test('fails when the server speaks TLS and is not trusted', async () => {
  const server = net.createServer((socket) => socket.write('this is no TLS', () => socket.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = clientOf(`https://127.0.0.1:${(server.address() as net.AddressInfo).port}`);
  await expect(client.send(GET)).rejects.toMatchObject({ code: 'Unreachable' });
  client.close();
  await new Promise((resolve) => server.close(resolve));
});

test('a server that says nothing is given up after a minute', async () => {
  const loopback = new Loopback(() => undefined);
  const client = clientOf(await loopback.listen());
  const letTimeOut = (message: unknown): void => {
    const { request } = message as { request: http.ClientRequest };
    setImmediate(() => request.emit('timeout')); // as Node does once no byte has come for that long
  };
  diagnostics.subscribe('http.client.request.start', letTimeOut);
  await expect(client.send(GET)).rejects.toThrow('cannot be reached (it said nothing for 60 s)');
  diagnostics.unsubscribe('http.client.request.start', letTimeOut);
  client.close();
  await loopback.close();
});

test('nothing of the library but the client of the API loads client-node', () => {
  const files = fs.readdirSync('lib', { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const loading = files.filter((file) =>
    fs.readFileSync(`${file.parentPath}/${file.name}`, 'utf8').includes("import('@kubernetes"),
  );
  expect(loading.map(({ name }) => name)).toEqual(['kube-config-files.ts']);
});
