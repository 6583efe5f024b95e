import { flag, FlagName, spellings } from './flags';

/** An option as somebody wrote it. */
export interface Written {
  /** Without dashes; long, if there is such an option. */
  readonly name: string;
  /** With its dashes. */
  readonly as: string;
  /** Undefined if there is none. */
  readonly value?: string;
}

/** Those that mean an option, of which the last one counts, as it does for kubectl. */
export function lastOf(options: readonly Written[], name: FlagName): Written | undefined {
  return options.filter((one) => spellings(name).includes(one.name)).at(-1);
}

/** Whether a switch is on. */
export function isOn(options: readonly Written[], name: FlagName): boolean {
  const last = lastOf(options, name);
  if (last === undefined) return flag(name).isOn ?? false;
  return (last.value !== 'false') === (last.name === name);
}
