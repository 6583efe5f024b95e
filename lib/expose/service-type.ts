import { isIPv4 } from 'node:net';
import { k8s, ServiceProps, ServiceType } from 'cdk8s-plus-30';
import { parseCidr } from '../kube/cidr';
import { callError, propError, textOf, Where } from '../internal/errors';
import { DNS_SUBDOMAIN, requireKey, requireName } from '../kube/names';
import { requireInstance, requireList, requireMember, requireObject } from '../internal/values';

/** Which pods take traffic that comes to a node from outside. */
export enum ExternalTrafficPolicy {
  /** Those of any node; the address of the client is lost on the way. */
  CLUSTER = 'Cluster',
  /** Those of the node itself; the address of the client is kept. */
  LOCAL = 'Local',
}

/** Options of `MarServiceType.headless`. */
export interface HeadlessServiceOptions {
  /**
   * Whether DNS also names pods that are not ready.
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
}

/** Options of `MarServiceType.nodePort`. */
export interface NodePortServiceOptions {
  /**
   * Which pods take traffic that comes to a node.
   * @default ExternalTrafficPolicy.CLUSTER
   */
  readonly externalTrafficPolicy?: ExternalTrafficPolicy;
}

/** Options of `MarServiceType.loadBalancer`. */
export interface LoadBalancerServiceOptions extends NodePortServiceOptions {
  /**
   * The blocks of addresses that may come in. An instance's policy is opened for them too.
   * @default - the load balancer takes all, and no policy is opened: allow who may come in with `allowFrom`
   */
  readonly sourceRanges?: string[];
  /**
   * The implementation, where the Kubernetes cluster has several.
   * @default - the Kubernetes cluster's default
   */
  readonly loadBalancerClass?: string;
}

/** How a Service is reached. @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types */
export class MarServiceType {
  /** By an address of its own, from inside the Kubernetes cluster. */
  public static clusterIp(): MarServiceType {
    return new MarServiceType(ServiceType.CLUSTER_IP, {}, {});
  }

  /** By the addresses of its pods, which DNS names one by one. */
  public static headless(options: HeadlessServiceOptions = {}): MarServiceType {
    requireObject('MarServiceType.headless', 'options', options);
    const publishNotReadyAddresses = options.publishNotReadyAddresses === true ? true : undefined;
    return new MarServiceType(ServiceType.CLUSTER_IP, { clusterIP: 'None', publishNotReadyAddresses }, {});
  }

  /** By a port of every node. Traffic from outside must be allowed with `allowFrom`. */
  public static nodePort(options: NodePortServiceOptions = {}): MarServiceType {
    requireObject('MarServiceType.nodePort', 'options', options);
    const { externalTrafficPolicy = ExternalTrafficPolicy.CLUSTER } = options;
    requireMember('MarServiceType.nodePort', 'externalTrafficPolicy', externalTrafficPolicy, ExternalTrafficPolicy);
    return new MarServiceType(ServiceType.NODE_PORT, {}, { externalTrafficPolicy });
  }

  /** By a load balancer of the cloud. @throws if a source range is no block of addresses, or the class no qualified name */
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

  /** Another name, in DNS, for a host elsewhere. @throws if the host is no DNS name, or an address */
  public static externalName(host: string): MarServiceType {
    requireName('MarServiceType.externalName', 'host', host, DNS_SUBDOMAIN, 'give a DNS name');
    if (isIPv4(host)) {
      const advice = 'give a DNS name, or let programs connect to the address itself, which Peer.cidr allows';
      throw propError('MarServiceType.externalName', 'host', host, 'must be a DNS name, not an address', advice);
    }
    return new MarServiceType(ServiceType.EXTERNAL_NAME, { externalName: host }, {});
  }

  private constructor(
    /** The type as Kubernetes calls it. */
    public readonly name: ServiceType,
    private readonly props: ServiceProps,
    private readonly fields: k8s.ServiceSpec,
  ) {}

  /** Whether the Service is only another name for a host elsewhere. */
  public get isExternal(): boolean {
    return this.name === ServiceType.EXTERNAL_NAME;
  }

  /** Whether the Service has an address of its own. */
  public get hasAddress(): boolean {
    return !this.isExternal && this.props.clusterIP === undefined;
  }

  /** Whether the Service takes ports of the nodes. */
  public get hasNodePorts(): boolean {
    return this.name === ServiceType.NODE_PORT || this.name === ServiceType.LOAD_BALANCER;
  }

  /** The blocks of addresses that may come in from outside. */
  public get sourceRanges(): string[] {
    return [...(this.props.loadBalancerSourceRanges ?? [])];
  }

  /** What cdk8s-plus can say. @internal */
  public _toProps(): ServiceProps {
    return { type: this.name, ...this.props };
  }

  /** What it cannot. @internal */
  public _toKube(): k8s.ServiceSpec {
    return { ...this.fields };
  }
}

/** Refuses what is no type of a Service. */
export function requireServiceType(where: Where, type: unknown): void {
  requireInstance(where, 'type', type, '_toProps', 'a MarServiceType', 'MarServiceType.loadBalancer()');
}
