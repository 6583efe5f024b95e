import { finding } from '../../../internal/errors';
import { CountedQuota, countedQuotas } from '../../model/quotas';
import { written } from '../../model/quantity';
import { Usage } from '../../model/usage';
import { Manifests } from '../../manifests';
import { Finding } from '../../rule';

/** How often something is counted: as it is, or at most. */
export type Count = (usage: Usage) => number;

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

function totalOf({ usage }: CountedQuota, resource: string, count: Count): bigint {
  let total = 0n;
  for (const used of usage) total += amountOf(used, resource, count);
  return total;
}

function amountOf(used: Usage, resource: string, count: Count): bigint {
  const amount = used.each.get(resource);
  const times = count(used);
  return amount === undefined || times === 0 ? 0n : times === 1 ? amount : amount * BigInt(times);
}

function usersOf({ usage }: CountedQuota, resource: string, count: Count): Need['users'] {
  const amounts = usage.map((used) => [used, amountOf(used, resource, count)] as const);
  const users = amounts.filter(([, amount]) => amount > 0n).sort(([, a], [, b]) => Number(b - a));
  return users.map(([used, amount]) => [nameOf(used, count), amount]);
}

function nameOf(usage: Usage, count: Count): string {
  return count(usage) === 1 ? usage.owner.toString() : `${count(usage)} × ${usage.owner.toString()}`;
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
