import { ExitCode } from '../../lib/cli/session';
import { MarErrorCode, MarRuntimeError } from '../../lib/runtime/api/errors';
import { Around, mar } from '../support/mar';

test('the client is that of the kubeconfig and context named, and is closed in the end', async () => {
  const close = jest.fn();
  const list = (): Promise<never[]> => Promise.resolve([]);
  const connect = jest.fn().mockResolvedValue({ cluster: 'prod', list, close, clusterStatus: list });
  await mar('list --kubeconfig file --context dev', { world: { connect } });
  expect(connect.mock.calls).toEqual([[{ kubeconfig: 'file', context: 'dev' }]]);
  expect(close).toHaveBeenCalledTimes(1);
});

test('fails in the words of the runtime, and closes the client', async () => {
  const close = jest.fn();
  const words = "[prod] the user 'jane' may not list pods: ask for the permission instances:read";
  const list = (): Promise<never> => Promise.reject(new MarRuntimeError(MarErrorCode.FORBIDDEN, words));
  expect(await mar('list', { client: { list, close } })).toEqual({ code: 1, out: '', err: `mar: ${words}\n` });
  expect(close).toHaveBeenCalledTimes(1);
});

test('fails when there is no kubeconfig', async () => {
  const none = new MarRuntimeError(MarErrorCode.NO_KUBECONFIG, 'there is no kubeconfig: set KUBECONFIG');
  const around: Around = { world: { connect: () => Promise.reject(none) } };
  expect(await mar('list', around)).toEqual({ code: 1, out: '', err: 'mar: there is no kubeconfig: set KUBECONFIG\n' });
});

test('whatever is thrown is a line', async () => {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  const list = (): Promise<never> => Promise.reject('out of words');
  expect(await mar('list', { client: { list } })).toEqual({ code: 1, out: '', err: 'mar: out of words\n' });
});

test('Ctrl-C holds nobody up while the server does not answer', async () => {
  const heard = new AbortController();
  setImmediate(() => { heard.abort(); }); // prettier-ignore
  const list = (): Promise<never> => new Promise(() => undefined);
  const came = await mar('list', { client: { list }, world: { interrupted: heard.signal } });
  expect(came).toEqual({ code: ExitCode.INTERRUPTED, out: '', err: '' });
});

test('the exit codes are those that scripts know', () => {
  expect(ExitCode).toMatchObject({ DONE: 0, FAILED: 1, USAGE: 2, INTERRUPTED: 130 });
});
