import type * as realWorld from '../../lib/cli/real-world';
import type * as running from '../../lib/cli/run';
import { ExitCode } from '../../lib/cli/session';

jest.mock('../../lib/cli/run');
jest.mock('../../lib/cli/real-world');

const WORLD = { isTerminal: false } as ReturnType<typeof realWorld.worldOf>;
const before = { argv: process.argv, code: process.exitCode };

afterEach(() => {
  process.argv = before.argv;
  process.exitCode = before.code;
  jest.restoreAllMocks();
});

/** Runs the program with arguments, which end with a code; what it was run with. */
function start(argv: readonly string[], code: ExitCode): { worldOf: unknown[][]; run: unknown[][] } {
  process.argv = ['node', 'mar', ...argv];
  const calls: { worldOf: unknown[][]; run: unknown[][] } = { worldOf: [], run: [] };
  jest.isolateModules(() => {
    const { worldOf } = jest.requireMock<typeof realWorld>('../../lib/cli/real-world');
    const { run } = jest.requireMock<typeof running>('../../lib/cli/run');
    calls.worldOf = jest.mocked(worldOf).mockReturnValue(WORLD).mock.calls;
    calls.run = jest.mocked(run).mockResolvedValue(code).mock.calls;
    require('../../lib/cli/main'); // eslint-disable-line @typescript-eslint/no-require-imports
  });
  return calls;
}

test('the program runs its arguments in the world of its process, and exits with the code', async () => {
  const { worldOf, run } = start(['list', '-A'], ExitCode.USAGE);
  await Promise.resolve();
  expect(process.exitCode).toBe(2);
  expect(worldOf).toEqual([[process]]);
  expect(run).toEqual([[['list', '-A'], WORLD]]);
});

test('a completion waits for nothing that goes on', async () => {
  const exited = new Promise<unknown>((resolve) => {
    jest.spyOn(process, 'exit').mockImplementation(resolve as () => never);
  });
  jest.spyOn(process.stdout, 'write').mockImplementation((_, written) => {
    (written as unknown as () => void)();
    return true;
  });
  start(['__complete', 'list', ''], ExitCode.DONE);
  expect(await exited).toBe(0);
});
