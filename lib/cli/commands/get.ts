import { InstanceStatus } from '../../runtime/status/instance-status';
import { askEach } from '../ask-each';
import { dataLines } from '../output/data';
import { details, instanceTable } from '../output/instances';
import { separate } from '../output/lines';
import { listsOf } from '../scope';
import { ExitCode, Session } from '../session';
import { fullName, refsOf, unique } from '../targets';
import { watchInstances } from './watch-instances';

/**
 * Prints the details of the named instances. For a single instance, json and yaml print an object and not a list. With
 * `--watch`, prints an instance again on each change.
 */
export async function get(session: Session): Promise<ExitCode> {
  const { options, client } = session;
  const { operands, namespace, output = 'details' } = options;
  const refs = refsOf(operands, namespace ?? client.cluster);
  const found = await askEach(session, refs, (ref) => client.get(ref));
  const [rows, isComplete] = [unique(found), found.length === refs.length];
  if (options.watch && isComplete) {
    const names = new Set(rows.map(fullName)); // instances of other kinds may later get the same ID
    return watchInstances(session, listsOf(clustersIn(rows)), output, (row) => names.has(fullName(row)));
  }
  print(session, output, rows, refs.length === 1);
  return isComplete ? ExitCode.DONE : ExitCode.FAILED;
}

function clustersIn(rows: readonly InstanceStatus[]): string[] {
  return [...new Set(rows.map(({ cluster }) => cluster))];
}

function print({ screen, world }: Session, form: string, rows: readonly InstanceStatus[], isOne: boolean): void {
  const isData = form === 'json' || form === 'yaml';
  if (rows.length === 0 && (isOne || !isData)) return;
  if (isData) screen.print(dataLines(form, isOne ? rows[0] : rows));
  else if (form === 'name') screen.print(rows.map(fullName));
  else if (form !== 'details') screen.print(instanceTable(rows, world.now(), form === 'wide'));
  else screen.print(separate(rows.map((row) => details(row, world.now()))));
}
