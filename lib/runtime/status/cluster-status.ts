import { REGION } from '../../internal/labels';
import { InstancePhase, InstanceStatus } from './instance-status';
import { KubeEvent, Namespace, ResourceQuota } from '../object/kube';
import { amount } from './quantity';

/** A cluster, as its namespace tells of it. */
export interface ClusterSummary {
  /** MAR: the cluster. Kubernetes: the namespace. */
  readonly name: string;
  /** Kubernetes' word: `Active`, or `Terminating` while it is deleted. */
  readonly phase: string;
  /** Where it is; left out if nothing says so. */
  readonly region?: string;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** How much of a ceiling is used. */
export interface QuotaUsage {
  /** The name of the ResourceQuota. */
  readonly quota: string;
  /** Kubernetes' word: `limits.cpu`, `pods`. */
  readonly resource: string;
  /** As Kubernetes writes it: `1500m`. */
  readonly used: string;
  /** As Kubernetes writes it: `40`. */
  readonly hard: string;
  /** The used part: 0 for nothing, 1 for all. */
  readonly share: number;
}

/** Something that went wrong. */
export interface WarningEvent {
  /** What it happened to: `Pod/api`. */
  readonly about: string;
  /** In one word: `FailedScheduling`. */
  readonly reason: string;
  /** In Kubernetes' words. */
  readonly message: string;
  /** How often. */
  readonly count: number;
  /** When it happened last: ISO 8601. */
  readonly lastAt: string;
}

/** How many instances are in a phase. */
export interface PhaseCount {
  readonly phase: InstancePhase;
  readonly count: number;
}

/** What is known of a cluster at one moment. */
export interface ClusterStatus extends ClusterSummary {
  /** In the order of quota and resource. */
  readonly quotas: readonly QuotaUsage[];
  /** Those phases that instances are in. */
  readonly instances: readonly PhaseCount[];
  /** The newest first, at most 20. */
  readonly warnings: readonly WarningEvent[];
}

/** How many warnings a status has. */
const WARNINGS = 20;

/** What a namespace tells of its cluster. */
export function summaryOf({ metadata, status }: Namespace): ClusterSummary {
  const { name, labels = {}, creationTimestamp = '' } = metadata;
  const region = labels[REGION];
  const where = region === undefined ? {} : { region };
  return { name, phase: status?.phase ?? 'Active', ...where, createdAt: creationTimestamp };
}

/** Ceilings and what is used of them. */
export function quotaUsage(quotas: readonly ResourceQuota[]): QuotaUsage[] {
  const usages = quotas.flatMap(({ metadata: { name: quota }, status }) => {
    return Object.entries(status?.hard ?? {}).map(([resource, hard]) => {
      const used = status?.used?.[resource] ?? '0';
      return { quota, resource, used, hard, share: shareOf(used, hard) };
    });
  });
  return usages.sort((a, b) => (`${a.quota} ${a.resource}` < `${b.quota} ${b.resource}` ? -1 : 1));
}

/** Of a ceiling of nothing, all is used. */
function shareOf(used: string, hard: string): number {
  const ceiling = amount(hard);
  return ceiling > 0 ? amount(used) / ceiling : 1;
}

/** Phases in their own order. */
export function phaseCounts(rows: readonly InstanceStatus[]): PhaseCount[] {
  const counts = Object.values(InstancePhase).map((phase) => ({
    phase,
    count: rows.filter((row) => row.phase === phase).length,
  }));
  return counts.filter(({ count }) => count > 0);
}

/** The newest first. */
export function newestWarnings(events: readonly KubeEvent[]): WarningEvent[] {
  return events.map(warningOf).sort((a, b) => (a.lastAt > b.lastAt ? -1 : 1)).slice(0, WARNINGS); // prettier-ignore
}

function warningOf(event: KubeEvent): WarningEvent {
  const { involvedObject: about, reason = '', message = '', count, series, metadata } = event;
  return {
    about: `${about.kind ?? ''}/${about.name ?? ''}`,
    reason,
    message,
    count: series?.count ?? count ?? 1,
    lastAt: series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? metadata.creationTimestamp ?? '',
  };
}
