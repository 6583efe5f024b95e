import { InstanceKind } from '../object/instance-kind';

/** Which instance. */
export interface InstanceRef {
  /** MAR: the cluster. Kubernetes: the namespace. */
  readonly cluster: string;
  /** MAR: the instance ID. Kubernetes: the name of the pod, or of the workload. */
  readonly id: string;
  /**
   * Needed where several kinds have the same ID. Given, less is asked of the API server.
   * @default - the kind is looked up
   */
  readonly kind?: InstanceKind;
}

/** Where an instance is in its life. */
export enum InstancePhase {
  /** Not all of its containers have started, or no pod of the workload is ready. */
  PENDING = 'Pending',
  /** Its containers run, or some pods of the workload are ready: `ready` says how many. */
  RUNNING = 'Running',
  /** It is being deleted or scaled to nothing, and pods of it are still there. */
  STOPPING = 'Stopping',
  /** There is no pod, and what is needed to start it is kept. */
  STOPPED = 'Stopped',
  /** It has ended, and well. */
  SUCCEEDED = 'Succeeded',
  /** It has ended in an error, and is not started again. */
  FAILED = 'Failed',
  /** A Job or CronJob that is told to wait. */
  SUSPENDED = 'Suspended',
  /** A CronJob between two runs. */
  SCHEDULED = 'Scheduled',
  /** Its node says nothing. */
  UNKNOWN = 'Unknown',
}

/** What is known of an instance at one moment. */
export interface InstanceStatus {
  /** MAR: the cluster. Kubernetes: the namespace. */
  readonly cluster: string;
  /** MAR: the instance ID. Kubernetes: the name of the pod, or of the workload. */
  readonly id: string;
  /** What it is in Kubernetes. */
  readonly kind: InstanceKind;
  /** Where it is in its life. */
  readonly phase: InstancePhase;
  /** In one word, why it is not well: `CrashLoopBackOff`, `Unschedulable`. Of a workload, the worst of its pods'. */
  readonly reason?: string;
  /** The words of Kubernetes behind the reason. */
  readonly message?: string;
  /** Of a pod 1 if it is ready; of a workload, its ready pods. */
  readonly ready: number;
  /** Of a pod 1; of a workload, the pods that it is to have now. */
  readonly desired: number;
  /** MAR: CPU. The limit of all pods that it has when it runs, in millicores; left out if there is none. */
  readonly cpuMillicores?: number;
  /** MAR: memory. The limit of all pods that it has when it runs, in MiB, rounded up; left out if there is none. */
  readonly memoryMebibytes?: number;
  /** What its pods use, in millicores; left out where no metrics server answers. */
  readonly usedCpuMillicores?: number;
  /** What its pods use, in MiB, rounded up; left out where no metrics server answers. */
  readonly usedMemoryMebibytes?: number;
  /** MAR: restarts of its containers, those of all pods together. */
  readonly restarts: number;
  /** Where the pod is; left out for workloads. */
  readonly node?: string;
  /** When the pod or workload was created, of a stopped pod when it was stopped: ISO 8601. */
  readonly createdAt: string;
  /** The profiles that shaped it, as `name@version`. */
  readonly profiles: readonly string[];
}
