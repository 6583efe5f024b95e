import { IServiceAccount } from 'cdk8s-plus-30';
import { Construct, IConstruct } from 'constructs';
import { propError } from '../internal/errors';
import { NameRegistry } from '../internal/name-registry';
import { chartOf } from '../internal/scope';
import { MarProfile } from '../profile/mar-profile';
import { IngressController } from '../network/ingress-controller';
import { Isolation } from '../network/isolation';
import { PodSecurityLevel } from '../security/pod-security-level';

/** What a cluster tells the instances in it. */
export interface ClusterFacts {
  readonly clusterName: string;
  readonly isolation: Isolation;
  readonly ingressController: IngressController;
  /** The service account of instances that call no API. */
  readonly serviceAccount: IServiceAccount;
  readonly serviceLinks: boolean;
  readonly alwaysPullImages: boolean;
  /** Undefined where nobody said. */
  readonly podSecurityLevel?: PodSecurityLevel;
  /** What holds for all pods that say nothing nearer. */
  readonly profile?: MarProfile;
  /** Undefined for any. */
  readonly allowedRegistries?: readonly string[];
}

/** Survives a second copy of this package in one program, as the symbols of cdk8s do. */
const CONTEXT = Symbol.for('cdk8s-mar.ClusterContext');

/** What is known of the objects in a namespace, by their names. */
interface Contents {
  readonly exclusiveClaims: Set<string>;
  readonly configHashes: Map<string, () => string>;
}

/** Several charts may write to one namespace. */
const CONTENTS = new WeakMap<NameRegistry, Contents>();

/** A cluster as the constructs in it see it. */
export class ClusterContext {
  /**
   * The context of the cluster that a scope is in. A chart within the cluster's chart would be a file of its own, which would
   * be applied before the namespace is there.
   */
  public static of(scope: IConstruct, path: string): ClusterContext {
    const context = ClusterContext.find(scope);
    if (context !== undefined) return context;
    const rule = 'must be a MarCluster, or something in one but no other chart';
    throw propError(path, 'scope', scope.node.path, rule, 'create it in a MarCluster, or in MarCluster.fromName(…)');
  }

  /** The same; undefined in no cluster. */
  public static find(scope: IConstruct): ClusterContext | undefined {
    return (chartOf(scope) as { [CONTEXT]?: ClusterContext } | undefined)?.[CONTEXT];
  }

  /** Makes a construct a cluster. */
  public static attach(cluster: Construct, facts: ClusterFacts): ClusterContext {
    const names = NameRegistry.of(cluster, facts.clusterName);
    const contents = CONTENTS.get(names) ?? { exclusiveClaims: new Set(), configHashes: new Map() };
    CONTENTS.set(names, contents);
    const context = new ClusterContext(facts, names, contents.exclusiveClaims, contents.configHashes);
    Object.defineProperty(cluster, CONTEXT, { value: context });
    return context;
  }

  private constructor(
    public readonly facts: ClusterFacts,
    /** The names that are taken in the cluster. */
    public readonly names: NameRegistry,
    /** The names of claims that one pod alone can mount. */
    public readonly exclusiveClaims: Set<string>,
    /** What the configurations of the cluster contain, by their names, as a hash. */
    public readonly configHashes: Map<string, () => string>,
  ) {}
}
