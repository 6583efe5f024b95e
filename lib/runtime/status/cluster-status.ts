import { REGION } from '../../internal/labels';
import { InstancePhase, InstanceStatus } from './instance-status';
import { KubeEvent, Namespace, ResourceQuota } from '../object/kube';
import { quantityToNumber } from './quantity';

/** Summary of one cluster, read from its namespace. */
export interface ClusterSummary {
  /** Name of the MAR cluster, which is the Kubernetes namespace. */
  readonly name: string;
  /** Phase of the namespace: `Active`, or `Terminating` while it is being deleted. */
  readonly phase: string;
  /** MAR region of the cluster. Undefined if the namespace has no label for the region. */
  readonly region?: string;
  /** Creation time of the namespace in ISO 8601. */
  readonly createdAt: string;
}

/** Usage of one resource that a ResourceQuota limits. */
export interface QuotaUsage {
  /** Name of the ResourceQuota. */
  readonly quota: string;
  /** Name of the resource in the quota, such as `limits.cpu` or `pods`. */
  readonly resource: string;
  /** Used quantity as Kubernetes formats it, such as `1500m`. */
  readonly used: string;
  /** Hard limit as Kubernetes formats it, such as `40`. */
  readonly hard: string;
  /** Used share of the limit, from 0 (unused) to 1 (used up). Above 1 if the limit was lowered later. */
  readonly share: number;
}

/** Kubernetes event of the type Warning. */
export interface WarningEvent {
  /** Kind and name of the object of the event, such as `Pod/api`. */
  readonly about: string;
  /** Reason in one word, such as `FailedScheduling`. */
  readonly reason: string;
  /** Message of the event. */
  readonly message: string;
  /** Number of times that the event has occurred. */
  readonly count: number;
  /** Time of the last occurrence in ISO 8601. */
  readonly lastAt: string;
}

/** Number of instances in one phase. */
export interface PhaseCount {
  /** Phase of the instances. */
  readonly phase: InstancePhase;
  /** Number of instances in the phase. */
  readonly count: number;
}

/** Status of one cluster at one moment. */
export interface ClusterStatus extends ClusterSummary {
  /** Quota usage, sorted by name of the quota and resource. */
  readonly quotas: readonly QuotaUsage[];
  /** Number of instances in each phase, without phases that have none. */
  readonly instances: readonly PhaseCount[];
  /** Warning events, the newest first, at most 20. */
  readonly warnings: readonly WarningEvent[];
}

/** Maximum number of warnings in a cluster status. */
const MAX_WARNINGS = 20;

/** Returns the summary of the cluster of a namespace. */
export function toClusterSummary({ metadata, status }: Namespace): ClusterSummary {
  const { name, labels = {}, creationTimestamp = '' } = metadata;
  const region = labels[REGION];
  const where = region === undefined ? {} : { region };
  return { name, phase: status?.phase ?? 'Active', ...where, createdAt: creationTimestamp };
}

/** Returns the usage of each resource of the quotas, sorted by name of the quota and resource. */
export function getQuotaUsage(quotas: readonly ResourceQuota[]): QuotaUsage[] {
  const usages = quotas.flatMap(({ metadata: { name: quota }, status }) => {
    return Object.entries(status?.hard ?? {}).map(([resource, hard]) => {
      const used = status?.used?.[resource] ?? '0';
      return { quota, resource, used, hard, share: computeShare(used, hard) };
    });
  });
  return usages.sort((a, b) => (`${a.quota} ${a.resource}` < `${b.quota} ${b.resource}` ? -1 : 1));
}

/** Returns the used share of a hard limit. A limit of 0 is used up, which is 1. */
function computeShare(used: string, hard: string): number {
  const ceiling = quantityToNumber(hard);
  return ceiling > 0 ? quantityToNumber(used) / ceiling : 1;
}

/** Returns the number of instances in each phase, in the order of InstancePhase, without phases that have none. */
export function countPhases(rows: readonly InstanceStatus[]): PhaseCount[] {
  const counts = Object.values(InstancePhase).map((phase) => ({
    phase,
    count: rows.filter((row) => row.phase === phase).length,
  }));
  return counts.filter(({ count }) => count > 0);
}

/** Returns the 20 newest events as warnings, the newest first. */
export function getNewestWarnings(events: readonly KubeEvent[]): WarningEvent[] {
  return events.map(toWarning).sort((a, b) => (a.lastAt > b.lastAt ? -1 : 1)).slice(0, MAX_WARNINGS); // prettier-ignore
}

function toWarning(event: KubeEvent): WarningEvent {
  const { involvedObject: about, reason = '', message = '', count, series, metadata } = event;
  return {
    about: `${about.kind ?? ''}/${about.name ?? ''}`,
    reason,
    message,
    count: series?.count ?? count ?? 1,
    lastAt: series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? metadata.creationTimestamp ?? '',
  };
}
