import { InstanceRef } from '../runtime/status/instance-status';
import { Session } from './session';
import { namesOf } from './targets';
import { UsageError } from './usage-error';

/** Maximum number of instances that the question names. */
const NAMED = 10;

/**
 * Returns true if the action may run on `refs`. Asks the user, except for fewer than two instances, with `--yes` and in a
 * dry run.
 *
 * @throws UsageError if a confirmation is needed and there is no terminal to ask for it
 */
export async function isConfirmed(
  { options, screen }: Session,
  action: string,
  refs: readonly InstanceRef[],
): Promise<boolean> {
  if (refs.length < 2 || options.yes || options.dryRun) return true;
  const what = `${action} ${refs.length} instances`;
  if (!screen.canAsk) throw new UsageError(`nobody can be asked whether to ${what}: add --yes`);
  const names = namesOf(refs.slice(0, NAMED)).join(', ');
  const others = refs.length > NAMED ? ` and ${refs.length - NAMED} more` : '';
  const answer = await screen.ask(`${what}: ${names}${others}? [y/N] `);
  return ['y', 'yes'].includes(answer.trim().toLowerCase());
}
