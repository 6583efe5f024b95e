import { InstanceAction } from '../runtime/action/actions';
import { CommandName } from './commands';
import { act } from './commands/act';
import { complete } from './commands/complete';
import { get } from './commands/get';
import { list } from './commands/list';
import { script } from './commands/script';
import { status } from './commands/status';
import { messageOf } from './failure';
import { Options } from './options';
import { parse } from './parse';
import { Screen } from './screen';
import { ExitCode, Run } from './session';
import { UsageError } from './usage-error';
import { CliHost } from './world';

const RUNS: Readonly<Record<Exclude<CommandName, 'completion'>, Run>> = {
  list,
  get,
  status,
  start: act(InstanceAction.START),
  stop: act(InstanceAction.STOP),
  restart: act(InstanceAction.RESTART),
};

/**
 * Runs the command line `argv` until the command ends or the user presses Ctrl-C. Prints errors and returns the exit code
 * instead of throwing.
 */
export async function run(argv: readonly string[], world: CliHost): Promise<ExitCode> {
  const screen = new Screen(world);
  const [first, ...words] = argv;
  try {
    if (first === '__complete') return await complete(words, screen, world);
    const asked = parse(argv, world);
    if ('command' in asked) return await begin(asked.command.name, asked.options, screen, world);
    screen.print(asked.text.split('\n'));
    return ExitCode.DONE;
  } catch (error) {
    screen.say(messageOf(error));
    return error instanceof UsageError ? ExitCode.USAGE : ExitCode.FAILED;
  }
}

async function begin(name: CommandName, options: Options, screen: Screen, world: CliHost): Promise<ExitCode> {
  if (name === 'completion') return script(options.operands, screen);
  const { kubeconfig, context } = options;
  const client = await world.connect({ kubeconfig, context });
  try {
    const session = { options, client, screen, world };
    return await Promise.race([RUNS[name](session), whenHeard(world.interrupted)]);
  } finally {
    client.close();
  }
}

/** Resolves with `INTERRUPTED` once `interrupted` is aborted, so that Ctrl-C need not wait for requests in flight. */
function whenHeard(interrupted: AbortSignal): Promise<ExitCode> {
  return new Promise((resolve) => {
    const end = (): void => { resolve(ExitCode.INTERRUPTED); }; // prettier-ignore
    if (interrupted.aborted) end();
    interrupted.addEventListener('abort', end);
  });
}
