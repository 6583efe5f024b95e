import { ConnectOptions } from '../../../lib/runtime/api/kube-config';
import { FakeServer } from '../../support/fake-server';
import { addCluster, addPod, addWorkload } from '../../support/instances';
import { Around, mar } from '../../support/mar';

const server = new FakeServer();
addCluster(server, 'prod');
addCluster(server, 'test');
addPod(server, 'prod', 'api');
addPod(server, 'prod', 'db');
addPod(server, 'test', 'web');
addWorkload(server, 'Deployment', 'test', 'web');

/** What the last of the words can become. */
async function completed(words: string, around: Around = { server }): Promise<string> {
  const { code, out, err } = await mar(['__complete', ...words.split(' ')], around);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out.trim().split('\n').join(' ');
}

test.each([
  ['', 'list get status start stop restart completion'],
  ['sta', 'status start'],
  ['-n prod re', 'restart'],
  ['--con', '--context'],
  ['-', '--kubeconfig --context --help --version'],
  ['--context live -', '--kubeconfig --context --help --version'],
  ['nix ', 'list get status start stop restart completion'],
  ['list -', '--namespace --all-clusters --selector --output --watch --kubeconfig --context --help'],
  ['stop --no', '--no-wait'],
  ['completion ', 'bash zsh'],
  ['list --output ', 'table wide json yaml name'],
  ['list -o w', 'wide'],
  ['list --output=', '--output=table --output=wide --output=json --output=yaml --output=name'],
  ['list --output=j', '--output=json'],
  ['stop -o ', 'lines json yaml name'],
  ['-o ', ''],
  ['list --kubeconfig ', ''],
  ['list --context ', 'dev live'],
  ['list --context=d', '--context=dev'],
  ['list --kubeconfig=file --context ', 'other'],
  ['list -l ', ''],
  ['list ', 'prod test'],
  ['status t', 'test'],
  ['list prod ', 'test'],
  ['list prod -n pr', 'prod'],
  ['list live --context l', 'live'],
  ['list list ', 'prod test'],
  ['list -n ', 'prod test'],
  ['list --namespace=t', '--namespace=test'],
  ['stop ', 'api db prod/ test/'],
  ['stop a', 'api'],
  ['stop p', 'prod/'],
  ['stop -y --timeout 5m --selector=a=b prod/', 'prod/api prod/db'],
  ['stop prod/api prod/', 'prod/db'],
  ['get test/', 'test/Deployment/web test/Pod/web'],
  ['stop -n test ', 'web'],
  ['stop --namespace=test ', 'web'],
])("'mar %s' can become '%s'", async (words, known) => {
  expect(await completed(words)).toBe(known);
});

test('without a word the commands are known', async () => {
  expect((await mar(['__complete'])).out).toMatch(/^list\nget\n/);
});

test('the kubeconfig and context of the line are asked', async () => {
  const connect = jest.fn<Promise<never>, [ConnectOptions]>().mockRejectedValue(new Error('none'));
  expect(await completed('stop --kubeconfig file --context=dev ', { world: { connect } })).toBe('');
  expect(connect.mock.calls).toEqual([[{ kubeconfig: 'file', context: 'dev' }]]);
});

test('who may not list clusters gets the instances of their own', async () => {
  const clusters = (): Promise<never> => Promise.reject(new Error('forbidden'));
  expect(await completed('stop ', { server, client: { clusters } })).toBe('api db');
});

test('a cluster that is called as the command is completed', async () => {
  const clusters = jest.fn().mockResolvedValue([{ name: 'status' }, { name: 'start' }]);
  expect(await completed('status sta', { client: { clusters } })).toBe('status start');
});

test('a plugin of the kubeconfig that does not answer is given up', async () => {
  const connect = (): Promise<never> => new Promise(() => undefined);
  expect(await completed('list ', { world: { connect, sleep: () => Promise.resolve() } })).toBe('');
});

test('a server that does not answer is given up, and its connections are closed', async () => {
  const close = jest.fn();
  const sleep = jest.fn().mockResolvedValue(undefined);
  const clusters = (): Promise<never> => new Promise(() => undefined);
  expect(await completed('list ', { client: { clusters, close }, world: { sleep } })).toBe('');
  expect(sleep.mock.calls).toEqual([[1000]]);
  expect(close).toHaveBeenCalledTimes(1);
});
