import { InstanceKind } from '../object/instance-kind';

/** Reference to one instance. */
export interface InstanceRef {
  /** Name of the MAR cluster, which is the Kubernetes namespace. */
  readonly cluster: string;
  /** MAR instance ID, which is the name of the pod or workload. */
  readonly id: string;
  /**
   * Kind of the instance. Required if instances of several kinds have the same ID. Otherwise the kind only saves requests to
   * the API server.
   * @default - the kind is looked up
   */
  readonly kind?: InstanceKind;
}

/** Phase in the life of an instance. */
export enum InstancePhase {
  /** Not all containers of the pod have started, or no pod of the workload is ready. */
  PENDING = 'Pending',
  /** The containers of the pod run, or at least one pod of the workload is ready. `ready` is the number of ready pods. */
  RUNNING = 'Running',
  /** The instance is being deleted or stopped, and some of its pods still exist. */
  STOPPING = 'Stopping',
  /** The instance has no pod and can be started again. */
  STOPPED = 'Stopped',
  /** The pod or job has completed successfully. */
  SUCCEEDED = 'Succeeded',
  /** The pod or job has ended in an error and is not restarted. */
  FAILED = 'Failed',
  /** The Job or CronJob is suspended. */
  SUSPENDED = 'Suspended',
  /** The CronJob waits for its next scheduled time. */
  SCHEDULED = 'Scheduled',
  /** The node of the pod does not report to Kubernetes. */
  UNKNOWN = 'Unknown',
}

/** Status of one instance at one moment. */
export interface InstanceStatus {
  /** Name of the MAR cluster, which is the Kubernetes namespace. */
  readonly cluster: string;
  /** MAR instance ID, which is the name of the pod or workload. */
  readonly id: string;
  /** Kind of the instance in Kubernetes. */
  readonly kind: InstanceKind;
  /** Phase in the life of the instance. */
  readonly phase: InstancePhase;
  /**
   * Reason in one word why the instance is not healthy, such as `CrashLoopBackOff` or `Unschedulable`. For a workload, the
   * most severe reason of its pods.
   */
  readonly reason?: string;
  /** Message of Kubernetes that explains the reason. */
  readonly message?: string;
  /** Number of ready pods. 0 or 1 for a bare pod. */
  readonly ready: number;
  /** Number of pods that the instance should have now. 1 for a bare pod, 0 if it is stopped. */
  readonly desired: number;
  /**
   * MAR CPU: the limit of all pods together when the instance runs, in millicores. Undefined if a container has no limit.
   */
  readonly cpuMillicores?: number;
  /**
   * MAR memory: the limit of all pods together when the instance runs, in MiB, rounded up. Undefined if a container has no
   * limit.
   */
  readonly memoryMebibytes?: number;
  /** CPU usage of all pods together, in millicores. Undefined if the metrics server has no data. */
  readonly usedCpuMillicores?: number;
  /** Memory usage of all pods together, in MiB, rounded up. Undefined if the metrics server has no data. */
  readonly usedMemoryMebibytes?: number;
  /** MAR restarts: number of container restarts of all pods together. */
  readonly restarts: number;
  /** Name of the node of a bare pod. Undefined for a workload, and for a pod that is not scheduled. */
  readonly node?: string;
  /** Creation time of the pod or workload in ISO 8601. For a stopped pod, the time when it was stopped. */
  readonly createdAt: string;
  /** Profiles of the instance, as `name@version`. */
  readonly profiles: readonly string[];
}
