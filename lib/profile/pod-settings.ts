import { Size } from 'cdk8s';
import { Cpu, EnvValue, NodeTaintQuery } from 'cdk8s-plus-30';
import { SecurityProps } from '../security/security-props';
import { TopologySpread } from './topology-spread';

/** Resource requests of a pod. A field that is not set is equal to its limit. */
export interface RequestProps {
  /** CPU. @default - the limit */
  readonly cpu?: Cpu;
  /** Memory. @default - the limit */
  readonly memory?: Size;
  /** Ephemeral storage, which is deleted with the pod. @default - the limit */
  readonly ephemeralStorage?: Size;
}

/**
 * Settings of pods in a profile, an instance or a workload. The instance or workload overrides its profile field by field;
 * `requests`, `env`, `security` and `nodeSelector` are merged entry by entry.
 */
export interface PodSettings {
  /**
   * MAR: the CPU. Kubernetes: the limit of the container `app`, `limits.cpu`, in whole millicores.
   * @default - as the profile says; someone must
   */
  readonly cpu?: Cpu;
  /**
   * MAR: the memory. Kubernetes: the limit of the container `app`, `limits.memory`, in whole bytes.
   * @default - as the profile says; someone must
   */
  readonly memory?: Size;
  /**
   * Ephemeral storage of the container for logs and writable paths, deleted with the pod. Kubernetes:
   * `limits.ephemeral-storage`.
   * @default Size.gibibytes(1), unless the profile says something else
   */
  readonly ephemeralStorage?: Size;
  /**
   * Resources that the scheduler reserves for the container. Kubernetes: `requests`.
   * @default - the limits: the pod is of the QoS class Guaranteed
   */
  readonly requests?: RequestProps;
  /**
   * Environment variables by name. A string is the value itself; an `EnvValue` takes it from a ConfigMap, a Secret, a field or a resource
   * of the pod.
   * @default - none, except the variables of the profile
   */
  readonly env?: { readonly [name: string]: string | EnvValue };
  /**
   * User and group of the processes, and their privileges.
   * @default - nobody (65532), and nothing
   */
  readonly security?: SecurityProps;
  /**
   * Labels that a node must have. For other node constraints, use `scheduling`.
   * @default - any node
   */
  readonly nodeSelector?: { readonly [key: string]: string };
  /**
   * Node taints that the pods tolerate: `NodeTaintQuery.is('dedicated', 'web')`.
   * @default - none
   */
  readonly tolerations?: NodeTaintQuery[];
  /**
   * How the pods of a group are spread over hosts or zones.
   * @default - of a workload with more than one replica, evenly over both; else as the scheduler sees fit
   */
  readonly topologySpread?: TopologySpread[];
  /**
   * The priority class, which must exist.
   * @default - the Kubernetes cluster's default
   */
  readonly priorityClassName?: string;
  /**
   * The runtime class, such as one for a sandbox, which must exist.
   * @default - the node's container runtime
   */
  readonly runtimeClassName?: string;
}
