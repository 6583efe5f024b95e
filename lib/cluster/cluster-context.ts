import { IServiceAccount } from 'cdk8s-plus-30';
import { Construct, IConstruct } from 'constructs';
import { propError } from '../internal/errors';
import { NameRegistry } from '../internal/name-registry';
import { chartOf } from '../internal/scope';
import { MarProfile } from '../profile/mar-profile';
import { IngressController } from '../network/ingress-controller';
import { Isolation } from '../network/isolation';
import { PodSecurityLevel } from '../security/pod-security-level';

/** Settings of a cluster that its instances read. */
export interface ClusterConfig {
  readonly clusterName: string;
  readonly isolation: Isolation;
  readonly ingressController: IngressController;
  /** ServiceAccount for instances that do not call the Kubernetes API. */
  readonly serviceAccount: IServiceAccount;
  readonly serviceLinks: boolean;
  readonly alwaysPullImages: boolean;
  /** Pod security level that the cluster enforces. Undefined if not known. */
  readonly podSecurityLevel?: PodSecurityLevel;
  /** Default profile of all instances and workloads of the cluster. */
  readonly profile?: MarProfile;
  /** Registries that images may come from. Undefined if every registry is allowed. */
  readonly allowedRegistries?: readonly string[];
}

/** Key of a chart's context. `Symbol.for` works across several copies of this package in one program, as in cdk8s. */
const CONTEXT = Symbol.for('cdk8s-mar.ClusterContext');

/** Claims and configurations of one namespace, by name. */
interface NamespaceContents {
  readonly exclusiveClaims: Set<string>;
  readonly configHashes: Map<string, () => string>;
}

/** Contents of each namespace. Charts that write to the same namespace share one entry. */
const CONTENTS = new WeakMap<NameRegistry, NamespaceContents>();

/** View of a cluster for the constructs in it: settings, names, claims and configurations. */
export class ClusterContext {
  /**
   * Returns the context of the cluster that contains `scope`. Throws if `scope` is in no cluster, or in another chart within
   * the cluster's chart: that chart would be a separate file, which would be applied before the namespace exists.
   */
  public static of(scope: IConstruct, path: string): ClusterContext {
    const context = ClusterContext.find(scope);
    if (context !== undefined) return context;
    const rule = 'must be a MarCluster, or something in one but no other chart';
    throw propError(path, 'scope', scope.node.path, rule, 'create it in a MarCluster, or in MarCluster.fromName(…)');
  }

  /** Returns the context of the cluster that contains `scope`, or undefined if `scope` is in no cluster. */
  public static find(scope: IConstruct): ClusterContext | undefined {
    return (chartOf(scope) as { [CONTEXT]?: ClusterContext } | undefined)?.[CONTEXT];
  }

  /** Creates the context of `cluster`, so that constructs in it can find the context. */
  public static attach(cluster: Construct, config: ClusterConfig): ClusterContext {
    const names = NameRegistry.of(cluster, config.clusterName);
    const contents = CONTENTS.get(names) ?? { exclusiveClaims: new Set(), configHashes: new Map() };
    CONTENTS.set(names, contents);
    const context = new ClusterContext(config, names, contents.exclusiveClaims, contents.configHashes);
    Object.defineProperty(cluster, CONTEXT, { value: context });
    return context;
  }

  private constructor(
    public readonly facts: ClusterConfig,
    /** Names that are taken in the cluster. */
    public readonly names: NameRegistry,
    /** Names of claims that only one pod can mount. */
    public readonly exclusiveClaims: Set<string>,
    /** Functions that return the hash of a configuration's content, by the name of the configuration. */
    public readonly configHashes: Map<string, () => string>,
  ) {}
}
