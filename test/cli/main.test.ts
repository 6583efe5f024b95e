import { worldOf } from '../../lib/cli/real-world';
import { ExitCode } from '../../lib/cli/session';
import { run } from '../../lib/cli/run';

jest.mock('../../lib/cli/run');
jest.mock('../../lib/cli/real-world');

test('the program runs its arguments in the world of its process, and exits with the code', async () => {
  const world = { isTerminal: false };
  jest.mocked(worldOf).mockReturnValue(world as ReturnType<typeof worldOf>);
  jest.mocked(run).mockResolvedValue(ExitCode.USAGE);
  const before = { argv: process.argv, code: process.exitCode };
  process.argv = ['node', 'mar', 'list', '-A'];
  require('../../lib/cli/main'); // eslint-disable-line @typescript-eslint/no-require-imports
  await Promise.resolve();
  const code = process.exitCode;
  process.argv = before.argv;
  process.exitCode = before.code;
  expect(code).toBe(2);
  expect(jest.mocked(worldOf).mock.calls).toEqual([[process]]);
  expect(jest.mocked(run).mock.calls).toEqual([[['list', '-A'], world]]);
});
