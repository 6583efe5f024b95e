import { ApiObject, Chart } from 'cdk8s';
import { k8s, ServiceAccount } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { pathIn } from '../internal/errors';
import { CLUSTER, COMMON_LABELS } from '../internal/labels';
import { withLowerCasePath } from '../internal/locale';
import { NameRegistry } from '../internal/name-registry';
import { DNS_LABEL, DNS_SUBDOMAIN, requireName } from '../kube/names';
import { requireProps } from '../internal/values';
import { Access } from '../access/access';
import { ClusterContext, ClusterConfig } from './cluster-context';
import { MarClusterProps } from './cluster-props';
import { ExistingCluster, ExistingClusterProps } from './existing-cluster';
import { IngressController } from '../network/ingress-controller';
import { resolveIsolation, writeIsolation } from '../network/isolation';
import { ClusterLimits } from './limits';
import { forbidLiteralSecrets } from '../security/literal-secrets';
import { MarRegion } from './mar-region';
import { requireOwnMetadata, requireOwnNamespace, writeNamespace } from './namespace';
import { IPeer, Peer } from '../network/peer';
import { PodSecurityLevel } from '../security/pod-security-level';
import { Port } from '../network/port';
import { ClusterQuota } from './quota';
import { requireRegistries } from '../security/registries';
import { MarRole } from '../access/role';
import { INSTANCE_SERVICE_ACCOUNT, renderPullSecrets, writeServiceAccount } from '../access/service-accounts';
import { ISubject } from '../access/subject';
import { allowTraffic } from '../network/traffic';
import { TrafficPolicy } from '../network/traffic-policy';

/**
 * MAR cluster: a namespace with its quota, limits, NetworkPolicies and access rules, in a file of its own. All objects that
 * are created in the cluster, with this library or another, get its namespace.
 *
 * Writes a Namespace, the ResourceQuota `quota` and the scoped quotas, the LimitRange `limits`, the ServiceAccount
 * `instances`, and the NetworkPolicies `default-deny`, `allow-dns` and `allow-inside`.
 * @throws if a name, label, annotation key, registry or quantity is not valid
 */
export class MarCluster extends Chart implements IPeer {
  /** Returns a cluster for a namespace that exists already. No manifest is written for the namespace. */
  public static fromName(scope: Construct, id: string, props: ExistingClusterProps = {}): ExistingCluster {
    return new ExistingCluster(scope, id, props);
  }

  /** Name of the cluster in MAR. Kubernetes: the name of the Namespace. */
  public readonly clusterName: string;
  /** Region of the cluster. Undefined if neither `region` nor a MarRegion is set. */
  public readonly region?: string;

  private readonly access: Access;
  private readonly pullSecrets: k8s.LocalObjectReference[];
  private readonly context: ClusterContext;
  private readonly traffic: TrafficPolicy;

  constructor(scope: Construct, id: string, props: MarClusterProps = {}) {
    requireProps(scope, id, props);
    const clusterName = props.clusterName ?? id;
    const path = pathIn(scope, id);
    requireName(path, 'clusterName', clusterName, DNS_LABEL, 'rename the cluster');
    requireOwnNamespace(path, clusterName);
    requireOwnMetadata(path, props);
    NameRegistry.of(scope).claim(scope, id, 'clusterName', 'Namespace', clusterName);
    super(scope, id, { namespace: clusterName, labels: { ...props.labels, ...COMMON_LABELS, [CLUSTER]: clusterName } });
    this.clusterName = clusterName;
    this.region = props.region ?? MarRegion.of(this)?.regionName;
    this.pullSecrets = renderPullSecrets(this, props.imagePullSecrets);
    writeNamespace(this, clusterName, this.region, props);
    new ClusterQuota(this, 'Quota', props.quota);
    new ClusterLimits(this, 'Limits', props.limits);
    this.context = ClusterContext.attach(this, this.facts(props));
    this.context.names.take(this, 'ServiceAccount', INSTANCE_SERVICE_ACCOUNT);
    const { isolation } = this.context.facts;
    writeIsolation(new Construct(this, 'Isolation'), isolation, props.dns);
    const allPods = { name: 'allow-declared', namespace: clusterName, podLabels: {}, isolation };
    this.traffic = new TrafficPolicy(this, allPods);
    this.access = new Access(this, 'Access', 'Role', 'mar-');
    forbidLiteralSecrets(this, props.allowLiteralSecrets);
  }

  /**
   * Allows traffic from a peer to all instances of this cluster. Writes the NetworkPolicy `allow-declared`, and the policy
   * of the peer if the peer is a MarCluster or MarInstance.
   * @throws if no port is given (use `Port.all()` for all ports), or if the peer is in another region
   */
  public allowFrom(peer: IPeer, ...ports: Port[]): void {
    allowTraffic(this, this.asPeer(), 'ingress', peer, ports);
  }

  /**
   * Allows traffic from all instances of this cluster to a peer. Writes the NetworkPolicy `allow-declared`, and the policy
   * of the peer if the peer is a MarCluster or MarInstance. Without `ports`, allows all ports that the peer declares.
   * @throws if no port is given and the peer is not a MarInstance that declares ports, or if the peer is in another region
   */
  public allowTo(peer: IPeer, ...ports: Port[]): void {
    allowTraffic(this, this.asPeer(), 'egress', peer, ports);
  }

  /**
   * Grants a role in this cluster. Writes the Role and the RoleBinding `mar-<role>` at the first grant of the role.
   * @throws if a role with the same name and other permissions has been granted in this cluster, or the subject's name or
   * namespace is missing
   */
  public grant(subject: ISubject, role: MarRole): void {
    this.access.grant(subject, role);
  }

  /**
   * Creates a ServiceAccount for a program inside or outside of the cluster. The account has no permissions until a role is
   * granted.
   * @throws if `name` is not valid or is taken
   */
  public addServiceAccount(name: string): ServiceAccount {
    requireName(this, 'name', name, DNS_SUBDOMAIN, 'rename the service account');
    this.context.names.requireFree(this, 'name', 'ServiceAccount', name);
    this.context.names.take(this, 'ServiceAccount', name);
    return writeServiceAccount(this, `ServiceAccount-${name}`, name, this.pullSecrets);
  }

  /** Returns all instances of this cluster as the other side of allowed traffic. */
  public asPeer(): Peer {
    return Peer._pods(this.clusterName, undefined, this, { policy: this.traffic, declaredPorts: [] });
  }

  /** Returns the generated name of an object without a name. The result is the same in all locales. */
  public override generateObjectName(apiObject: ApiObject): string {
    return super.generateObjectName(withLowerCasePath(apiObject));
  }

  private facts(props: MarClusterProps): ClusterConfig {
    requireRegistries(this, props.allowedRegistries);
    return {
      clusterName: this.clusterName,
      isolation: resolveIsolation(this, props.isolation),
      serviceAccount: writeServiceAccount(this, 'InstanceServiceAccount', INSTANCE_SERVICE_ACCOUNT, this.pullSecrets),
      ingressController: new IngressController(this, props.ingressController),
      profile: props.profile,
      serviceLinks: props.serviceLinks ?? true,
      alwaysPullImages: props.alwaysPullImages ?? false,
      podSecurityLevel: props.podSecurity?.level ?? PodSecurityLevel.RESTRICTED,
      allowedRegistries: props.allowedRegistries && [...props.allowedRegistries],
    };
  }
}
