/** Objects of the API server: what of them is looked at. The rest is there too and is kept as it came. */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata: ObjectMeta;
  readonly [field: string]: unknown;
}

/** What every object says of itself. */
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

/** What a template says of what is made of it. */
export interface TemplateMeta {
  readonly labels?: Texts;
  readonly annotations?: Texts;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
}

/** Texts by key: labels, annotations. */
export interface Texts {
  readonly [key: string]: string;
}

export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
  readonly controller?: boolean;
}

/** Which fields somebody wrote, as a tree of keys such as `f:spec`. */
export interface ManagedFields {
  readonly fieldsV1?: FieldTree;
}

export interface FieldTree {
  readonly [field: string]: FieldTree;
}

/** Something that is so or not, and why. */
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

/** The object of that kind, which is a template that stands alone. */
export interface PodTemplate extends KubeObject {
  readonly template: PodTemplateSpec;
}

/** What all workloads have in common, as far as a kind has it. */
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
  /** Of a Deployment: whether changes of the template wait. */
  readonly paused?: boolean;
  /** Of a StatefulSet or DaemonSet. */
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

/** What a metrics server has measured of a pod. */
export interface PodMetrics extends KubeObject {
  readonly containers: readonly { readonly usage?: Amounts }[];
}

export interface Namespace extends KubeObject {
  readonly status?: { readonly phase?: string };
}

export interface ResourceQuota extends KubeObject {
  readonly status?: { readonly hard?: Amounts; readonly used?: Amounts };
}

/** What happened to an object. */
export interface KubeEvent extends KubeObject {
  readonly involvedObject: { readonly kind?: string; readonly name?: string };
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
}
