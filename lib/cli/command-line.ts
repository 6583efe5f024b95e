import { parseArgs, ParseArgsConfig } from 'node:util';
import { flag, FLAG_NAMES, spellings } from './flags';
import { Written } from './written';

/** A command line, taken apart. */
export interface CommandLine {
  /** Words that are no options. */
  readonly operands: readonly string[];
  readonly options: readonly Written[];
}

type Declared = NonNullable<ParseArgsConfig['options']>;

/** All options of all commands: those before the command may be of any. */
const DECLARED: Declared = Object.fromEntries(
  FLAG_NAMES.flatMap((name) => {
    const { short, value } = flag(name);
    const letter = short === undefined ? {} : { short };
    const type = value === undefined ? 'boolean' : 'string';
    return spellings(name).map((one) => [one, { type, ...letter }] as const);
  }),
);

/** `parseArgs` sees letters in `-w=false`, which kubectl takes: so the sign is one, its value that of the switch. */
const EQUALS: Declared = { '=': { type: 'string', short: '=' } };

/** Takes a command line apart, whatever its command. */
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

/** To `parseArgs` a next word that is an option is a value too, and in `-o=json` the sign is a part of it. */
function valueOf(token: Value & { readonly rawName: string }): string | undefined {
  if (token.value === undefined) return undefined;
  const { rawName, value, inlineValue } = token;
  if (inlineValue) return rawName.startsWith('--') ? value : value.replace(/^=/, '');
  return value.startsWith('-') ? undefined : value;
}
