import { Command, COMMANDS, flagsOf, GLOBAL, Operands } from './commands';
import { flag, FlagName } from './flags';
import { beside, Row, wrapped } from './output/wrapped';

/** Maximum line length in columns, because longer lines are hard to read. */
const WIDEST = 120;

/** Arguments in the usage line of the help, by what they name. */
const OPERANDS: Readonly<Record<Operands, string>> = {
  clusters: '[CLUSTER…]',
  instances: '{ID | CLUSTER/ID | CLUSTER/KIND/ID}…',
  shell: '{bash | zsh}',
};

/** Returns the help of `command`, or of `mar` if it is undefined, wrapped for a terminal of `columns` columns. */
export function helpOf(command: Command | undefined, columns: number): string {
  const width = Math.min(columns, WIDEST);
  return (command === undefined ? overview(width) : explained(command, width)).join('\n\n');
}

function overview(width: number): string[] {
  const commands = COMMANDS.map(({ name, says }): Row => [`mar ${name}`, says]);
  const options = [...GLOBAL, 'version' as const].map((name) => optionRow(name));
  return [
    wrapped('Live clusters and instances of MAR: what they do, and how they start and stop.', width).join('\n'),
    'Usage:\n  mar COMMAND …',
    `Commands:\n${beside(commands, width)}`,
    `Options:\n${beside(options, width)}`,
    'mar COMMAND --help says more of a command.',
  ];
}

function explained(command: Command, width: number): string[] {
  const { name, says, operands, examples, flags } = command;
  const rows = (names: readonly FlagName[]): Row[] => names.map((one) => optionRow(one, command));
  const all = rows(flagsOf(command));
  return [
    wrapped(`${says}.`, width).join('\n'),
    `Usage:\n  mar ${name} ${OPERANDS[operands]}${flags.length > 0 ? ' [OPTION…]' : ''}`,
    `Examples:\n${beside(examples, width)}`,
    ...(flags.length > 0 ? [`Options:\n${beside(rows(flags), width, all)}`] : []),
    `Options of all commands:\n${beside(rows(GLOBAL), width, all)}`,
  ];
}

function optionRow(name: FlagName, command?: Command): Row {
  const { short, value, says } = flag(name);
  const letter = short === undefined ? '   ' : `-${short},`;
  const forms = name === 'output' && command !== undefined ? `: ${command.outputs.join(', ')}` : '';
  return [`${letter} --${name}${value === undefined ? '' : ` ${value}`}`, `${says}${forms}`];
}
