import { Command, commandOf, COMMANDS, flagsOf } from './commands';
import { flag, FlagName } from './flags';
import { Options, optionsOf } from './options';
import { helpOf, parser } from './parser';
import { apart } from './short-flags';
import { didYouMean } from './suggest';
import { requireUsable } from './usable';
import { UsageError } from './usage-error';

/** What a command line asks for: a command, or a text to print. */
export type Asked = { readonly command: Command; readonly options: Options } | { readonly text: string };

/** What there is to know of the package and the terminal. */
export interface Surroundings {
  readonly version: string;
  readonly columns: number;
}

/** Options by name, and arguments that are none. */
interface Args {
  readonly _: readonly (string | number)[];
  readonly [name: string]: unknown;
}

/** Understands a command line. @throws UsageError */
export async function parse(argv: readonly string[], { version, columns }: Surroundings): Promise<Asked> {
  const args = await understood(argv);
  if (args.version === true) return { text: version };
  const [first, ...rest] = args._.map(String);
  const isHelp = first === 'help';
  const [name, operands] = isHelp ? [rest[0], []] : [first, rest];
  const command = commandOf(name);
  if (command === undefined && name !== undefined) throw noCommand(name);
  if (command === undefined || isHelp || args.help === true) return { text: await helpOf(command, columns) };
  requireKnown(command, args);
  const options = optionsOf(command, operands, (one: FlagName) => args[one]);
  requireUsable(command, options);
  return { command, options };
}

/** The parser's own errors, in our words. */
async function understood(argv: readonly string[]): Promise<Args> {
  try {
    return await parser().parseAsync(apart(argv));
  } catch (error) {
    const [, name] = /^Not enough arguments following: (.*)$/.exec((error as Error).message) ?? [];
    if (name === undefined) throw error;
    throw new UsageError(`${dashed(name)} needs a value`);
  }
}

function noCommand(name: string): UsageError {
  const names = COMMANDS.map((command) => command.name);
  return new UsageError(`no command '${name}': ${didYouMean(name, names) ?? `there are ${names.join(', ')}`}`);
}

function requireKnown(command: Command, args: Args): void {
  const names = flagsOf(command);
  const known: string[] = ['_', '$0', 'version', ...names, ...names.flatMap((name) => flag(name).short ?? [])];
  const unknown = Object.keys(args).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const likely = didYouMean(`--${unknown}`, names.map((name) => `--${name}`)); // prettier-ignore
  const advice = likely ?? `see mar ${command.name} --help`;
  throw new UsageError(`mar ${command.name} has no option ${dashed(unknown)}: ${advice}`);
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}
