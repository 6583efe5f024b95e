import { dataText } from '../output/data';
import { instanceTable } from '../output/instances';
import { clustersOf, listsOf } from '../scope';
import { ExitCode, Session } from '../session';
import { fullName } from '../targets';
import { tellNone } from '../tell-none';
import { watchInstances } from './watch-instances';

/** Prints the instances of clusters. */
export async function list(session: Session): Promise<ExitCode> {
  const { options, client, screen, world } = session;
  const form = options.output ?? 'table';
  const clusters = clustersOf(options, options.operands, client);
  const lists = listsOf(clusters, options.selector);
  if (options.watch && clusters === undefined) return watchInstances(session, lists, form);
  const rows = (await Promise.all(lists.map((one) => client.list(one)))).flat();
  if (rows.length === 0) await tellNone(session, clusters);
  if (options.watch) return watchInstances(session, lists, form);
  if (form === 'json' || form === 'yaml') screen.print(dataText(form, rows));
  else if (form === 'name') for (const row of rows) screen.print(fullName(row));
  else if (rows.length > 0) screen.print(instanceTable(rows, world.now(), form === 'wide').join('\n'));
  return ExitCode.DONE;
}
