import { flag, FLAG_NAMES, FlagName } from './flags';

/** The words of a command line that is being written. */
export interface Words {
  /** The one that the cursor is in. */
  readonly current: string;
  /** The option whose value the cursor is in. */
  readonly valued?: FlagName;
  /** What an option and its value have in front of the value, where both are one word: `--output=`. */
  readonly prefix: string;
  /** Those before it that are no options. */
  readonly operands: readonly string[];
  /** The values of the options before it. */
  readonly values: Readonly<Partial<Record<FlagName, string>>>;
}

/** Understands what is written so far. */
export function wordsOf(words: readonly string[]): Words {
  const [before, last] = [words.slice(0, -1), words.at(-1) ?? ''];
  const operands: string[] = [];
  const values: Partial<Record<FlagName, string>> = {};
  let valued: FlagName | undefined;
  for (const word of before) {
    const { name, value } = optionOf(word);
    if (valued !== undefined) values[valued] = word;
    else if (!word.startsWith('-')) operands.push(word);
    else if (name !== undefined && value !== undefined) values[name] = value;
    valued = valued === undefined && value === undefined ? name : undefined;
  }
  const { name, value } = optionOf(last);
  if (valued === undefined && value !== undefined) {
    return { current: value, valued: name, prefix: last.slice(0, last.indexOf('=') + 1), operands, values };
  }
  return { current: last, valued, prefix: '', operands, values };
}

/** The option with a value that a word is, and that value if it is there. */
function optionOf(word: string): { name?: FlagName; value?: string } {
  const [, option = '', value] = /^(--?[a-zA-Z-]+)(?:=(.*))?$/s.exec(word) ?? [];
  const name = FLAG_NAMES.find((one) => [`--${one}`, `-${String(flag(one).short)}`].includes(option));
  return name === undefined || flag(name).value === undefined ? {} : { name, value };
}
