import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { readConnection } from '../../../lib/runtime/api/kube-config';
import { fill } from '../../support/folder';
import { kubeconfig } from '../../support/kubeconfig';

let folder: string;
let file: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-credentials-'));
  file = path.join(folder, 'config');
  write({});
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

function write(more: object): void {
  fill(folder, { config: kubeconfig(more) });
}

test('fails when the credentials cannot be had, when they are needed', async () => {
  const access = await readConnection({ kubeconfig: file, context: 'plugin' });
  await expect(access.authorize()).rejects.toMatchObject({ code: 'Unauthorized' });
  await expect(access.authorize()).rejects.toThrow(
    /^the credentials of the kubeconfig cannot be used \(.*\/no\/such\/plugin/,
  );
});

/** A kubeconfig whose user is one that asks a plugin, which notes each time that it is asked. */
function withPlugin(more: object, exits = 0): string {
  const plugin = path.join(folder, 'bin', 'plugin');
  fill(folder, {
    'bin/plugin': `#!/bin/sh\necho asked >> ${folder}/asked\necho '{"status":{"token":"from-plugin"}}'\nexit ${exits}\n`,
  });
  fs.chmodSync(plugin, 0o755);
  const exec = { apiVersion: 'client.authentication.k8s.io/v1', command: './bin/plugin', ...more };
  write({ users: [{ name: 'jane', user: { exec } }] });
  return path.join(folder, 'asked');
}

test('a plugin is found from where the kubeconfig is, and asked once for a while', async () => {
  const asked = withPlugin({});
  const access = await readConnection({ kubeconfig: file });
  const both = await Promise.all([access.authorize(), access.authorize()]);
  expect(both.map(({ headers }) => headers)).toEqual(Array(2).fill({ Authorization: 'Bearer from-plugin' }));
  expect(fs.readFileSync(asked, 'utf8')).toBe('asked\n');
  const now = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 30_001);
  await access.authorize();
  now.mockRestore();
  expect(fs.readFileSync(asked, 'utf8')).toBe('asked\nasked\n');
});

test('a plugin that fails is asked again, and the kubeconfig says what to do', async () => {
  const asked = withPlugin({ installHint: 'install it from the portal' }, 1);
  const access = await readConnection({ kubeconfig: file });
  const message = 'the credentials of the kubeconfig cannot be used (it says no reason): install it from the portal';
  for (let i = 0; i < 2; i += 1)
    await expect(access.authorize()).rejects.toMatchObject({ code: 'Unauthorized', message });
  expect(fs.readFileSync(asked, 'utf8')).toBe('asked\nasked\n');
});

test('a token is read from its file, which is found from where the kubeconfig is', async () => {
  fill(folder, { token: 'from-file' });
  write({ users: [{ name: 'jane', user: { tokenFile: 'token' } }] });
  const { headers } = await (await readConnection({ kubeconfig: file })).authorize();
  expect(headers).toEqual({ Authorization: 'Bearer from-file' });
});

test('who acts as somebody else does so with the groups that are named', async () => {
  write({ users: [{ name: 'jane', user: { token: 'secret', as: 'joe', 'as-groups': ['sre', 'dev'] } }] });
  const { headers } = await (await readConnection({ kubeconfig: file })).authorize();
  expect(headers).toMatchObject({ 'Impersonate-User': 'joe', 'Impersonate-Group': ['sre', 'dev'] });
});

test('a context without a user is nobody', async () => {
  write({ contexts: [{ name: 'prod', context: { cluster: 'prod' } }] });
  expect((await (await readConnection({ kubeconfig: file })).authorize()).headers).toBeUndefined();
});
