import { KubeApi } from '../api/api';
import { Change, follow } from '../api/follow';
import { InstanceStatus } from './instance-status';
import { Inventory, keyOf, Row } from './inventory';
import { KubeObject } from '../object/kube';
import { ListOptions, queries } from './listing';
import { merge } from './merge';
import { Resource } from '../object/resource';
import { pathOf } from '../object/target';
import { World } from '../api/world';

/** Type of a change of an instance. */
export enum StatusChangeType {
  /** The instance is new. The watch begins with one such change for each existing instance. */
  ADDED = 'Added',
  /** The status of the instance has changed. */
  CHANGED = 'Changed',
  /** The instance no longer exists. `status` is its last status. */
  REMOVED = 'Removed',
}

/** Change of one instance. */
export interface StatusChange {
  /** Type of the change. */
  readonly type: StatusChangeType;
  /** Status after the change. The last status if the instance was removed. */
  readonly status: InstanceStatus;
}

/** Change of the objects of one query. */
interface Tagged {
  readonly query: number;
  readonly resource: Resource;
  readonly change: Change<KubeObject>;
}

/**
 * Yields all instances as `Added`, sorted by cluster, ID and kind, then each change of an instance, until `signal` is
 * aborted.
 */
export async function* watchStatus(
  api: KubeApi,
  options: ListOptions,
  signal: AbortSignal,
  world: World,
): AsyncGenerator<StatusChange> {
  const asked = queries(options);
  const rows = new Rows();
  const unlisted = new Set(asked.keys());
  const changes = asked.map(([resource, selection], query) => (end: AbortSignal): AsyncIterable<Tagged> => {
    return tagged(follow(api, resource, selection, end, world), query, resource);
  });
  for await (const { query, resource, change } of merge(changes, signal)) {
    rows.take(query, resource, change);
    unlisted.delete(query);
    if (unlisted.size === 0) yield* rows.news();
  }
}

async function* tagged(
  changes: AsyncIterable<Change<KubeObject>>,
  query: number,
  resource: Resource,
): AsyncGenerator<Tagged> {
  for await (const change of changes) yield { query, resource, change };
}

/** Tracks the last yielded status of each instance, and the instances that may have changed since. */
class Rows {
  private readonly inventory = new Inventory();
  /** Objects that each query has found, by path. */
  private readonly found = new Map<number, Map<string, KubeObject>>();
  private readonly told = new Map<string, InstanceStatus>();
  private readonly touched = new Map<string, Row>();

  /** Applies a change to the objects of a query. Objects that a new list no longer contains are removed. */
  public take(query: number, resource: Resource, { isAll, put, dropped }: Change<KubeObject>): void {
    const before = this.found.get(query) ?? new Map<string, KubeObject>();
    const now = isAll ? new Map<string, KubeObject>() : before;
    this.found.set(query, now);
    for (const object of put) {
      now.set(pathOf(object), object);
      this.touch(this.inventory.put(resource, object));
    }
    const gone = isAll ? [...before.values()].filter((object) => !now.has(pathOf(object))) : dropped;
    for (const object of gone) {
      now.delete(pathOf(object));
      this.touch(this.inventory.drop(resource, object));
    }
  }

  /** Yields the changes of all instances since the last call. */
  public *news(): Generator<StatusChange> {
    for (const [key, row] of [...this.touched].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [before, now] = [this.told.get(key), this.inventory.status(row)];
      if (now === undefined) this.told.delete(key);
      else this.told.set(key, now);
      const change = changeOf(before, now);
      if (change !== undefined) yield change;
    }
    this.touched.clear();
  }

  private touch(row: Row | undefined): void {
    if (row !== undefined) this.touched.set(keyOf(row), row);
  }
}

function changeOf(before: InstanceStatus | undefined, now: InstanceStatus | undefined): StatusChange | undefined {
  if (now === undefined) return before && { type: StatusChangeType.REMOVED, status: before };
  if (before === undefined) return { type: StatusChangeType.ADDED, status: now };
  return JSON.stringify(before) === JSON.stringify(now) ? undefined : { type: StatusChangeType.CHANGED, status: now };
}
