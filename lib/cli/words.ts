import { flag, FLAG_NAMES, FlagName } from './flags';

/** Incomplete command line that the shell completion is asked about. */
export interface Words {
  /** Part of the word under the cursor that is to be completed. In `--output=js` it is `js`. */
  readonly current: string;
  /** Name of the option whose value is under the cursor. Undefined if the cursor is not in the value of an option. */
  readonly valued?: FlagName;
  /** Option and equals sign before a value in the same word, such as `--output=`. Otherwise an empty string. */
  readonly prefix: string;
  /** Words before the cursor that are not options or values of options. The first is the name of the command. */
  readonly operands: readonly string[];
  /** Values of the options before the cursor. */
  readonly values: Readonly<Partial<Record<FlagName, string>>>;
}

/** Parses the incomplete command line `words`, whose last word is under the cursor. */
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

/**
 * Returns the option that `word` names and the value after its equals sign, if any. Returns an empty object if `word` is not
 * an option that takes a value.
 */
function optionOf(word: string): { name?: FlagName; value?: string } {
  const [, option = '', value] = /^(--?[a-zA-Z-]+)(?:=(.*))?$/s.exec(word) ?? [];
  const name = FLAG_NAMES.find((one) => [`--${one}`, `-${String(flag(one).short)}`].includes(option));
  return name === undefined || flag(name).value === undefined ? {} : { name, value };
}
