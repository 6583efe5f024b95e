import { InstanceStatus } from '../../runtime/status/instance-status';
import { byName } from '../../runtime/status/inventory';
import { ListOptions } from '../../runtime/status/listing';
import { merge } from '../../runtime/status/merge';
import { StatusChange, StatusChangeType } from '../../runtime/status/status-watch';
import { Columns } from '../output/columns';
import { dataText } from '../output/data';
import { cells, details, head, Shown } from '../output/instances';
import { ExitCode, Session } from '../session';
import { namesOf } from '../targets';

/** So many milliseconds may pass between changes that are printed as one table. */
const PAUSE = 100;

/** Prints each change of the instances that are wanted, as long as somebody reads it. */
export async function watch(
  { client, world, screen }: Session,
  lists: readonly ListOptions[],
  form: string,
  isWanted: (status: InstanceStatus) => boolean = () => true,
): Promise<ExitCode> {
  const end = either(world.interrupted, world.unread);
  const print = printer(form, () => world.now());
  const batch: StatusChange[] = [];
  const flush = (): void => {
    const lines = batch.length > 0 ? print(batch.splice(0)) : [];
    if (lines.length > 0) screen.print(lines.join('\n'));
  };
  for await (const change of merge(
    lists.map((one) => (signal: AbortSignal) => client.watch(one, signal)),
    end,
  )) {
    if (isWanted(change.status) && batch.push(change) === 1) void world.sleep(PAUSE).then(flush);
  }
  flush();
  return ExitCode.DONE;
}

function printer(form: string, now: () => number): (changes: readonly StatusChange[]) => string[] {
  if (form === 'json') return (changes) => changes.map((change) => JSON.stringify(change));
  if (form === 'yaml') return (changes) => changes.map((change) => `---\n${dataText(form, change)}`);
  if (form === 'name') return (changes) => changes.flatMap(({ status }) => namesOf([status]));
  if (form === 'details') return (changes) => changes.map((change) => `${details(shown(change), now())}\n`);
  const columns = new Columns();
  const isWide = form === 'wide';
  const heads = [head(isWide)];
  return (changes) => {
    const sorted = [...changes].sort((a, b) => byName(a.status, b.status)); // those of one instance stay in their order
    const rows = sorted.map((change) => cells(shown(change), now(), isWide));
    return columns.lines([...heads.splice(0), ...rows]);
  };
}

function shown({ type, status }: StatusChange): Shown {
  return type === StatusChangeType.REMOVED ? { ...status, phase: type } : status;
}

/** `AbortSignal.any`, which the first versions of Node 20 have not. */
function either(...signals: readonly AbortSignal[]): AbortSignal {
  const end = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) end.abort();
    signal.addEventListener('abort', () => { end.abort(); }); // prettier-ignore
  }
  return end.signal;
}
