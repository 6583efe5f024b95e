import { ClusterStatus, QuotaUsage } from '../../runtime/status/cluster-status';
import { InstancePhase } from '../../runtime/status/instance-status';
import { age, percent, since } from './amounts';
import { Columns } from './columns';
import { separate } from './lines';
import { pairs } from './pairs';

/** Column headings of the cluster table. */
export const CLUSTER_HEAD: readonly string[] = [
  ...['CLUSTER', 'REGION', 'PHASE', 'INSTANCES', 'RUNNING', 'CPU', 'MEMORY', 'PODS', 'WARNINGS', 'AGE'],
];

/** Returns the cells of one row of the cluster table. `now` is in milliseconds since 1970. */
export function clusterCells(status: ClusterStatus, now: number): (string | undefined)[] {
  const { name, region, phase, instances, quotas, warnings, createdAt } = status;
  const all = instances.reduce((sum, { count }) => sum + count, 0);
  const running = instances.find((one) => one.phase === InstancePhase.RUNNING)?.count ?? 0;
  const shares = ['limits.cpu', 'limits.memory', 'pods'].map((resource) => fullest(quotas, resource));
  return [name, region, phase, String(all), String(running), ...shares, String(warnings.length), age(createdAt, now)];
}

/** Returns the lines of a table with the column headings and one row per cluster. */
export function clusterTable(clusters: readonly ClusterStatus[], now: number): string[] {
  return new Columns().lines([CLUSTER_HEAD, ...clusters.map((cluster) => clusterCells(cluster, now))]);
}

/**
 * Returns the percentage of `resource` in use. If several quotas limit the resource, returns the highest. Returns undefined
 * if no quota limits it.
 */
function fullest(quotas: readonly QuotaUsage[], resource: string): string | undefined {
  const shares = quotas.filter((usage) => usage.resource === resource).map(({ share }) => share);
  return shares.length === 0 ? undefined : percent(Math.max(...shares));
}

/** Returns the lines of `mar status` for one cluster: its properties, quotas, instances by phase and warnings. */
export function clusterDetails(status: ClusterStatus, now: number): string[] {
  const { name, region, phase, createdAt } = status;
  const about = pairs([['Cluster', name], ['Phase', phase], ['Region', region], ['Created', since(createdAt, now)]]); // prettier-ignore
  return separate([about, quotaTable(status), phaseTable(status), warningTable(status, now)]);
}

function quotaTable({ quotas }: ClusterStatus): string[] {
  const rows = quotas.map(({ quota, resource, used, hard, share }) => [quota, resource, used, hard, percent(share)]);
  return titled('no quota', ['QUOTA', 'RESOURCE', 'USED', 'HARD', 'USED%'], rows);
}

function phaseTable({ instances }: ClusterStatus): string[] {
  return titled('no instances', ['PHASE', 'INSTANCES'], instances.map(({ phase, count }) => [phase, String(count)])); // prettier-ignore
}

function warningTable({ warnings }: ClusterStatus, now: number): string[] {
  const rows = warnings.map(({ lastAt, count, about, reason, message }) => [
    age(lastAt, now),
    String(count),
    about,
    reason,
    message,
  ]);
  return titled('no warnings', ['LAST SEEN', 'TIMES', 'ABOUT', 'REASON', 'MESSAGE'], rows);
}

function titled(none: string, head: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string[] {
  return rows.length === 0 ? [none] : new Columns().lines([head, ...rows]);
}
