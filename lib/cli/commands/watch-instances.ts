import { InstanceStatus } from '../../runtime/status/instance-status';
import { byName } from '../../runtime/status/inventory';
import { ListOptions } from '../../runtime/status/listing';
import { StatusChange, StatusChangeType } from '../../runtime/status/status-watch';
import { forEachBatch } from '../changes';
import { cells, details, head, Shown } from '../output/instances';
import { stream } from '../output/stream';
import { ExitCode, Session } from '../session';
import { fullName } from '../targets';

/** Prints each change of the instances that are wanted. */
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
    // a table is in the order of a list; what becomes of one instance stays in its order
    const ordered = isTable ? wanted.sort((a, b) => byName(a.status, b.status)) : wanted;
    if (ordered.length > 0) screen.print(linesOf(ordered));
  });
  return ExitCode.DONE;
}

function shown({ type, status }: StatusChange): Shown {
  return type === StatusChangeType.REMOVED ? { ...status, phase: type } : status;
}
