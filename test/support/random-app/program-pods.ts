import {
  Autoscale,
  Env,
  FailureRule,
  HostAlias,
  Lifecycle,
  Patch,
  PodDns,
  SizeUnit,
  Toleration,
  Units,
  VolumeMount,
} from './program-details';

export const KINDS = [
  'Instance',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'ReplicaSet',
  'ReplicationController',
] as const;

export type Kind = (typeof KINDS)[number];

export type ProtocolName = 'TCP' | 'UDP' | 'SCTP';

export type Labels = Readonly<Record<string, string>>;

/** Amounts: millicores, MiB of memory, MiB of disk. */
export interface Quantities {
  readonly cpu?: number;
  readonly memory?: number;
  readonly disk?: number;
}

/** Amounts, and the units in which they are said. */
export interface Amounts extends Quantities {
  readonly units?: Units;
}

export interface Profile extends Amounts {
  readonly name: string;
  readonly env?: Labels;
  readonly security?: Security;
  readonly nodeSelector?: Labels;
  readonly tolerations?: readonly Toleration[];
}

export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany' | 'ReadWriteOncePod';

export interface Storage {
  readonly name: string;
  /** MiB. */
  readonly size: number;
  readonly unit?: SizeUnit;
  readonly mode?: AccessMode;
  readonly className?: string;
}

export interface Mount extends Omit<Storage, 'name'> {
  readonly path: string;
  readonly block?: boolean;
  readonly readOnly?: boolean;
  readonly subPath?: string;
  /** The static volume of the organization. */
  readonly volume?: boolean;
}

export interface PortSpec {
  readonly name: string;
  readonly number: number;
  readonly protocol?: ProtocolName;
}

export interface Security {
  readonly user?: number;
  readonly allowRoot?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly allowWritableRootFilesystem?: boolean;
  readonly addCapabilities?: readonly string[];
  readonly seccomp?: 'Unconfined' | 'Localhost';
  readonly appArmor?: 'Unconfined' | 'RuntimeDefault';
  readonly seLinuxType?: string;
}

export interface SideContainer extends Amounts {
  readonly as: 'container' | 'init' | 'sidecar';
  readonly requests?: Amounts;
  readonly port?: number;
  readonly root?: boolean;
  readonly env?: Readonly<Record<string, Env>>;
  readonly lifecycle?: Lifecycle;
}

export interface Workload extends Amounts {
  readonly kind: Kind;
  readonly name: string;
  readonly requests?: Amounts;
  readonly ports: readonly PortSpec[];
  readonly health?: 'http' | 'tcp' | 'grpc' | 'exec';
  readonly env?: Readonly<Record<string, Env>>;
  readonly envFrom?: readonly string[];
  readonly mountConfig?: string;
  readonly args?: readonly string[];
  readonly lifecycle?: Lifecycle;
  readonly sides?: readonly SideContainer[];
  readonly writablePaths?: Readonly<Record<string, number>>;
  readonly mounts?: readonly Mount[];
  /** Storage of the cluster that is mounted, by name and path. */
  readonly shared?: Readonly<Record<string, string>>;
  readonly volumes?: readonly VolumeMount[];
  readonly security?: Security;
  readonly profile?: Profile;
  readonly account?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly nodeSelector?: Labels;
  readonly tolerations?: readonly Toleration[];
  readonly hosts?: readonly HostAlias[];
  readonly dns?: PodDns;
  readonly spread?: {
    readonly topology: 'zone' | 'host';
    readonly labels: Labels;
    readonly maxSkew?: number;
    readonly soft?: boolean;
  };
  /** The name of a workload of the cluster that this one had rather be near to, or away from. */
  readonly near?: string;
  readonly away?: string;
  readonly priorityClass?: string;
  readonly grace?: number;
  readonly replicas?: number;
  readonly autoscale?: Autoscale;
  readonly availability?: Availability;
  readonly strategy?: 'recreate' | 'rolling' | 'parallel' | 'onDelete' | 'surge';
  readonly minReady?: number;
  readonly job?: Job;
  readonly services?: readonly Service[];
  readonly routes?: readonly Route[];
  readonly patches?: readonly Patch[];
}

export interface Availability {
  readonly minAvailable?: number;
  readonly maxUnavailable?: number;
  readonly allowEvictionOfAll?: boolean;
  readonly allowCrowding?: boolean;
  readonly allowNoReadiness?: boolean;
}

export interface Job {
  readonly parallelism?: number;
  readonly completions?: number;
  readonly indexed?: boolean;
  /** Seconds. */
  readonly deadline?: number;
  readonly onFailure?: boolean;
  readonly backoffLimit?: number;
  readonly backoffLimitPerIndex?: number;
  readonly maxFailedIndexes?: number;
  readonly failureRules?: readonly FailureRule[];
  /** Seconds. */
  readonly ttl?: number;
}

export interface Service {
  readonly name?: string;
  readonly type: 'clusterIp' | 'headless' | 'nodePort' | 'loadBalancer';
  readonly port?: number;
  /** Asks for the one port of the nodes that is set aside for the app. */
  readonly fixedNodePort?: boolean;
  readonly sourceRanges?: readonly string[];
}

export interface Route {
  readonly host: string;
  readonly path?: string;
  readonly exact?: boolean;
  readonly tls?: 'secret' | 'issuer';
}
