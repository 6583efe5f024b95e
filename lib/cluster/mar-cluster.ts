import { Chart } from 'cdk8s';
import { k8s, ServiceAccount } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { pathIn, propError } from '../internal/errors';
import { COMMON_LABELS, NAMESPACE_NAME, REGION } from '../internal/labels';
import { NameRegistry } from '../internal/name-registry';
import {
  DNS_LABEL,
  DNS_SUBDOMAIN,
  LABEL_VALUE,
  requireAnnotations,
  requireLabels,
  requireName,
} from '../internal/names';
import { withoutNamespace } from '../internal/scope';
import { Access } from './access';
import { ClusterContext, ClusterFacts } from './cluster-context';
import { ExistingCluster, ExistingClusterProps } from './existing-cluster';
import { IngressController, IngressControllerProps } from './ingress-controller';
import { DnsServiceProps, Isolation, writeIsolation } from './isolation';
import { ClusterLimits, LimitsProps } from './limits';
import { MarRegion } from './mar-region';
import { IPeer, Peer } from './peer';
import { POD_SECURITY_PREFIX, podSecurityLabels, PodSecurityLevel, PodSecurityProps } from './pod-security';
import { Port } from './port';
import { ClusterQuota, QuotaProps } from './quota';
import { requireRegistries } from './registries';
import { MarRole } from './role';
import { INSTANCES, pullSecretReferences, writeServiceAccount } from './service-accounts';
import { ISubject } from './subject';
import { allowTraffic } from './traffic';
import { TrafficPolicy } from './traffic-policy';

/** Properties of a MAR cluster. */
export interface MarClusterProps {
  /**
   * MAR: the cluster's name. Kubernetes: the name of the Namespace.
   * @default - the id, letter for letter
   */
  readonly clusterName?: string;
  /**
   * Where the cluster is. Kubernetes: the label `topology.kubernetes.io/region` of the Namespace.
   * @default - that of the MarRegion that it is in; without one, no label
   */
  readonly region?: string;
  /**
   * Labels of all objects of the cluster, the Namespace among them.
   * @default - `app.kubernetes.io/managed-by: cdk8s-mar` and `app.kubernetes.io/part-of: mar`, which yours add to
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the Namespace.
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
  /**
   * Which pods the cluster admits.
   * @default - level `restricted`, version `latest`
   */
  readonly podSecurity?: PodSecurityProps;
  /**
   * Ceilings on what all instances take together.
   * @default - 40 cores, 160 GiB of memory, 100 pods, 20 services
   */
  readonly quota?: QuotaProps;
  /**
   * What each container, pod and claim may have.
   * @default - by default 500 millicores, 512 MiB and 1 GiB of ephemeral storage, at most 4 cores and 16 GiB
   */
  readonly limits?: LimitsProps;
  /**
   * What traffic is open before anything is declared.
   * @default Isolation.ISOLATED
   */
  readonly isolation?: Isolation;
  /**
   * Where the DNS service runs, to which traffic is open.
   * @default - pods labelled `k8s-app: kube-dns` in the namespace `kube-system`
   */
  readonly dns?: DnsServiceProps;
  /**
   * The ingress controller that brings traffic from outside.
   * @default - class `nginx` in the namespace `ingress-nginx`
   */
  readonly ingressController?: IngressControllerProps;
  /**
   * Names of the cluster's Secrets for pulling images. They are put on the service accounts of the cluster.
   * @default - none
   */
  readonly imagePullSecrets?: string[];
  /**
   * Registries, or folders of one, that images of instances may come from: `registry.example.com`, `ghcr.io/acme`.
   * @default - any registry
   */
  readonly allowedRegistries?: string[];
  /**
   * Whether nodes ask the registry at each start of an instance, even for an image pinned by digest that they have already.
   * It proves each time that the cluster may still use the image, and needs the registry for each start. Named after the
   * admission plugin of Kubernetes.
   * @default false - the pull policy follows from each image: `Always` for a tag, `IfNotPresent` for a digest
   */
  readonly alwaysPullImages?: boolean;
  /**
   * Whether instances find the cluster's Services in environment variables, as MAR says. An instance can say otherwise.
   * @default true
   */
  readonly serviceLinks?: boolean;
}

/** Labels that Kubernetes reads from a namespace and that have props of their own, or cannot be set. */
const RESERVED = [REGION, NAMESPACE_NAME, ...Object.keys(COMMON_LABELS)];

/**
 * A MAR cluster: a namespace with its quota, limits, network policies and access rules, in a file of its own. What is created
 * in it, of this library or any other, goes to its namespace.
 *
 * Writes a Namespace, the ResourceQuota `quota` and its scoped ones, the LimitRange `limits`, the ServiceAccount `instances`,
 * and the NetworkPolicies `default-deny`, `allow-dns` and `allow-inside`.
 * @throws if a name, label, annotation key, registry or amount is not valid
 */
export class MarCluster extends Chart implements IPeer {
  /** A namespace that exists already, to place instances in. Nothing is written for it. */
  public static fromName(scope: Construct, id: string, props: ExistingClusterProps = {}): ExistingCluster {
    return new ExistingCluster(scope, id, props);
  }

  /** MAR: the cluster's name. Kubernetes: the name of the namespace. */
  public readonly clusterName: string;
  /** Where the cluster is. */
  public readonly region?: string;

  private readonly access: Access;
  private readonly pullSecrets: k8s.LocalObjectReference[];
  private readonly context: ClusterContext;
  private readonly traffic: TrafficPolicy;

  constructor(scope: Construct, id: string, props: MarClusterProps = {}) {
    const clusterName = props.clusterName ?? id;
    const path = pathIn(scope, id);
    requireName(path, 'clusterName', clusterName, DNS_LABEL, 'rename the cluster');
    requireOwnLabels(path, props.labels ?? {});
    NameRegistry.of(scope).claim(scope, id, 'clusterName', 'Namespace', clusterName);
    super(scope, id, { namespace: clusterName, labels: { ...props.labels, ...COMMON_LABELS } });
    this.clusterName = clusterName;
    this.region = props.region ?? MarRegion.of(this)?.regionName;
    this.pullSecrets = pullSecretReferences(this, props.imagePullSecrets);
    this.writeNamespace(props);
    new ClusterQuota(this, 'Quota', props.quota);
    new ClusterLimits(this, 'Limits', props.limits);
    this.context = ClusterContext.attach(this, this.facts(props));
    this.context.names.take(this, 'ServiceAccount', INSTANCES);
    const { isolation } = this.context.facts;
    writeIsolation(new Construct(this, 'Isolation'), isolation, props.dns);
    const allPods = { name: 'allow-declared', namespace: clusterName, podLabels: {}, isolation };
    this.traffic = new TrafficPolicy(this, allPods);
    this.access = new Access(this, 'Access', 'Role', 'mar-');
  }

  /**
   * Allows traffic to all instances of this cluster from a peer; if that is a MarCluster or MarInstance, its side is written
   * too. Writes the NetworkPolicy `allow-declared`.
   * @throws if no port is given: `Port.all()` is for every one
   */
  public allowFrom(peer: IPeer, ...ports: Port[]): void {
    allowTraffic(this, this.asPeer(), 'ingress', peer, ports);
  }

  /**
   * Allows traffic from all instances of this cluster to a peer; if that is a MarCluster or MarInstance, its side is written
   * too. Writes the NetworkPolicy `allow-declared`. Without ports, they are those that the instance which is reached declares.
   * @throws if no port is given and the peer is not a MarInstance that declares ports
   */
  public allowTo(peer: IPeer, ...ports: Port[]): void {
    allowTraffic(this, this.asPeer(), 'egress', peer, ports);
  }

  /**
   * Grants a role in this cluster. Writes the Role and the RoleBinding `mar-<role>` when the role is first granted.
   * @throws if another role of the same name has been granted here
   */
  public grant(subject: ISubject, role: MarRole): void {
    this.access.grant(subject, role);
  }

  /**
   * Creates a service account for a program, inside or outside of the cluster. It can do nothing until a role is granted to it.
   * @throws if the name is not valid or taken
   */
  public addServiceAccount(name: string): ServiceAccount {
    requireName(this, 'name', name, DNS_SUBDOMAIN, 'rename the service account');
    this.context.names.requireFree(this, 'name', 'ServiceAccount', name);
    this.context.names.take(this, 'ServiceAccount', name);
    return writeServiceAccount(this, `ServiceAccount-${name}`, name, this.pullSecrets);
  }

  /** All instances of this cluster, as the other side of allowed traffic. */
  public asPeer(): Peer {
    return Peer._pods(this.clusterName, undefined, this, { policy: this.traffic, declaredPorts: [] });
  }

  private facts(props: MarClusterProps): ClusterFacts {
    requireRegistries(this, props.allowedRegistries);
    return {
      clusterName: this.clusterName,
      isolation: props.isolation ?? Isolation.ISOLATED,
      serviceAccount: writeServiceAccount(this, 'InstanceServiceAccount', INSTANCES, this.pullSecrets),
      ingressController: new IngressController(this, props.ingressController),
      serviceLinks: props.serviceLinks ?? true,
      alwaysPullImages: props.alwaysPullImages ?? false,
      podSecurityLevel: props.podSecurity?.level ?? PodSecurityLevel.RESTRICTED,
      allowedRegistries: props.allowedRegistries && [...props.allowedRegistries],
    };
  }

  private writeNamespace(props: MarClusterProps): void {
    requireAnnotations(this, 'annotations', props.annotations ?? {});
    const labels: Record<string, string> = podSecurityLabels(this, props.podSecurity ?? {});
    if (this.region !== undefined) {
      requireName(this, 'region', this.region, LABEL_VALUE, 'shorten it');
      labels[REGION] = this.region;
    }
    const metadata = { name: this.clusterName, labels, annotations: { ...props.annotations } };
    withoutNamespace(new k8s.KubeNamespace(this, 'Namespace', { metadata }));
  }
}

function requireOwnLabels(path: string, labels: Readonly<Record<string, string>>): void {
  requireLabels(path, 'labels', labels);
  for (const key of Object.keys(labels)) {
    if (!RESERVED.includes(key) && !key.startsWith(POD_SECURITY_PREFIX)) continue;
    const rule = 'must not have keys that the library sets';
    throw propError(path, 'labels', key, rule, 'leave it out, and use the props region and podSecurity');
  }
}
