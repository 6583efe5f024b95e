import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { Process, worldOf } from '../../lib/cli/real-world';
import { MarErrorCode } from '../../lib/runtime/api/errors';

/** A process with streams of its own. */
function aProcess(stream: { isTTY?: boolean; columns?: number } = {}, env: Record<string, string> = {}) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  for (const one of [stdin, stdout, stderr]) Object.assign(one, stream);
  const exit = jest.fn();
  const process = Object.assign(new EventEmitter(), { stdin, stdout, stderr, env, exit });
  return { process: process as unknown as Process & EventEmitter, stdin, stdout, stderr, exit };
}

const TERMINAL = { isTTY: true, columns: 80 };

test('a terminal can be asked and written over, and is as wide as it says', () => {
  const { ask, isTerminal, columns } = worldOf(aProcess(TERMINAL).process);
  expect({ ask, isTerminal, columns }).toEqual({ ask: expect.any(Function), isTerminal: true, columns: 80 });
});

test('what is no terminal cannot be asked or written over', () => {
  const { ask, isTerminal, columns } = worldOf(aProcess().process);
  expect({ ask, isTerminal, columns }).toEqual({ ask: undefined, isTerminal: false, columns: 100 });
});

test('a terminal without a cursor, or without a width, is taken as it is', () => {
  expect(worldOf(aProcess(TERMINAL, { TERM: 'dumb' }).process).isTerminal).toBe(false);
  expect(worldOf(aProcess({ isTTY: true, columns: 0 }).process).columns).toBe(100);
});

test('the version is that of the package', () => {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  expect(worldOf(aProcess().process).version).toBe(require('../../package.json').version);
});

test('data and messages go their own ways', () => {
  const { process, stdout, stderr } = aProcess();
  const world = worldOf(process);
  world.stdout.write('data');
  world.stderr.write('message');
  expect([String(stdout.read()), String(stderr.read())]).toEqual(['data', 'message']);
});

test('what nobody reads any more is not written', () => {
  const { process, stdout } = aProcess();
  const world = worldOf(process);
  stdout.emit('error', new Error('EPIPE'));
  world.stdout.write('data');
  expect(world.unread.aborted).toBe(true);
  expect(stdout.read()).toBeNull();
});

test('messages that nobody reads end nothing', () => {
  const { process, stderr } = aProcess();
  const world = worldOf(process);
  stderr.emit('error', new Error('EPIPE'));
  world.stderr.write('message');
  expect(stderr.read()).toBeNull();
  expect(world.unread.aborted).toBe(false);
});

test('Ctrl-C is heard, and the second one ends the process', () => {
  const { process, exit } = aProcess();
  const { interrupted } = worldOf(process);
  process.emit('SIGINT');
  expect(interrupted.aborted).toBe(true);
  expect(exit).not.toHaveBeenCalled();
  process.emit('SIGINT');
  expect(exit.mock.calls).toEqual([[130]]);
});

test('a question is a message, and its answer a line', async () => {
  const { process, stdin, stderr } = aProcess(TERMINAL);
  const answer = worldOf(process).ask?.('sure? ');
  stdin.write('yes\nmore\n');
  expect(await answer).toBe('yes');
  expect(String(stderr.read())).toBe('sure? ');
});

test('the end of the input is no answer', async () => {
  const { process, stdin, stderr } = aProcess(TERMINAL);
  const answer = worldOf(process).ask?.('sure? ');
  stdin.end();
  expect(await answer).toBe('');
  expect(String(stderr.read())).toBe('sure? \n');
});

test('Ctrl-C is no answer', async () => {
  const { process } = aProcess(TERMINAL);
  const answer = worldOf(process).ask?.('sure? ');
  process.emit('SIGINT');
  expect(await answer).toBe('');
});

test('the time is that of the clock', async () => {
  const world = worldOf(aProcess().process);
  const before = Date.now();
  await world.sleep(1);
  expect(world.now()).toBeGreaterThanOrEqual(before);
});

test('fails to connect when there is no such kubeconfig', async () => {
  const world = worldOf(aProcess().process);
  await expect(world.connect({ kubeconfig: '/nowhere/config' })).rejects.toMatchObject({
    code: MarErrorCode.NO_KUBECONFIG,
  });
});
