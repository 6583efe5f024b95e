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
  return countedQuotas(manifests).flatMap((quota) => {
    const exceeded = (by: Count): Need[] => needs(quota, by).filter(({ total, hard }) => total > hard);
    const before = known === undefined ? [] : exceeded(known).map(({ resource }) => resource);
    const found = exceeded(count).filter(({ resource }) => !before.includes(resource));
    return found.map((need) => ({ manifest: quota.manifest, message: describe(need, what) }));
  });
}

function needs({ hard, usage }: CountedQuota, count: Count): Need[] {
  return [...hard].map(([resource, ceiling]) => {
    const amounts = usage.map((used) => [used, (used.each.get(resource) ?? 0n) * BigInt(count(used))] as const);
    const users = amounts.filter(([, amount]) => amount > 0n).sort(([, a], [, b]) => Number(b - a));
    return {
      resource,
      hard: ceiling,
      total: amounts.reduce((sum, [, amount]) => sum + amount, 0n),
      users: users.map(([used, amount]) => [nameOf(used, count), amount]),
    };
  });
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
