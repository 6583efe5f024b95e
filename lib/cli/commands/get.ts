import { InstanceStatus } from '../../runtime/status/instance-status';
import { askEach } from '../ask-each';
import { dataText } from '../output/data';
import { details, instanceTable } from '../output/instances';
import { pairs } from '../output/pairs';
import { ExitCode, Session } from '../session';
import { namesOf, refsOf } from '../targets';

/** Prints all that is known of instances. Of one alone, json and yaml are its status, not a list. */
export async function get(session: Session): Promise<ExitCode> {
  const { options, client } = session;
  const { operands, namespace, output = 'details' } = options;
  const refs = refsOf(operands, namespace ?? client.cluster);
  const rows = await askEach(session, refs, (ref) => client.get(ref));
  print(session, output, rows, refs.length === 1);
  return rows.length === refs.length ? ExitCode.DONE : ExitCode.FAILED;
}

function print({ screen, world }: Session, form: string, rows: readonly InstanceStatus[], isOne: boolean): void {
  const isData = form === 'json' || form === 'yaml';
  if (rows.length === 0 && (isOne || !isData)) return;
  if (isData) screen.print(dataText(form, isOne ? rows[0] : rows));
  else if (form === 'name') for (const name of namesOf(rows)) screen.print(name);
  else if (form !== 'details') screen.print(instanceTable(rows, world.now(), form === 'wide').join('\n'));
  else screen.print(rows.map((row) => pairs(details(row, world.now())).join('\n')).join('\n\n'));
}
