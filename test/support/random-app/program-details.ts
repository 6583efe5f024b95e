import { Labels } from './program-pods';

/** The unit in which a program says an amount of CPU. */
export type CpuUnit = 'millis' | 'units';

/** The unit in which a program says a size. */
export type SizeUnit = 'kibibytes' | 'mebibytes' | 'gibibytes' | 'tebibytes' | 'pebibyte';

/** The units in which a program says amounts; without one, millicores and MiB. */
export interface Units {
  readonly cpu?: CpuUnit;
  readonly size?: SizeUnit;
}

export type Resource = 'limits.cpu' | 'limits.memory' | 'limits.ephemeral-storage' | 'requests.cpu' | 'requests.memory';

/** The value of an environment variable. */
export type Env =
  | { readonly value: string }
  | { readonly field: string; readonly key?: string }
  | { readonly config: string; readonly key: string }
  | {
      readonly resource: Resource;
      readonly divisor?: string;
      /** Of the container `app`, read by another container. */
      readonly ofMain?: boolean;
    };

export interface Toleration {
  /** All taints without one. */
  readonly key?: string;
  /** Any value without one. */
  readonly value?: string;
  readonly effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
  /** Seconds. */
  readonly evictAfter?: number;
}

/** What the kubelet calls after the start or before the stop of a container. */
export type Hook =
  | { readonly http: string; readonly port?: number }
  | { readonly command: readonly string[] }
  | { readonly tcp: true; readonly port?: number; readonly host?: string };

export interface Lifecycle {
  readonly postStart?: Hook;
  readonly preStop?: Hook;
}

/** One source of a projected volume. */
export type Projected =
  | { readonly config: string; readonly items?: Labels }
  | { readonly secret: string; readonly items?: Labels }
  | { readonly fields: Labels }
  | { readonly token: string; readonly audience: string };

/** A volume of one pod, and where its container `app` mounts it. */
export interface VolumeMount {
  readonly path: string;
  readonly volume:
    | { readonly projected: readonly Projected[] }
    | { readonly config: string }
    | { readonly storage: string }
    /** MiB. */
    | { readonly emptyDir: number; readonly unit?: SizeUnit };
  readonly subPath?: string;
  readonly subPathExpr?: string;
  readonly readOnly?: boolean;
}

export interface HostAlias {
  readonly ip: string;
  readonly names: readonly string[];
}

/** How the programs of a pod find names. */
export interface PodDns {
  /** Said by a JSON patch, as the library has no prop for it. */
  readonly policy?: 'Default' | 'None' | 'ClusterFirstWithHostNet';
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: readonly { readonly name: string; readonly value?: string }[];
}

export type MetricTarget =
  { readonly value: number } | { readonly averageValue: number } | { readonly utilization: number };

/** A measure of an autoscaler, by the name of its factory. */
export type Metric = { readonly target: MetricTarget } & (
  | { readonly of: 'containerCpu' | 'containerMemory' | 'containerStorage' | 'containerEphemeralStorage' }
  | { readonly of: 'resourceCpu' | 'resourceMemory' | 'resourceStorage' | 'resourceEphemeralStorage' }
  | { readonly of: 'external' | 'object' | 'pods'; readonly name: string; readonly labels?: Labels }
);

export interface Scaling {
  /** Seconds. */
  readonly window?: number;
  readonly strategy?: 'Max' | 'Min' | 'Disabled';
  readonly policies?: readonly { readonly percent?: number; readonly pods?: number; readonly seconds?: number }[];
}

export interface Autoscale {
  readonly min?: number;
  readonly max: number;
  /** Percent. */
  readonly cpu?: number;
  /** Percent. */
  readonly memory?: number;
  readonly metrics?: readonly Metric[];
  readonly scaleUp?: Scaling;
  readonly scaleDown?: Scaling;
}

export type FailureAction = 'FailJob' | 'FailIndex' | 'Ignore' | 'Count';

export interface FailureRule {
  readonly on: 'disruption' | 'codes' | 'otherCodes';
  readonly action: FailureAction;
  readonly codes?: readonly number[];
}

/** A change by JSON patch, to the object, its specification, or the specification of its pods. */
export interface Patch {
  readonly at: 'object' | 'spec' | 'pod';
  readonly op: 'add' | 'replace' | 'remove' | 'test';
  readonly path: string;
  readonly value?: unknown;
}
