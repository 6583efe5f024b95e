import { Command, flagsOf } from './commands';
import { flag, FLAG_NAMES, spellings } from './flags';
import { didYouMean } from './suggest';
import { UsageError } from './usage-error';
import { Written } from './written';

/**
 * Checks that `command` has the option, or, if `command` is undefined, that any command has it.
 *
 * @throws UsageError if it does not
 */
export function requireKnown(command: Command | undefined, { name, as }: Written): void {
  const names = (command === undefined ? FLAG_NAMES : flagsOf(command)).flatMap(spellings);
  if (names.includes(name)) return;
  const mar = command === undefined ? 'mar' : `mar ${command.name}`;
  const advice = didYouMean(`--${name}`, names.map((one) => `--${one}`)) ?? `see ${mar} --help`; // prettier-ignore
  throw new UsageError(`${mar} has no option ${as}: ${advice}`);
}

/**
 * Checks that the option has a non-empty value if it takes one, and that a switch has no value other than true and false. An
 * empty value usually comes from an unset variable in a script. Ignores unknown options.
 *
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
