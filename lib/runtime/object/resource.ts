import { InstanceKind } from './instance-kind';
import { KubeEvent, KubeObject, Namespace, Pod, PodMetrics, PodTemplate, ResourceQuota, Workload } from './kube';

/** Names and API path of a kind. */
export interface Resource<T extends KubeObject = KubeObject> {
  /** Name in RBAC and kubectl, such as `deployments.apps`. */
  readonly name: string;
  readonly kind: string;
  /** `/api/v1` or `/apis/apps/v1`. */
  readonly base: string;
  /** Last segment of the API path, such as `deployments`. */
  readonly plural: string;
  /** Never set. Carries the type `T` of the objects for the compiler. */
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

/** Kind of a workload, which creates pods. */
export type WorkloadKind = keyof typeof WORKLOADS;
export const WORKLOAD_KINDS = Object.values(InstanceKind).filter((kind) => kind !== InstanceKind.POD);
