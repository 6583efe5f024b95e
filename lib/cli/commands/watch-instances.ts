import { InstanceStatus } from '../../runtime/status/instance-status';
import { compareInstances } from '../../runtime/status/inventory';
import { ListOptions } from '../../runtime/status/read-inventory';
import { StatusChange, StatusChangeType } from '../../runtime/status/status-watch';
import { forEachBatch } from '../changes';
import { cells, details, head, Shown } from '../output/instances';
import { stream } from '../output/stream';
import { ExitCode, Session } from '../session';
import { fullName } from '../targets';

/**
 * Prints the instances that match `lists` and `isWanted`, then each change of them, in the output format `form`. Returns
 * after Ctrl-C, or when the reader of stdout has closed it.
 */
export async function watchInstances(
  session: Session,
  lists: readonly ListOptions[],
  form: string,
  isWanted: (status: InstanceStatus) => boolean = () => true,
): Promise<ExitCode> {
  const { world, screen } = session;
  const isWide = form === 'wide';
  const isTable = isWide || form === 'table';
  const linesOf = stream<StatusChange>(form, {
    name: ({ status }) => fullName(status),
    details: (change) => details(shown(change), world.now()),
    head: head(isWide),
    cells: (change) => cells(shown(change), world.now(), isWide),
  });
  await forEachBatch(session, lists, (changes) => {
    const wanted = changes.filter(({ status }) => isWanted(status));
    // Tables are sorted by instance, as in `mar list`. The other formats keep the order of the changes.
    const ordered = isTable ? wanted.sort((a, b) => compareInstances(a.status, b.status)) : wanted;
    if (ordered.length > 0) screen.print(linesOf(ordered));
  });
  return ExitCode.DONE;
}

function shown({ type, status }: StatusChange): Shown {
  return type === StatusChangeType.REMOVED ? { ...status, phase: type } : status;
}
