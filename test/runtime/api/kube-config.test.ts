import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { MarClient } from '../../../lib/runtime';
import { readContextNames, readConnection } from '../../../lib/runtime/api/kube-config';
import { fill } from '../../support/folder';
import { kubeconfig } from '../../support/kubeconfig';
import { json, Loopback } from '../../support/loopback';

let folder: string;
let file: string;
const before = { ...process.env };

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-kubeconfig-'));
  file = path.join(folder, 'config');
  write({});
  process.env = { ...before, HOME: folder };
  delete process.env.KUBECONFIG;
});

afterEach(() => {
  process.env = before;
  fs.rmSync(folder, { recursive: true });
});

function write(more: object, to = file): void {
  fill(path.dirname(to), { [path.basename(to)]: kubeconfig(more) });
}

test('the current context of a file is taken, or the one that is named', async () => {
  const access = await readConnection({ kubeconfig: file });
  expect(access).toMatchObject({ server: 'https://prod.example.com', context: 'prod', namespace: 'shop' });
  expect((await access.authorize()).headers).toEqual({ Authorization: 'Bearer secret' });
  expect(await readConnection({ kubeconfig: file, context: 'local' })).toMatchObject({ server: 'http://127.0.0.1:1' });
});

test('the contexts of a file are known by name, whether or not one is current', async () => {
  write({ 'current-context': '' });
  expect(await readContextNames(file)).toEqual(['prod', 'local', 'plugin', 'half', 'lost']);
});

test('the files of KUBECONFIG are taken together, and the first one names the context', async () => {
  const other = path.join(folder, 'other');
  const context = { name: 'other', context: { cluster: 'other', user: 'other' } };
  const cluster = { name: 'other', cluster: { server: 'https://other.example.com' } };
  write(
    { clusters: [cluster], contexts: [context], users: [{ name: 'other', user: {} }], 'current-context': 'other' },
    other,
  );
  const missing = path.join(folder, 'missing');
  process.env.KUBECONFIG = [missing, file, other].join(path.delimiter); // kubectl passes over what is not there
  expect((await readConnection({})).context).toBe('prod');
  expect((await readConnection({ context: 'other' })).server).toBe('https://other.example.com');
  process.env.KUBECONFIG = missing;
  await expect(readConnection({})).rejects.toThrow(/^the kubeconfig cannot be read \(ENOENT: /);
});

test('of what several files of KUBECONFIG have, that of the first one counts, as does the first current context', async () => {
  const other = path.join(folder, 'other');
  write({ 'current-context': '' });
  write({ clusters: [{ name: 'prod', cluster: { server: 'https://other.example.com' } }] }, other);
  process.env.KUBECONFIG = [file, other].join(path.delimiter);
  expect(await readConnection({})).toMatchObject({ context: 'prod', server: 'https://prod.example.com' });
});

test('the file in the home folder is taken where nothing is said', async () => {
  write({ 'current-context': 'local' }, path.join(folder, '.kube/config'));
  const client = await MarClient.connect();
  expect([client.context, client.cluster]).toEqual(['local', 'default']);
});

test('a client tells where the kubeconfig leads, and answers come from there', async () => {
  const loopback = new Loopback((_, response) => { json(response, 404, {}); }); // prettier-ignore
  const server = await loopback.listen();
  write({ clusters: [{ name: 'prod', cluster: { server } }] });
  const client = await MarClient.connect({ kubeconfig: file });
  expect([client.server, client.context, client.cluster]).toEqual([server, 'prod', 'shop']);
  await expect(client.list()).rejects.toMatchObject({ code: 'Refused' });
  expect(loopback.asked[0]?.headers.authorization).toBe('Bearer secret');
  client.close();
  await loopback.close();
});

const MISSING = 'names a cluster or a user that the kubeconfig has not: correct it';

test.each([
  ['there is none', {}, 'there is no kubeconfig: set KUBECONFIG, or write ~/.kube/config'],
  ['the context has no user', { context: 'half' }, `the context 'half' ${MISSING}`],
  ['the context has no cluster', { context: 'lost' }, `the context 'lost' ${MISSING}`],
  ['a context is mistyped', { context: 'prud' }, "the kubeconfig has no context 'prud': did you mean 'prod'?"],
  [
    'there is no such context',
    { context: 'x' },
    "the kubeconfig has no context 'x': it has prod, local, plugin, half, lost",
  ],
])('fails when %s', async (_, options, message) => {
  const given = 'context' in options ? { ...options, kubeconfig: file } : options;
  await expect(readConnection(given)).rejects.toMatchObject({ code: 'NoKubeconfig', message });
});

test('fails when a file is not there, or cannot be read', async () => {
  const missing = path.join(folder, 'missing');
  await expect(readConnection({ kubeconfig: missing })).rejects.toMatchObject({
    code: 'NoKubeconfig',
    message: `the kubeconfig cannot be read (ENOENT: no such file or directory, open '${missing}'): correct it, or name another one`,
  });
  fill(folder, { config: '{' });
  await expect(readConnection({ kubeconfig: file })).rejects.toThrow(/^the kubeconfig cannot be read \(/);
});

test('fails when no context is current, and when there is none at all', async () => {
  write({ 'current-context': '' });
  const message = 'the kubeconfig has no current context: name one of prod, local, plugin, half, lost';
  await expect(readConnection({ kubeconfig: file })).rejects.toMatchObject({ message });
  write({ contexts: [] });
  const none = 'the kubeconfig has no contexts: write one, or name another kubeconfig';
  await expect(readConnection({ kubeconfig: file })).rejects.toMatchObject({ message: none });
  fill(folder, { config: '' });
  const empty = 'the kubeconfig cannot be read (it is empty, or no kubeconfig): correct it, or name another one';
  await expect(readConnection({ kubeconfig: file })).rejects.toMatchObject({ message: empty });
});

test.each([
  [{ server: '10.0.0.1:8080' }, 'http://10.0.0.1:8080'],
  [{ server: 'localhost:6443/', 'certificate-authority-data': 'eA==' }, 'https://localhost:6443'],
  [{ server: 'localhost:6443', 'insecure-skip-tls-verify': true }, 'https://localhost:6443'],
])('a server of %j is at %s', async (cluster, server) => {
  write({ clusters: [{ name: 'prod', cluster }] });
  expect(await readConnection({ kubeconfig: file })).toMatchObject({ server });
});

/** What the types of Jest lack. */
interface MocksModules {
  unstable_mockModule(name: string, factory: () => never): void;
}

test('fails when client-node is not installed, with the command that installs it', async () => {
  jest.resetModules();
  (jest as unknown as MocksModules).unstable_mockModule('@kubernetes/client-node', () => {
    throw new Error('not found');
  });
  await expect(readConnection({})).rejects.toMatchObject({
    code: 'NoKubeconfig',
    message: '@kubernetes/client-node cannot be loaded (not found): npm install @kubernetes/client-node@1',
  });
});
