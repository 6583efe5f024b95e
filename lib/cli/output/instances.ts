import { InstanceStatus } from '../../runtime/status/instance-status';
import { age, cpu, memory, since } from './amounts';
import { Columns } from './columns';
import { pairs } from './pairs';

/** Status of an instance as printed. Its phase may also be `Removed`, for an instance that no longer exists. */
export type Shown = Omit<InstanceStatus, 'phase'> & { readonly phase: string };

type Cell = string | undefined;
type Row = readonly Cell[];

const HEAD: Row = ['CLUSTER', 'ID', 'KIND', 'PHASE', 'REASON', 'READY', 'CPU', 'MEMORY', 'RESTARTS', 'AGE'];
const WIDE: Row = ['CPU-USED', 'MEMORY-USED', 'NODE', 'PROFILES'];

/** Returns the column headings of the instance table. */
export function head(isWide: boolean): Row {
  return isWide ? [...HEAD, ...WIDE] : HEAD;
}

/** Returns the cells of one row of the instance table. `now` is in milliseconds since 1970. */
export function cells(status: Shown, now: number, isWide: boolean): Row {
  const { cluster, id, kind, phase, reason, restarts, createdAt } = status;
  const limits = [cpu(status.cpuMillicores), memory(status.memoryMebibytes)];
  const row = [cluster, id, kind, phase, reason, ready(status), ...limits, String(restarts), age(createdAt, now)];
  if (!isWide) return row;
  const used = [cpu(status.usedCpuMillicores), memory(status.usedMemoryMebibytes)];
  return [...row, ...used, status.node, status.profiles.join(',')];
}

/** Returns the lines of a table with the column headings and one row per instance. */
export function instanceTable(rows: readonly InstanceStatus[], now: number, isWide: boolean): string[] {
  return new Columns().lines([head(isWide), ...rows.map((row) => cells(row, now, isWide))]);
}

/** Returns the lines of `mar get` for one instance, one property per line. Leaves out properties without a value. */
export function details(status: Shown, now: number): string[] {
  const { cluster, id, kind, phase, reason, message, restarts, node, createdAt, profiles } = status;
  return pairs([
    ['Cluster', cluster],
    ['ID', id],
    ['Kind', kind],
    ['Phase', phase],
    ['Reason', reason],
    ['Message', message],
    ['Ready', ready(status)],
    ['CPU', limited(cpu(status.cpuMillicores), cpu(status.usedCpuMillicores))],
    ['Memory', limited(memory(status.memoryMebibytes), memory(status.usedMemoryMebibytes))],
    ['Restarts', String(restarts)],
    ['Node', node],
    ['Created', since(createdAt, now)],
    ['Profiles', profiles.length === 0 ? undefined : profiles.join(', ')],
  ]);
}

function ready({ ready: now, desired }: Shown): string {
  return `${now}/${desired}`;
}

function limited(limit: Cell, used: Cell): Cell {
  if (used === undefined) return limit;
  return limit === undefined ? `${used} used, no limit` : `${used} of ${limit} used`;
}
