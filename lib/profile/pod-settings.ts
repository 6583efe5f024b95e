import { Size } from 'cdk8s';
import { Cpu, EnvValue, NodeTaintQuery } from 'cdk8s-plus-30';
import { SecurityProps } from '../security/security-props';
import { TopologySpread } from './topology-spread';

/** Amounts that a pod asks for, where it does not ask for all of its limits. */
export interface RequestProps {
  /** CPU. @default - the limit */
  readonly cpu?: Cpu;
  /** Memory. @default - the limit */
  readonly memory?: Size;
  /** Storage that goes with the pod. @default - the limit */
  readonly ephemeralStorage?: Size;
}

/**
 * What a profile can say, and each instance or workload for itself. What is said nearer wins, field by field: of `requests`,
 * `env`, `security` and `nodeSelector` each entry for itself.
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
   * What the container may store that goes with the pod: logs, writable paths. Kubernetes: `limits.ephemeral-storage`.
   * @default Size.gibibytes(1), unless the profile says something else
   */
  readonly ephemeralStorage?: Size;
  /**
   * What the scheduler keeps free for the container. Kubernetes: `requests`.
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
   * Who the processes are and what they may do.
   * @default - nobody (65532), and nothing
   */
  readonly security?: SecurityProps;
  /**
   * Labels that a node must have. More is said with `scheduling`.
   * @default - any node
   */
  readonly nodeSelector?: { readonly [key: string]: string };
  /**
   * Taints of nodes that keep other pods away, but not these: `NodeTaintQuery.is('dedicated', 'web')`.
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
