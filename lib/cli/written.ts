import { flag, FlagName, spellings } from './flags';

/** Option as the user typed it. */
export interface Written {
  /** Name without dashes. The long name if the user typed the short one of a known option. */
  readonly name: string;
  /** Name as typed, with dashes, for error messages. */
  readonly as: string;
  /** Value of the option. Undefined if it has none. */
  readonly value?: string;
}

/**
 * Returns the last of `options` that is a form of the option `name`, or undefined if it was not used. As in kubectl, the
 * last one wins.
 */
export function lastOf(options: readonly Written[], name: FlagName): Written | undefined {
  return options.filter((one) => spellings(name).includes(one.name)).at(-1);
}

/**
 * Returns true if the switch `name` is on: the last use of `--name`, `--no-name` or `--name=false` decides, otherwise the
 * default.
 */
export function isOn(options: readonly Written[], name: FlagName): boolean {
  const last = lastOf(options, name);
  if (last === undefined) return flag(name).isOn ?? false;
  return (last.value !== 'false') === (last.name === name);
}
