import { InstanceStatus } from '../../runtime/status/instance-status';
import { messageOf } from '../failure';
import { dataLines } from '../output/data';
import { instanceTable } from '../output/instances';
import { clustersOf, listsOf } from '../scope';
import { ExitCode, Session } from '../session';
import { fullName } from '../targets';
import { missing, tellNone } from '../tell-none';
import { watchInstances } from './watch-instances';

/**
 * Prints the instances of the selected clusters. With `--watch`, prints an instance again on each change. Returns `FAILED`
 * if a named cluster does not exist.
 */
export async function list(session: Session): Promise<ExitCode> {
  const { options, client } = session;
  const form = options.output ?? 'table';
  const clusters = clustersOf(options, options.operands, client);
  const lists = listsOf(clusters, options.selector);
  if (options.watch && clusters === undefined) return watchInstances(session, lists, form);
  const rows = (await Promise.all(lists.map((one) => client.list(one)))).flat();
  const isComplete = await tellEmpty(session, rows, clusters);
  if (options.watch && isComplete) return watchInstances(session, lists, form);
  if (isComplete || rows.length > 0) print(session, form, rows);
  return isComplete ? ExitCode.DONE : ExitCode.FAILED;
}

/**
 * Prints which of `clusters` do not exist, and a message if `rows` is empty although clusters exist. Returns true if all of
 * `clusters` exist.
 */
async function tellEmpty(
  session: Session,
  rows: readonly InstanceStatus[],
  clusters?: readonly string[],
): Promise<boolean> {
  const found = new Set(rows.map(({ cluster }) => cluster));
  const empty = clusters?.filter((cluster) => !found.has(cluster));
  const errors = await missing(session, empty ?? []);
  for (const { error } of errors) session.screen.say(messageOf(error));
  const others = empty?.filter((cluster) => !errors.some((one) => one.cluster === cluster));
  if (rows.length === 0 && others?.length !== 0) tellNone(session, others);
  return errors.length === 0;
}

function print({ screen, world }: Session, form: string, rows: readonly InstanceStatus[]): void {
  if (form === 'json' || form === 'yaml') screen.print(dataLines(form, rows));
  else if (form === 'name') screen.print(rows.map(fullName));
  else if (rows.length > 0) screen.print(instanceTable(rows, world.now(), form === 'wide'));
}
