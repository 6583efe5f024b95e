import { ProtocolName, Labels, Amounts, Profile, Storage, Workload } from './program-pods';

/**
 * A random app as data: what a person might write with the library, in objects that can be printed and made smaller. Names are
 * those within the app; `build` puts a prefix before all that Kubernetes knows cluster-wide.
 */
export interface Program {
  readonly clusters: readonly Cluster[];
  readonly traffic: readonly Traffic[];
  readonly connections?: readonly Connection[];
  readonly organization?: Organization;
  readonly output?: OutputType;
}

/** How the app is divided into files: one, or one for each object; without one, a file for each chart. */
export type OutputType = 'app' | 'resource' | 'folder';

export type Level = 'restricted' | 'baseline' | 'privileged';

export type IsolationName = 'isolated' | 'private' | 'open';

export interface Cluster {
  readonly name: string;
  readonly isolation?: IsolationName;
  readonly level?: Level;
  readonly version?: string;
  readonly labels?: Labels;
  readonly annotations?: Labels;
  readonly region?: string;
  /** The `MarRegion` that the cluster is in. */
  readonly marRegion?: string;
  readonly quota?: Quota;
  readonly limits?: Limits;
  readonly dns?: { readonly namespace?: string; readonly podLabels?: Labels };
  readonly controller?: { readonly namespace?: string; readonly podLabels?: Labels };
  readonly profile?: Profile;
  readonly serviceLinks?: boolean;
  readonly alwaysPullImages?: boolean;
  readonly pullSecrets?: readonly string[];
  readonly registries?: readonly string[];
  readonly accounts?: readonly string[];
  readonly grants?: readonly Grant[];
  readonly configs?: readonly Config[];
  readonly storages?: readonly Storage[];
  readonly externalNames?: readonly string[];
  readonly workloads: readonly Workload[];
  readonly guest?: Guest;
  readonly raws?: readonly Raw[];
}

export interface Quota extends Amounts {
  readonly requests?: Amounts;
  readonly pods?: number;
  readonly services?: number;
  readonly loadBalancers?: number;
  readonly nodePorts?: number;
  readonly claims?: number;
  /** MiB. */
  readonly storage?: number;
  /** Of the class `local-path`. */
  readonly classClaims?: number;
  readonly objects?: Readonly<Record<string, number>>;
  readonly scoped?: Readonly<Record<string, ScopedQuota>>;
}

export interface ScopedQuota extends Amounts {
  readonly scope: 'terminating' | 'notTerminating' | 'bestEffort' | 'notBestEffort' | 'critical';
  readonly pods?: number;
}

export interface Limits {
  readonly default?: Amounts;
  readonly min?: Amounts;
  readonly max?: Amounts;
  readonly ratio?: { readonly cpu?: number; readonly memory?: number };
  readonly podMax?: Amounts;
  /** MiB. */
  readonly claim?: { readonly min?: number; readonly max?: number };
}

export interface Grant {
  readonly to: { readonly user: string } | { readonly group: string } | { readonly account: string };
  readonly role: 'viewer' | 'operator' | 'admin' | 'custom';
}

export interface Config {
  readonly name: string;
  readonly data: Labels;
  readonly binaryData?: Labels;
}

/** A workload that another chart brings into the namespace. */
export interface Guest {
  readonly chart: string;
  readonly workload: Workload;
}

/** A cluster by its index, or a workload of it. */
export interface End {
  readonly cluster: number;
  readonly workload?: number;
}

export type PeerSpec =
  | { readonly end: End }
  | { readonly namespaces: Labels }
  | { readonly pods: { readonly podLabels?: Labels; readonly namespaceLabels?: Labels } }
  | { readonly cidr: string; readonly except?: readonly string[] }
  | { readonly internet: true }
  /** What cdk8s-plus can name. */
  | { readonly of: { readonly block: string } | { readonly podLabels: Labels } | { readonly namespaceLabels: Labels } };

export type PortRange =
  | { readonly protocol: ProtocolName; readonly first: number; readonly last?: number }
  | { readonly named: string }
  | { readonly all: true };

export interface Traffic {
  readonly self: End;
  readonly direction: 'from' | 'to';
  readonly peer: PeerSpec;
  readonly ports: readonly PortRange[];
}

/** What `connections` of cdk8s-plus opens between a workload and others. */
export interface Connection {
  readonly self: End;
  readonly direction: 'from' | 'to';
  readonly peer: { readonly end: End } | { readonly block: string };
  /** The side whose policy is written; both without one. */
  readonly only?: 'POD' | 'PEER';
}

/** What cdk8s-plus or an ApiObject puts into a cluster, which the library does not harden. */
export type Raw =
  | { readonly raw: 'config' | 'claim' | 'networkPolicy' | 'clusterRole'; readonly name: string }
  | { readonly raw: 'kplusConfig'; readonly name: string }
  | { readonly raw: 'kplusService'; readonly name: string }
  | { readonly raw: 'quota'; readonly name: string; readonly pods: number }
  | { readonly raw: 'limitRange'; readonly name: string; readonly maxCpu: number }
  | { readonly raw: 'service'; readonly name: string; readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' }
  | { readonly raw: 'ingress'; readonly name: string; readonly host: string }
  | ({ readonly raw: 'pod' | 'deployment' } & RawPods)
  | ({ readonly raw: 'kplusDeployment' } & RawPods);

export interface RawPods extends Amounts {
  readonly name: string;
  readonly replicas: number;
  readonly hardened: boolean;
  readonly labels?: Labels;
}

export interface Organization {
  readonly name: string;
  readonly marRegion?: string;
  readonly viewers?: readonly string[];
  readonly storageClass?: boolean;
  /** MiB of a static volume. */
  readonly volume?: number;
}
