import { KubeApi } from '../api/api';
import { Change, follow } from '../api/follow';
import { InstanceStatus } from './instance-status';
import { Inventory, formatKey, InstanceKey } from './inventory';
import { KubeObject } from '../object/kube';
import { ListOptions, buildQueries } from './read-inventory';
import { merge } from './merge';
import { Resource } from '../object/resource';
import { pathOf } from '../object/target';
import { Clock } from '../api/clock';

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
interface QueryChange {
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
  world: Clock,
): AsyncGenerator<StatusChange> {
  const asked = buildQueries(options);
  const rows = new StatusTracker();
  const unlisted = new Set(asked.keys());
  const changes = asked.map(([resource, selection], query) => (end: AbortSignal): AsyncIterable<QueryChange> => {
    return addQuery(follow(api, resource, selection, end, world), query, resource);
  });
  for await (const { query, resource, change } of merge(changes, signal)) {
    rows.apply(query, resource, change);
    unlisted.delete(query);
    if (unlisted.size === 0) yield* rows.takeChanges();
  }
}

async function* addQuery(
  changes: AsyncIterable<Change<KubeObject>>,
  query: number,
  resource: Resource,
): AsyncGenerator<QueryChange> {
  for await (const change of changes) yield { query, resource, change };
}

/** Tracks the last yielded status of each instance, and the instances that may have changed since. */
class StatusTracker {
  private readonly inventory = new Inventory();
  /** Objects that each query has found, by path. */
  private readonly found = new Map<number, Map<string, KubeObject>>();
  private readonly lastStatus = new Map<string, InstanceStatus>();
  private readonly changed = new Map<string, InstanceKey>();

  /** Applies a change to the objects of a query. Objects that a new list no longer contains are removed. */
  public apply(query: number, resource: Resource, { isFullList, put, dropped }: Change<KubeObject>): void {
    const before = this.found.get(query) ?? new Map<string, KubeObject>();
    const now = isFullList ? new Map<string, KubeObject>() : before;
    this.found.set(query, now);
    for (const object of put) {
      now.set(pathOf(object), object);
      this.markChanged(this.inventory.put(resource, object));
    }
    const gone = isFullList ? [...before.values()].filter((object) => !now.has(pathOf(object))) : dropped;
    for (const object of gone) {
      now.delete(pathOf(object));
      this.markChanged(this.inventory.remove(resource, object));
    }
  }

  /** Yields the changes of all instances since the last call. */
  public *takeChanges(): Generator<StatusChange> {
    for (const [key, row] of [...this.changed].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const [before, now] = [this.lastStatus.get(key), this.inventory.status(row)];
      if (now === undefined) this.lastStatus.delete(key);
      else this.lastStatus.set(key, now);
      const change = compareStatus(before, now);
      if (change !== undefined) yield change;
    }
    this.changed.clear();
  }

  private markChanged(row: InstanceKey | undefined): void {
    if (row !== undefined) this.changed.set(formatKey(row), row);
  }
}

function compareStatus(before: InstanceStatus | undefined, now: InstanceStatus | undefined): StatusChange | undefined {
  if (now === undefined) return before && { type: StatusChangeType.REMOVED, status: before };
  if (before === undefined) return { type: StatusChangeType.ADDED, status: now };
  return JSON.stringify(before) === JSON.stringify(now) ? undefined : { type: StatusChangeType.CHANGED, status: now };
}
