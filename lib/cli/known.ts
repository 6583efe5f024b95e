import { Command, flagsOf } from './commands';
import { flag, FLAG_NAMES, spellings } from './flags';
import { didYouMean } from './suggest';
import { UsageError } from './usage-error';
import { Written } from './written';

/** Checks that a command has an option, or that any has. @throws UsageError */
export function requireKnown(command: Command | undefined, { name, as }: Written): void {
  const names = (command === undefined ? FLAG_NAMES : flagsOf(command)).flatMap(spellings);
  if (names.includes(name)) return;
  const mar = command === undefined ? 'mar' : `mar ${command.name}`;
  const advice = didYouMean(`--${name}`, names.map((one) => `--${one}`)) ?? `see ${mar} --help`; // prettier-ignore
  throw new UsageError(`${mar} has no option ${as}: ${advice}`);
}

/**
 * Checks that an option has a value if it takes one: an empty one is most often a variable of a script that is not set.
 * @throws UsageError
 */
export function requireValue({ name, as, value }: Written): void {
  const known = FLAG_NAMES.find((one) => spellings(one).includes(name));
  if (known === undefined) return;
  if (flag(known).value === undefined) requireSwitch(as, value);
  else if (value === undefined || value === '') throw new UsageError(`${as} needs a value`);
}

function requireSwitch(as: string, value: string | undefined): void {
  if (value === undefined || ['true', 'false'].includes(value)) return;
  throw new UsageError(`${as} takes no value but true and false, got '${value}': leave it out`);
}
