import { finding } from '../../../internal/errors';
import { oncePer } from '../../../internal/once';
import { CountedQuota, countedQuotas } from '../../model/quotas';
import { written } from '../../model/quantity';
import { Amounts } from '../../model/resources';
import { Manifests } from '../../manifests';
import { Finding } from '../../rule';

/** Number to count an object by: the declared number or the maximum. */
export type Count = 'count' | 'mostCount';

/** What a resource is used for, the largest first. */
interface Need {
  readonly resource: string;
  readonly hard: bigint;
  readonly total: bigint;
  readonly users: readonly (readonly [user: string, amount: bigint])[];
}

const MOST_USERS = 3;

/** A finding for each ceiling of a quota that is too low; but not for those that are too low by another count already. */
export function overruns(manifests: Manifests, what: string, count: Count, known?: Count): Finding[] {
  return countedQuotas(manifests).flatMap((quota) =>
    [...quota.hard]
      .filter(([resource, hard]) => totalOf(quota, resource, count) > hard)
      .filter(([resource, hard]) => known === undefined || totalOf(quota, resource, known) <= hard)
      .map(([resource, hard]) => {
        const need = { resource, hard, total: totalOf(quota, resource, count), users: usersOf(quota, resource, count) };
        return { manifest: quota.manifest, message: describe(need, what) };
      }),
  );
}

function totalOf(quota: CountedQuota, resource: string, count: Count): bigint {
  let total = 0n;
  for (const [each, times] of tallies(quota)[count]) total += (each.get(resource) ?? 0n) * BigInt(times);
  return total;
}

/** How often the same amounts are used. */
const tallies = oncePer(({ usage }: CountedQuota): Readonly<Record<Count, ReadonlyMap<Amounts, number>>> => {
  const [count, mostCount] = [new Map<Amounts, number>(), new Map<Amounts, number>()];
  for (const used of usage) {
    count.set(used.each, (count.get(used.each) ?? 0) + used.count);
    mostCount.set(used.each, (mostCount.get(used.each) ?? 0) + used.mostCount);
  }
  return { count, mostCount };
});

function usersOf({ usage }: CountedQuota, resource: string, count: Count): Need['users'] {
  const amounts = usage.map((used) => [used, (used.each.get(resource) ?? 0n) * BigInt(used[count])] as const);
  const users = amounts.filter(([, amount]) => amount > 0n).sort(([, a], [, b]) => Number(b - a));
  return users.map(([{ owner, [count]: times }, amount]) => [
    times === 1 ? owner.toString() : `${times} × ${owner.toString()}`,
    amount,
  ]);
}

function describe({ resource, hard, total, users }: Need, what: string): string {
  const inUnits = (amount: bigint): string => written(resource, amount);
  const largest = users.slice(0, MOST_USERS).map(([user, amount]) => `${user} (${inUnits(amount)})`);
  const rest = users.length > MOST_USERS ? ` and ${users.length - MOST_USERS} more` : '';
  return finding(
    `hard['${resource}']`,
    inUnits(hard),
    `must be at least ${inUnits(total)}, which ${what}`,
    `raise the quota by ${inUnits(total - hard)}, or lower what counts most: ${largest.join(', ')}${rest}`,
  );
}
