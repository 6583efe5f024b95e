import { ActionResult, InstanceAction } from '../../runtime/action/actions';
import { InstanceRef } from '../../runtime/status/instance-status';
import { isConfirmed } from '../confirm';
import { dataLines } from '../output/data';
import { forEach } from '../pool';
import { selected } from '../selection';
import { ExitCode, Run, Session } from '../session';
import { ActionReporter } from '../tally';
import { named } from '../targets';

/** Maximum number of actions at the same time. It can be high because most actions only wait for Kubernetes. */
const AT_ONCE = 50;

/**
 * Returns the command that performs `action` on the selected instances, after a confirmation if there are several, and
 * prints the results.
 */
export function act(action: InstanceAction): Run {
  return async (session) => {
    const refs = await selected(session);
    if (await isConfirmed(session, action, refs)) return actOnAll(session, action, refs);
    session.screen.say('nothing was done');
    return ExitCode.FAILED;
  };
}

async function actOnAll(session: Session, action: InstanceAction, refs: readonly InstanceRef[]): Promise<ExitCode> {
  const { screen, world, options } = session;
  const tally = new ActionReporter(session, action, refs.length);
  const interrupted = (): void => { tally.interrupted(); }; // prettier-ignore
  world.interrupted.addEventListener('abort', interrupted);
  await forEach(named(refs), AT_ONCE, world.interrupted, ({ ref, name }) => {
    const report = (step: string): void => { tally.progress(name, step); }; // prettier-ignore
    const result = actOnOne(session, action, ref, report);
    return result.then((did) => { tally.succeeded(name, did); }, (error: unknown) => { tally.failed(name, error); }); // prettier-ignore
  });
  world.interrupted.removeEventListener('abort', interrupted);
  const { output } = options;
  const end = tally.end();
  if (output === 'json' || output === 'yaml') screen.print(dataLines(output, tally.results));
  return end;
}

function actOnOne(
  { client, world, options }: Session,
  action: InstanceAction,
  ref: InstanceRef,
  report: (step: string) => void,
): Promise<ActionResult> {
  const { wait, timeoutSeconds, dryRun } = options;
  return client[action](ref, { wait, timeoutSeconds, dryRun, progress: { report }, signal: world.interrupted });
}
