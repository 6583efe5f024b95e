import { InstanceKind } from './instance-kind';
import { KubeEvent, KubeObject, Namespace, Pod, PodMetrics, PodTemplate, ResourceQuota, Workload } from './kube';

/** Where objects of a kind are served. */
export interface Resource<T extends KubeObject = KubeObject> {
  /** As RBAC and kubectl write it: `deployments.apps`. */
  readonly name: string;
  readonly kind: string;
  /** `/api/v1` or `/apis/apps/v1`. */
  readonly base: string;
  /** The last part of the address. */
  readonly plural: string;
  /** For the compiler alone. */
  readonly objects?: T;
}

function resource<T extends KubeObject>(kind: string, name: string, version = 'v1'): Resource<T> {
  const [, plural = name, group] = /^(\w+)\.(.+)$/.exec(name) ?? [];
  return { name, kind, plural, base: group === undefined ? `/api/${version}` : `/apis/${group}/${version}` };
}

export const PODS = resource<Pod>('Pod', 'pods');
export const POD_TEMPLATES = resource<PodTemplate>('PodTemplate', 'podtemplates');
export const POD_METRICS = resource<PodMetrics>('PodMetrics', 'pods.metrics.k8s.io', 'v1beta1');
export const NAMESPACES = resource<Namespace>('Namespace', 'namespaces');
export const QUOTAS = resource<ResourceQuota>('ResourceQuota', 'resourcequotas');
export const EVENTS = resource<KubeEvent>('Event', 'events');

/** The kinds of workloads, in the order in which they are shown. */
export const WORKLOADS = {
  [InstanceKind.DEPLOYMENT]: resource<Workload>('Deployment', 'deployments.apps'),
  [InstanceKind.STATEFUL_SET]: resource<Workload>('StatefulSet', 'statefulsets.apps'),
  [InstanceKind.DAEMON_SET]: resource<Workload>('DaemonSet', 'daemonsets.apps'),
  [InstanceKind.REPLICA_SET]: resource<Workload>('ReplicaSet', 'replicasets.apps'),
  [InstanceKind.REPLICATION_CONTROLLER]: resource<Workload>('ReplicationController', 'replicationcontrollers'),
  [InstanceKind.JOB]: resource<Workload>('Job', 'jobs.batch'),
  [InstanceKind.CRON_JOB]: resource<Workload>('CronJob', 'cronjobs.batch'),
} as const;

/** A kind that makes pods. */
export type WorkloadKind = keyof typeof WORKLOADS;
export const WORKLOAD_KINDS = Object.values(InstanceKind).filter((kind) => kind !== InstanceKind.POD);
