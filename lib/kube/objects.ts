/**
 * Kubernetes object as read from a manifest, with the fields that the checks read. Each field can be missing. A handwritten
 * manifest can also hold values of other types, which the API server rejects.
 */
export interface KubeObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
  readonly [field: string]: unknown;
}

/** Metadata of an object or of a pod template. */
export interface ObjectMeta {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
}

/** Labels or annotations: strings by key. */
export interface Labels {
  readonly [key: string]: string;
}

export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly LabelRequirement[];
}

export interface LabelRequirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** Quantity in the format of the manifest: `500m`, `2`, 2 or `4Gi`. */
export type Quantity = string | number;

export interface ResourceList {
  readonly [resource: string]: Quantity;
}

export interface Resources {
  readonly limits?: ResourceList;
  readonly requests?: ResourceList;
}

export interface PodTemplate {
  readonly metadata?: ObjectMeta;
  readonly spec?: PodSpec;
}

export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly ephemeralContainers?: readonly Container[];
  readonly volumes?: readonly Volume[];
  readonly securityContext?: PodSecurityContext;
  readonly os?: { readonly name?: string };
  readonly resources?: Resources;
  readonly overhead?: ResourceList;
  readonly activeDeadlineSeconds?: number;
  readonly priorityClassName?: string;
  readonly runtimeClassName?: string;
  readonly serviceAccountName?: string;
  /** Deprecated name of `serviceAccountName`, which the API server still reads. */
  readonly serviceAccount?: string;
  readonly enableServiceLinks?: boolean;
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly hostUsers?: boolean;
  readonly hostname?: string;
  readonly subdomain?: string;
  readonly restartPolicy?: string;
  readonly nodeName?: string;
  readonly tolerations?: readonly object[];
  readonly hostAliases?: readonly object[];
  readonly dnsPolicy?: string;
  readonly dnsConfig?: unknown;
  readonly affinity?: {
    readonly nodeAffinity?: unknown;
    readonly podAffinity?: PodAffinity;
    readonly podAntiAffinity?: PodAffinity;
  };
}

export interface PodAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: readonly PodAffinityTerm[];
  readonly preferredDuringSchedulingIgnoredDuringExecution?: readonly { readonly podAffinityTerm?: PodAffinityTerm }[];
}

export interface PodAffinityTerm {
  readonly namespaces?: readonly string[];
  readonly namespaceSelector?: LabelSelector;
}

export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly ports?: readonly ContainerPort[];
  readonly env?: readonly EnvVar[];
  readonly envFrom?: readonly EnvFromSource[];
  readonly volumeMounts?: readonly VolumeMount[];
  readonly volumeDevices?: readonly { readonly name?: string }[];
  readonly resources?: Resources;
  readonly restartPolicy?: string;
  readonly securityContext?: ContainerSecurityContext;
  readonly livenessProbe?: Handler;
  readonly readinessProbe?: Handler;
  readonly startupProbe?: Handler;
  readonly lifecycle?: { readonly postStart?: Handler; readonly preStop?: Handler };
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort?: number;
  readonly hostPort?: number;
  readonly protocol?: string;
}

export interface EnvVar {
  readonly name?: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly configMapKeyRef?: KeyRef;
    readonly secretKeyRef?: KeyRef;
    readonly fieldRef?: unknown;
    readonly resourceFieldRef?: unknown;
  };
}

export interface KeyRef {
  readonly name?: string;
  readonly key?: string;
  readonly optional?: boolean;
}

export interface EnvFromSource {
  readonly prefix?: string;
  readonly configMapRef?: KeyRef;
  readonly secretRef?: KeyRef;
}

export interface VolumeMount {
  readonly name?: string;
  readonly mountPath?: string;
  readonly subPath?: string;
  readonly subPathExpr?: string;
}

/** Action of a probe or a lifecycle hook. */
export interface Handler {
  readonly httpGet?: { readonly host?: string; readonly port?: number | string };
  readonly tcpSocket?: { readonly host?: string; readonly port?: number | string };
  readonly grpc?: { readonly port?: number };
}

export interface Volume {
  readonly name?: string;
  readonly configMap?: VolumeFiles & { readonly name?: string };
  readonly secret?: VolumeFiles & { readonly secretName?: string };
  readonly persistentVolumeClaim?: { readonly claimName?: string; readonly readOnly?: boolean };
  readonly projected?: {
    readonly sources?: readonly {
      readonly configMap?: VolumeFiles & { readonly name?: string };
      readonly secret?: VolumeFiles & { readonly name?: string };
    }[];
  };
  readonly ephemeral?: { readonly volumeClaimTemplate?: { readonly spec?: ClaimSpec } };
  readonly hostPath?: { readonly path?: string };
  readonly [source: string]: unknown;
}

export interface VolumeFiles {
  readonly items?: readonly { readonly key?: string }[];
  readonly optional?: boolean;
}

export interface ClaimSpec {
  readonly accessModes?: readonly string[];
  readonly storageClassName?: string;
  readonly volumeAttributesClassName?: string;
  readonly resources?: Resources;
}

export interface SecurityFields {
  readonly runAsUser?: number;
  readonly runAsNonRoot?: boolean;
  readonly seccompProfile?: { readonly type?: string; readonly localhostProfile?: string };
  readonly appArmorProfile?: { readonly type?: string };
  readonly seLinuxOptions?: { readonly type?: string; readonly user?: string; readonly role?: string };
  readonly windowsOptions?: { readonly hostProcess?: boolean };
}

export interface PodSecurityContext extends SecurityFields {
  readonly sysctls?: readonly { readonly name?: string }[];
}

export interface ContainerSecurityContext extends SecurityFields {
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly procMount?: string;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
}
