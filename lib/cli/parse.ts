import { commandLineOf } from './command-line';
import { Command, commandOf, COMMANDS } from './commands';
import { helpOf } from './help';
import { requireKnown, requireValue } from './known';
import { Options, optionsOf } from './options';
import { didYouMean } from './suggest';
import { requireUsable } from './usable';
import { UsageError } from './usage-error';
import { isOn } from './written';

/** Result of parsing a command line: a command to run, or a text to print, such as the help. */
export type Asked = { readonly command: Command; readonly options: Options } | { readonly text: string };

/** Values that `--version` and `--help` print or wrap by: the version of the package, and the width of the terminal in columns. */
export interface Surroundings {
  readonly version: string;
  readonly columns: number;
}

/**
 * Parses and checks a command line.
 *
 * @throws UsageError if the command line is not valid
 */
export function parse(argv: readonly string[], { version, columns }: Surroundings): Asked {
  const { operands: words, options } = commandLineOf(argv);
  options.forEach(requireValue);
  if (isOn(options, 'version')) return { text: version };
  const isHelp = words[0] === 'help';
  const [name, ...operands] = isHelp ? words.slice(1) : words;
  const command = commandOf(name);
  const wantsHelp = isHelp || isOn(options, 'help');
  if (!wantsHelp) for (const one of options) requireKnown(command, one);
  if (command === undefined && name !== undefined) throw noCommand(name);
  if (command === undefined || wantsHelp) return { text: helpOf(command, columns) };
  const understood = optionsOf(command, operands, options);
  requireUsable(command, understood);
  return { command, options: understood };
}

function noCommand(name: string): UsageError {
  const names = COMMANDS.map((command) => command.name);
  return new UsageError(`no command '${name}': ${didYouMean(name, names) ?? `there are ${names.join(', ')}`}`);
}
