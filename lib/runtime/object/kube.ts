/**
 * An object of the API server. These types declare only the fields that this library reads; all others are kept unchanged.
 */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** Metadata of an object. */
export interface ObjectMeta extends TemplateMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly managedFields?: readonly ManagedFields[];
}

/** Metadata in a template, for the objects created from the template. */
export interface TemplateMeta {
  readonly labels?: Texts;
  readonly annotations?: Texts;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
}

/** Strings by key: labels or annotations. */
export interface Texts {
  readonly [key: string]: string;
}

export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** Fields that one manager has set, as a tree of keys such as `f:spec`. */
export interface ManagedFields {
  readonly fieldsV1?: FieldTree;
}

export interface FieldTree {
  readonly [field: string]: FieldTree;
}

/** Condition of a status: its type, whether it holds, and the reason. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

export interface Amounts {
  readonly [resource: string]: string;
}

export interface Pod extends KubeObject {
  readonly spec: PodSpec;
  readonly status?: PodStatus;
}

export interface PodSpec {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly resources?: { readonly limits?: Amounts };
  readonly nodeName?: string;
  readonly runtimeClassName?: string;
  readonly restartPolicy?: string;
  readonly [field: string]: unknown;
}

export interface Container {
  readonly name: string;
  readonly restartPolicy?: string;
  readonly resources?: { readonly limits?: Amounts };
}

export interface PodStatus {
  readonly phase?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly conditions?: readonly Condition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
}

export interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
}

export interface ContainerState {
  readonly running?: object;
  readonly waiting?: { readonly reason?: string; readonly message?: string };
  readonly terminated?: { readonly reason?: string; readonly message?: string; readonly exitCode: number };
}

export interface PodTemplateSpec {
  readonly metadata?: TemplateMeta;
  readonly spec: PodSpec;
}

/** A PodTemplate object: a pod template outside of a workload. */
export interface PodTemplate extends KubeObject {
  readonly template: PodTemplateSpec;
}

/** A workload of any kind. Its optional fields exist only for some kinds. */
export interface Workload extends KubeObject {
  readonly spec: WorkloadSpec;
  readonly status?: WorkloadStatus;
}

export interface WorkloadSpec {
  readonly replicas?: number;
  readonly suspend?: boolean;
  readonly parallelism?: number;
  readonly completions?: number;
  readonly template?: PodTemplateSpec;
  readonly jobTemplate?: { readonly spec: WorkloadSpec };
  /** True if a Deployment does not roll out changes of its template. */
  readonly paused?: boolean;
  /** Update strategy of a StatefulSet or DaemonSet. */
  readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly partition?: number } };
}

export interface WorkloadStatus {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly updatedReplicas?: number;
  readonly desiredNumberScheduled?: number;
  readonly numberReady?: number;
  readonly updatedNumberScheduled?: number;
  readonly succeeded?: number;
  readonly ready?: number;
  readonly active?: number | readonly unknown[];
  readonly currentRevision?: string;
  readonly updateRevision?: string;
  readonly conditions?: readonly Condition[];
}

/** Resource usage of a pod, from the metrics API. */
export interface PodMetrics extends KubeObject {
  readonly containers: readonly { readonly usage?: Amounts }[];
}

export interface Namespace extends KubeObject {
  readonly status?: { readonly phase?: string };
}

export interface ResourceQuota extends KubeObject {
  readonly status?: { readonly hard?: Amounts; readonly used?: Amounts };
}

/** An Event object about another object. */
export interface KubeEvent extends KubeObject {
  readonly involvedObject: { readonly kind?: string; readonly name?: string };
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
}
