import { INetworkPolicyPeer, k8s, LabelSelector } from 'cdk8s-plus-30';
import { IConstruct } from 'constructs';
import { parseCidr, isStrictlyWithin } from '../kube/cidr';
import { listOf, mapOf } from '../internal/collections';
import { callError, textOf } from '../internal/errors';
import { NAMESPACE_NAME } from '../internal/labels';
import { requireSelector } from '../kube/names';
import { requireInstance, requireList, requireObject, requireRecord } from '../internal/values';
import { NOT_INTERNET_IPV4, NOT_INTERNET_IPV6 } from './non-public-addresses';
import { InstancePort } from './port';
import { TrafficPolicy } from './traffic-policy';

/** Other side of allowed traffic: a MarInstance, a MarCluster or a `Peer`. */
export interface IPeer {
  /** Returns this object as the other side of allowed traffic. */
  asPeer(): Peer;
}

/** Options of `Peer.cidr`. */
export interface PeerCidrOptions {
  /**
   * CIDR blocks to exclude. Each must be inside the peer's block and smaller.
   * @default - none
   */
  readonly except?: string[];
}

/** Options of `Peer.pods`. */
export interface PeerPodsOptions {
  /** Labels of the pods. Kubernetes: `podSelector.matchLabels`. @default - all pods */
  readonly podLabels?: { readonly [key: string]: string };
  /** Labels of the pods' namespaces. Kubernetes: `namespaceSelector.matchLabels`. @default - all namespaces */
  readonly namespaceLabels?: { readonly [key: string]: string };
}

/**
 * Data of a peer whose NetworkPolicy this program writes: the policy to add rules to, and the ports that the peer declares.
 */
export interface TrafficEnd {
  readonly policy: TrafficPolicy;
  readonly declaredPorts: readonly InstancePort[];
}

type Selector = (seenFrom: string) => k8s.NetworkPolicyPeer;

/**
 * Other side of allowed traffic: pods or IP addresses.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class Peer implements IPeer {
  /**
   * Returns a block of IP addresses, such as `10.0.0.0/8` or `2001:db8::/32`.
   * @throws if a block is not valid CIDR notation or has bits set beyond the prefix, or if an exception is not inside the
   * block and smaller
   */
  public static cidr(cidr: string, options: PeerCidrOptions = {}): Peer {
    const call = `Peer.cidr('${textOf(cidr)}')`;
    const outer = parseCidr(cidr);
    if (outer === undefined) {
      throw callError(
        call,
        'must be a block such as 10.0.0.0/8, with no bits set beyond the prefix',
        'correct the block',
      );
    }
    requireObject('Peer.cidr', 'options', options);
    requireList('Peer.cidr', 'except', options.except ?? []);
    for (const except of options.except ?? []) {
      const inner = parseCidr(except);
      if (inner !== undefined && isStrictlyWithin(inner, outer)) continue;
      throw callError(call, `must contain its exception '${textOf(except)}' and be larger`, 'correct the exception');
    }
    return Peer.blocks([{ cidr, except: listOf(options.except) }]);
  }

  /**
   * Returns all public IPv4 and IPv6 addresses: excludes private and reserved ranges, and the addresses where clouds serve
   * credentials to pods. Also excludes IPv4 addresses that are reached through NAT64.
   * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
   * @see https://www.iana.org/assignments/iana-ipv6-special-registry/iana-ipv6-special-registry.xhtml
   */
  public static internet(): Peer {
    return Peer.blocks([
      { cidr: '0.0.0.0/0', except: NOT_INTERNET_IPV4 },
      { cidr: '::/0', except: NOT_INTERNET_IPV6 },
    ]);
  }

  /** Returns all pods of the namespaces that have all `labels`. @throws if `labels` is empty or a label is not valid */
  public static namespaces(labels: { readonly [key: string]: string }): Peer {
    requireRecord('Peer.namespaces', 'labels', labels);
    if (Object.keys(labels).length === 0) {
      throw callError('Peer.namespaces({})', 'must have a label', 'use Peer.pods({}) for all pods of all namespaces');
    }
    return Peer.pods({ namespaceLabels: labels });
  }

  /**
   * Returns the pods that have all `podLabels`, in the namespaces that have all `namespaceLabels`.
   * @throws if a label is not
   * valid
   */
  public static pods(options: PeerPodsOptions): Peer {
    requireObject('Peer.pods', 'options', options);
    requireSelector('Peer.pods', 'podLabels', options.podLabels ?? {});
    requireSelector('Peer.pods', 'namespaceLabels', options.namespaceLabels ?? {});
    const selector = {
      podSelector: toLabelSelector(options.podLabels),
      namespaceSelector: toLabelSelector(options.namespaceLabels),
    };
    return new Peer([() => selector]);
  }

  /**
   * Returns a peer for a cdk8s-plus peer, such as a Pod, Deployment, Namespace or NetworkPolicyIpBlock. Only the
   * NetworkPolicy of the MAR side is written; use `connections` of cdk8s-plus for the other side.
   * @throws if the peer selects neither pods nor an IP block, has an empty list of namespace names, or has labels whose
   * values are all empty, because cdk8s-plus would drop those labels and select every pod
   */
  public static of(peer: INetworkPolicyPeer): Peer {
    requireInstance('Peer.of', 'peer', peer, 'toNetworkPolicyPeerConfig', 'a peer of cdk8s-plus', 'a Pod or Namespace');
    const { ipBlock, podSelector } = peer.toNetworkPolicyPeerConfig();
    if (ipBlock !== undefined) return Peer.blocks([ipBlock._toKube()]);
    if (podSelector === undefined) {
      throw callError(
        `Peer.of(${peer.node.path})`,
        'must select pods or a block of addresses',
        'use Peer.pods or Peer.cidr',
      );
    }
    const { labelSelector: pods, namespaces } = podSelector;
    const podLabels = pods._toKube();
    const namespaceLabels = namespaces?.labelSelector?._toKube();
    if ([pods, namespaces?.labelSelector].some(losesLabels)) {
      throw callError(`Peer.of(${peer.node.path})`, 'must not have only empty label values', 'use Peer.pods');
    }
    if (namespaces?.names?.length === 0) {
      throw callError(`Peer.of(${peer.node.path})`, 'must name a namespace', 'give at least one');
    }
    if (namespaces?.names === undefined)
      return new Peer([() => ({ podSelector: podLabels, namespaceSelector: namespaceLabels })]);
    return new Peer(namespaces.names.map((name) => selectInNamespace(name, podLabels, namespaceLabels)));
  }

  /**
   * Returns pods of one namespace. `home` is the construct of the pods, and `end` their policy and ports, if this program
   * creates them.
   * @internal
   */
  public static _pods(
    namespace: string,
    podLabels: Readonly<Record<string, string>> | undefined,
    home?: IConstruct,
    end?: TrafficEnd,
  ): Peer {
    return new Peer([selectInNamespace(namespace, toLabelSelector(podLabels))], end, home);
  }

  private static blocks(blocks: k8s.IpBlock[]): Peer {
    return new Peer(blocks.map(({ cidr, except }) => () => ({ ipBlock: { cidr, except: listOf(except) } })));
  }

  private constructor(
    private readonly selectors: Selector[],
    /** @internal */
    public readonly _end?: TrafficEnd,
    /** Construct of the peer. Undefined if this program does not create the peer. @internal */
    public readonly _home?: IConstruct,
  ) {}

  public asPeer(): this {
    return this;
  }

  /** Returns the peer's selectors for a NetworkPolicy in the namespace `seenFrom`. @internal */
  public _toKube(seenFrom: string): k8s.NetworkPolicyPeer[] {
    return this.selectors.map((selector) => selector(seenFrom));
  }
}

function toLabelSelector(labels: { readonly [key: string]: string } = {}): k8s.LabelSelector {
  return { matchLabels: mapOf(labels) };
}

/**
 * Returns true if cdk8s-plus drops all labels of `selector`. It drops labels whose values are all empty, and an empty
 * selector selects every pod.
 */
function losesLabels(selector: LabelSelector | undefined): boolean {
  return selector !== undefined && !selector.isEmpty() && isEmpty(selector._toKube());
}

function isEmpty(selector: k8s.LabelSelector): boolean {
  return selector.matchLabels === undefined && selector.matchExpressions === undefined;
}

/**
 * Returns a selector for pods of the namespace `name`. A policy in the same namespace needs no namespace selector, so it is
 * left out there.
 */
function selectInNamespace(
  name: string,
  podSelector: k8s.LabelSelector,
  namespaceSelector: k8s.LabelSelector = {},
): Selector {
  const { matchExpressions } = namespaceSelector;
  const matchLabels = { ...namespaceSelector.matchLabels, [NAMESPACE_NAME]: name };
  return (seenFrom) =>
    seenFrom === name && isEmpty(namespaceSelector)
      ? { podSelector }
      : { podSelector, namespaceSelector: { matchLabels, matchExpressions } };
}
