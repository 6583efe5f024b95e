import * as kplus from 'cdk8s-plus-30';
import { IPeer, Peer } from '../network/peer';
import { Port } from '../network/port';
import { ClaimSource } from '../storage/claims';
import { ExposeViaServiceProps } from '../expose/exposed-ports';
import { ExposeViaIngressProps, MarIngress } from '../expose/ingress';
import { MarService } from '../expose/service';
import { IMarStorage, InstanceStorageProps, StorageMountProps } from '../storage/storage';

/** What can be said of all pods of MAR: of an instance, and of those that a workload makes. */
export interface IMarPod extends IPeer {
  /** MAR: the cluster. Kubernetes: the namespace. */
  readonly clusterName: string;
  /** The container `app`, to mount what cdk8s-plus can mount. */
  readonly main: kplus.Container;
  /** All init containers, native sidecars among them. */
  readonly initContainers: kplus.Container[];

  /**
   * Claims storage and mounts it in the container `app`. Writes one PersistentVolumeClaim, `<name>-<last part of the path>`;
   * of a StatefulSet a template for one, `<last part of the path>`.
   * @throws if the path is not absolute or taken, if the name of the claim is taken, if the size is not above 0, or if there
   * can be several pods and the access mode is for one
   */
  addStorage(path: string, props: InstanceStorageProps): IMarStorage;

  /**
   * Mounts what a claim holds that exists in the cluster. Writes no object.
   * @throws if the path is not absolute or taken, or the name is not valid
   */
  mountClaim(path: string, claimName: string, options?: StorageMountProps): void;

  /**
   * Gives the pods a name in DNS that outlives them. Writes one Service. What a load balancer lets in is opened in their
   * NetworkPolicy too; everybody else who may come in is allowed with `allowFrom`.
   * @throws if no port is declared, or a name or port is not valid or taken
   */
  exposeViaService(props?: ExposeViaServiceProps): MarService;

  /**
   * Leads a host to the pods, from outside. Writes one Ingress with the first call, which further hosts and paths add to, and
   * a Service if there is none; opens the way of the ingress controller to the port, and nothing else.
   * @throws if the host or path is not valid or taken, or what holds for the whole Ingress differs from an earlier call
   */
  exposeViaIngress(host: string, props?: ExposeViaIngressProps): MarIngress;

  /**
   * Allows traffic to the pods from a peer; if that is of a MarCluster, its side is written too. Writes the NetworkPolicy
   * `<name>-traffic`. Without ports, they are all that these pods declare.
   * @throws if there is no port, or none of a given name
   */
  allowFrom(peer: IPeer, ...ports: Port[]): void;

  /**
   * Allows traffic from the pods to a peer; if that is of a MarCluster, its side is written too. Writes the NetworkPolicy
   * `<name>-traffic`. Without ports, they are all that the peer declares.
   * @throws if there is no port, or none of a given name
   */
  allowTo(peer: IPeer, ...ports: Port[]): void;

  /** These pods, as the other side of allowed traffic. */
  asPeer(): Peer;

  /**
   * Adds a container that runs beside `app`, hardened like it, with the same user. What cdk8s-plus loosens in
   * `securityContext` is loosened, as far as the cluster lets it.
   * @throws if the name is not valid or taken, or there is no limit on CPU or memory
   */
  addContainer(container: kplus.ContainerProps): kplus.Container;

  /**
   * Adds a container that runs before `app` or, with `restartPolicy` ALWAYS, a native sidecar, which starts before it and runs
   * as long. Hardened like `app`.
   * @throws if the name is not valid or taken, if there is no limit on CPU or memory, or a probe of one that runs to its end
   */
  addInitContainer(container: kplus.ContainerProps): kplus.Container;

  /**
   * Adds a volume that no container has mounted yet.
   * @throws if its name is not valid or taken, or the cluster's pod security refuses its kind
   */
  addVolume(volume: kplus.Volume): void;

  /**
   * Adds an entry to `/etc/hosts` of all containers.
   * @throws if the address is no IP address, or a name is not a DNS name
   */
  addHostAlias(hostAlias: kplus.HostAlias): void;

  /**
   * Throws, because a container that was created elsewhere is not hardened.
   * @deprecated use `addContainer`, which creates the container from props and hardens it
   * @throws always
   */
  attachContainer(container: kplus.Container): void;

  /** Selects by one label, whose value is the name, so that it does not change when code moves. */
  toPodSelectorConfig(): kplus.PodSelectorConfig;

  /**
   * The service account of the pods, as who a role is granted to.
   * @throws if it is the one that all pods of the cluster share
   */
  toSubjectConfiguration(): kplus.SubjectConfiguration;

  /** @internal */
  _toPodSpec(): kplus.k8s.PodSpec;
  /** How many of the pods there can be at once. @internal */
  _maxPods(): number;
  /** The claims that one pod alone can mount. @internal */
  readonly _exclusiveClaims: readonly string[];
  /** Claims storage from elsewhere. @internal */
  _addStorage(path: string, props: InstanceStorageProps, claims: ClaimSource): IMarStorage;
}
