import Yargs = require('yargs/yargs'); // eslint-disable-line @typescript-eslint/no-require-imports -- it is a function
import type { Argv, Options } from 'yargs';
import { Command, COMMANDS, flagsOf, GLOBAL } from './commands';
import { flag, FLAG_NAMES, FlagName } from './flags';

/** yargs, which is known to this file and to `parse.ts`: it knows all options of all commands. */
export function parser(): Argv {
  const known = FLAG_NAMES.map((name) => [name, yargsOption(name)] as const);
  return plain()
    .options(Object.fromEntries(known))
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .fail(false);
}

/** The help of a command, or of `mar`. */
export function helpOf(command: Command | undefined, columns: number): Promise<string> {
  const yargs = plain().wrap(Math.min(columns, 120));
  return (command === undefined ? overview(yargs) : explained(yargs, command)).getHelp();
}

function overview(yargs: Argv): Argv {
  yargs.usage('Usage: mar COMMAND …\n\nLive clusters and instances of MAR: what they do, and how they start and stop.');
  for (const { name, says } of COMMANDS) yargs.command(name, says);
  return yargs.options(optionsOf([...GLOBAL, 'version'])).epilogue('mar COMMAND --help says more of a command.');
}

function explained(yargs: Argv, command: Command): Argv {
  const { name, says, flags, outputs, examples, operands } = command;
  yargs.usage(`Usage: mar ${name} ${OPERANDS[operands]}\n\n${says}.`).options(optionsOf(flagsOf(command)));
  if (flags.length > 0) yargs.group([...flags], 'Options:');
  yargs.group([...GLOBAL], 'Options of all commands:');
  if (outputs.length > 0) yargs.describe('output', `${flag('output').says}: ${outputs.join(', ')}`);
  for (const [line, what] of examples) yargs.example(line, what);
  return yargs;
}

const OPERANDS = {
  clusters: '[CLUSTER…]',
  instances: '{ID | CLUSTER/ID | CLUSTER/KIND/ID}…',
  shell: 'bash|zsh',
};

function optionsOf(names: readonly FlagName[]): Record<string, Options> {
  return Object.fromEntries(names.map((name) => [name, yargsOption(name)]));
}

function yargsOption(name: FlagName): Options {
  const { short, value, says } = flag(name);
  const alias = short === undefined ? {} : { alias: short };
  return value === undefined
    ? { ...alias, type: 'boolean', describe: says }
    : { ...alias, type: 'string', requiresArg: true, describe: says };
}

/** Without what yargs would do by itself: exit, translate, answer `help` also where it is the name of an instance. */
function plain(): Argv {
  return Yargs([]).scriptName('mar').exitProcess(false).detectLocale(false).help(false).version(false);
}
