import { Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { byKey, listOf, mapOf } from '../internal/collections';
import { NameRegistry } from '../internal/name-registry';
import { Isolation } from './isolation';

/** Direction of traffic, seen from the pods that a policy selects. */
export type Direction = 'ingress' | 'egress';

export interface TrafficPolicyProps {
  readonly name: string;
  readonly namespace: string;
  /** Labels of the pods that the policy selects. Empty for all pods of the namespace. */
  readonly podLabels: Readonly<Record<string, string>>;
  readonly isolation: Isolation;
}

interface TrafficRule {
  readonly direction: Direction;
  readonly peers: k8s.NetworkPolicyPeer[];
  readonly ports: k8s.NetworkPolicyPort[] | undefined;
}

/**
 * NetworkPolicy with the declared traffic of one set of pods. The first rule creates the policy; further rules are added to
 * it. No policy is written in an `OPEN` namespace, because Kubernetes would then deny all other traffic of the selected
 * pods.
 */
export class TrafficPolicy {
  private readonly rules = new Map<string, TrafficRule>();

  constructor(
    private readonly scope: Construct,
    private readonly props: TrafficPolicyProps,
  ) {}

  /** Namespace of the pods and of the policy. */
  public get namespace(): string {
    return this.props.namespace;
  }

  /** Reserves the policy's name, except in an `OPEN` namespace. Throws if another policy has the name. */
  public reserveName(): void {
    const { name, namespace, isolation } = this.props;
    if (isolation !== Isolation.OPEN) NameRegistry.of(this.scope, namespace).takeFor(this.scope, 'NetworkPolicy', name);
  }

  /**
   * Adds a rule that allows traffic to `ports`, or to all ports if undefined. Adding the same rule again changes nothing.
   */
  public allow(direction: Direction, peers: k8s.NetworkPolicyPeer[], ports: k8s.NetworkPolicyPort[] | undefined): void {
    if (this.props.isolation === Isolation.OPEN) return;
    if (this.rules.size === 0) this.create();
    const rule = { direction, peers, ports };
    this.rules.set(JSON.stringify(rule), rule);
  }

  private create(): void {
    new k8s.KubeNetworkPolicy(this.scope, 'Traffic', {
      metadata: { name: this.props.name, namespace: this.props.namespace },
      spec: Lazy.any({ produce: () => this.render() }) as k8s.NetworkPolicySpec,
    });
  }

  private render(): k8s.NetworkPolicySpec {
    const rules = byKey(this.rules);
    const ingress = rules.flatMap(({ direction, peers, ports }) =>
      direction === 'ingress' ? { from: peers, ports } : [],
    );
    const egress = rules.flatMap(({ direction, peers, ports }) => (direction === 'egress' ? { to: peers, ports } : []));
    return {
      podSelector: { matchLabels: mapOf(this.props.podLabels) },
      policyTypes: [...(ingress.length > 0 ? ['Ingress'] : []), ...(egress.length > 0 ? ['Egress'] : [])],
      ingress: listOf(ingress),
      egress: listOf(egress),
    };
  }
}
