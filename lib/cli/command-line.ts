import { parseArgs, ParseArgsConfig } from 'node:util';
import { flag, FLAG_NAMES, spellings } from './flags';
import { Written } from './written';

/** Arguments and options of a command line, not yet checked. */
export interface CommandLine {
  /** Words that are not options or values of options. The first is the name of the command. */
  readonly operands: readonly string[];
  readonly options: readonly Written[];
}

type Declared = NonNullable<ParseArgsConfig['options']>;

/** Options of all commands, as `parseArgs` takes them. All are declared because options may precede the command. */
const DECLARED: Declared = Object.fromEntries(
  FLAG_NAMES.flatMap((name) => {
    const { short, value } = flag(name);
    const letter = short === undefined ? {} : { short };
    const type = value === undefined ? 'boolean' : 'string';
    return spellings(name).map((one) => [one, { type, ...letter }] as const);
  }),
);

/**
 * Declares `=` as a short option. Otherwise `parseArgs` reads `-w=false`, which kubectl accepts, as the short options `-w`,
 * `-=`, `-f` and so on. With it, `false` is the value of `-=`, which is then assigned to the switch before it.
 */
const EQUALS: Declared = { '=': { type: 'string', short: '=' } };

/** Splits `argv` into arguments and options. Does not check that the command has the options. */
export function commandLineOf(argv: readonly string[]): CommandLine {
  const { tokens } = parseArgs({ args: argv, options: { ...DECLARED, ...EQUALS }, strict: false, tokens: true });
  const operands: string[] = [];
  const options: (Written & { readonly index: number })[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName: as, index, inlineValue } = token;
    const [value, before] = [valueOf(token), options.at(-1)];
    if (as !== '-=' || before?.index !== index) options.push({ name, as, value, index });
    else options.splice(-1, 1, { ...before, value: inlineValue === true ? value : '' });
  }
  return { operands, options };
}

type Value = { readonly value: string; readonly inlineValue: boolean } | { readonly value?: undefined };

/**
 * Returns the value of the option in `token`, or undefined if it has none. Corrects two results of `parseArgs`: the next
 * word as the value although it starts with `-`, and `=json` as the value in `-o=json`.
 */
function valueOf(token: Value & { readonly rawName: string }): string | undefined {
  if (token.value === undefined) return undefined;
  const { rawName, value, inlineValue } = token;
  if (inlineValue) return rawName.startsWith('--') ? value : value.replace(/^=/, '');
  return value.startsWith('-') ? undefined : value;
}
