import { isIPv4 } from 'node:net';
import { k8s, ServiceProps, ServiceType } from 'cdk8s-plus-30';
import { parseCidr } from '../kube/cidr';
import { callError, propError, textOf, Where } from '../internal/errors';
import { DNS_SUBDOMAIN, requireKey, requireName } from '../kube/names';
import { requireInstance, requireList, requireMember, requireObject } from '../internal/values';

/** Selects the pods that receive traffic which reaches a node from outside. */
export enum ExternalTrafficPolicy {
  /** Pods on any node. The client's IP address is lost. */
  CLUSTER = 'Cluster',
  /** Only pods on the node that received the traffic. The client's IP address is kept. */
  LOCAL = 'Local',
}

/** Options of `MarServiceType.headless`. */
export interface HeadlessServiceOptions {
  /**
   * True if DNS also returns the addresses of pods that are not ready.
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
}

/** Options of `MarServiceType.nodePort`. */
export interface NodePortServiceOptions {
  /**
   * Selects the pods that receive traffic which reaches a node from outside.
   * @default ExternalTrafficPolicy.CLUSTER
   */
  readonly externalTrafficPolicy?: ExternalTrafficPolicy;
}

/** Options of `MarServiceType.loadBalancer`. */
export interface LoadBalancerServiceOptions extends NodePortServiceOptions {
  /**
   * CIDR blocks from which clients may connect. The NetworkPolicy of an instance allows these blocks too.
   * @default - the load balancer accepts all addresses, and no NetworkPolicy is changed: allow clients with `allowFrom`
   */
  readonly sourceRanges?: string[];
  /**
   * Class of the load balancer, if the Kubernetes cluster has several implementations.
   * @default - the Kubernetes cluster's default
   */
  readonly loadBalancerClass?: string;
}

/**
 * Type of a Service with its options. @see
 * https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
 */
export class MarServiceType {
  /** Returns a type with one virtual IP address that is reachable only from inside the Kubernetes cluster. */
  public static clusterIp(): MarServiceType {
    return new MarServiceType(ServiceType.CLUSTER_IP, {}, {});
  }

  /** Returns a type without a virtual IP address. DNS returns the addresses of the pods instead. */
  public static headless(options: HeadlessServiceOptions = {}): MarServiceType {
    requireObject('MarServiceType.headless', 'options', options);
    const publishNotReadyAddresses = options.publishNotReadyAddresses === true ? true : undefined;
    return new MarServiceType(ServiceType.CLUSTER_IP, { clusterIP: 'None', publishNotReadyAddresses }, {});
  }

  /** Returns a type that opens a port on every node. Traffic from outside must be allowed with `allowFrom`. */
  public static nodePort(options: NodePortServiceOptions = {}): MarServiceType {
    requireObject('MarServiceType.nodePort', 'options', options);
    const { externalTrafficPolicy = ExternalTrafficPolicy.CLUSTER } = options;
    requireMember('MarServiceType.nodePort', 'externalTrafficPolicy', externalTrafficPolicy, ExternalTrafficPolicy);
    return new MarServiceType(ServiceType.NODE_PORT, {}, { externalTrafficPolicy });
  }

  /**
   * Returns a type for which the cloud provides a load balancer.
   * @throws if a source range is not a CIDR block, the class is not a qualified name, or the traffic policy is unknown
   */
  public static loadBalancer(options: LoadBalancerServiceOptions = {}): MarServiceType {
    requireObject('MarServiceType.loadBalancer', 'options', options);
    const { externalTrafficPolicy = ExternalTrafficPolicy.CLUSTER, loadBalancerClass, sourceRanges = [] } = options;
    requireMember('MarServiceType.loadBalancer', 'externalTrafficPolicy', externalTrafficPolicy, ExternalTrafficPolicy);
    requireList('MarServiceType.loadBalancer', 'sourceRanges', sourceRanges);
    for (const range of sourceRanges) {
      if (parseCidr(range) !== undefined) continue;
      const rule = `must have source ranges such as 203.0.113.0/24, got '${textOf(range)}'`;
      throw callError('MarServiceType.loadBalancer()', rule, 'correct the range');
    }
    if (loadBalancerClass !== undefined) {
      requireKey('MarServiceType.loadBalancer', 'loadBalancerClass', loadBalancerClass);
    }
    const props = sourceRanges.length > 0 ? { loadBalancerSourceRanges: [...sourceRanges] } : {};
    return new MarServiceType(ServiceType.LOAD_BALANCER, props, { externalTrafficPolicy, loadBalancerClass });
  }

  /**
   * Returns a type that makes the Service a DNS alias (CNAME) of `host`. @throws if `host` is an IP address or not a DNS
   * name
   */
  public static externalName(host: string): MarServiceType {
    requireName('MarServiceType.externalName', 'host', host, DNS_SUBDOMAIN, 'give a DNS name');
    if (isIPv4(host)) {
      const advice = 'give a DNS name, or let programs connect to the address itself, which Peer.cidr allows';
      throw propError('MarServiceType.externalName', 'host', host, 'must be a DNS name, not an address', advice);
    }
    return new MarServiceType(ServiceType.EXTERNAL_NAME, { externalName: host }, {});
  }

  private constructor(
    /** Service type in the Kubernetes API, such as `ClusterIP`. */
    public readonly name: ServiceType,
    private readonly props: ServiceProps,
    private readonly fields: k8s.ServiceSpec,
  ) {}

  /** True if the Service is a DNS alias of an external host. */
  public get isExternal(): boolean {
    return this.name === ServiceType.EXTERNAL_NAME;
  }

  /** True if the Service gets a virtual IP address, so neither headless nor an external name. */
  public get hasAddress(): boolean {
    return !this.isExternal && this.props.clusterIP === undefined;
  }

  /** True if the Service opens ports on the nodes. */
  public get hasNodePorts(): boolean {
    return this.name === ServiceType.NODE_PORT || this.name === ServiceType.LOAD_BALANCER;
  }

  /** CIDR blocks from which clients may connect. Empty if the load balancer accepts all addresses. */
  public get sourceRanges(): string[] {
    return [...(this.props.loadBalancerSourceRanges ?? [])];
  }

  /** Returns the Service props that cdk8s-plus supports. @internal */
  public _toProps(): ServiceProps {
    return { type: this.name, ...this.props };
  }

  /** Returns the fields of the Service spec that cdk8s-plus does not support. @internal */
  public _toKube(): k8s.ServiceSpec {
    return { ...this.fields };
  }
}

/** Throws if `type` is not a `MarServiceType`. */
export function requireServiceType(where: Where, type: unknown): void {
  requireInstance(where, 'type', type, '_toProps', 'a MarServiceType', 'MarServiceType.loadBalancer()');
}
