import * as kplus from 'cdk8s-plus-30';
import { IPeer, Peer } from '../network/peer';
import { Port } from '../network/port';
import { ClaimSource } from '../storage/claims';
import { ExposeViaServiceProps } from '../expose/exposed-ports';
import { ExposeViaIngressProps, MarIngress } from '../expose/ingress';
import { MarService } from '../expose/service';
import { IMarStorage, InstanceStorageProps, StorageMountProps } from '../storage/storage';

/**
 * Interface of everything that runs pods in a MAR cluster: an instance (one pod) or a workload (the pods that it creates).
 */
export interface IMarPod extends IPeer {
  /** MAR: the name of the cluster. Kubernetes: the namespace. */
  readonly clusterName: string;
  /** Container `app`. Use it to mount volumes of cdk8s-plus. */
  readonly main: kplus.Container;
  /** All init containers, including native sidecars. */
  readonly initContainers: kplus.Container[];

  /**
   * Claims storage and mounts it in the container `app`. Writes one PersistentVolumeClaim, `<name>-<last part of the path>`;
   * a StatefulSet instead gets a claim template, `<last part of the path>`.
   * @throws if the path is not absolute or is taken, if the name of the claim is taken, if the size is not above 0, or if
   * there can be several pods and the access mode allows only one
   */
  addStorage(path: string, props: InstanceStorageProps): IMarStorage;

  /**
   * Mounts an existing claim of the cluster in the container `app`. Writes no object.
   * @throws if the path is not absolute or is taken, or the name is not valid
   */
  mountClaim(path: string, claimName: string, options?: StorageMountProps): void;

  /**
   * Gives the pods a stable DNS name. Writes one Service. The source ranges of a load balancer are also allowed in the
   * NetworkPolicy of the pods; allow all other clients with `allowFrom`.
   * @throws if no port is declared, or a name or port is not valid or is taken
   */
  exposeViaService(props?: ExposeViaServiceProps): MarService;

  /**
   * Routes requests for a host from outside to the pods. The first call writes one Ingress, and a Service if none exists;
   * further calls add hosts and paths to the Ingress. Allows traffic from the ingress controller to the port, and no other
   * traffic.
   * @throws if the host or path is not valid or is taken, or if a setting of the whole Ingress differs from an earlier call
   */
  exposeViaIngress(host: string, props?: ExposeViaIngressProps): MarIngress;

  /**
   * Allows traffic from a peer to the pods. If the peer belongs to a MarCluster, also allows it in the policy of the peer.
   * Writes the NetworkPolicy `<name>-traffic`. Without `ports`, allows all ports that these pods declare.
   * @throws if neither `ports` nor these pods name a port, or if a named port of `ports` is not declared
   */
  allowFrom(peer: IPeer, ...ports: Port[]): void;

  /**
   * Allows traffic from the pods to a peer. If the peer belongs to a MarCluster, also allows it in the policy of the peer.
   * Writes the NetworkPolicy `<name>-traffic`. Without `ports`, allows all ports that the peer declares.
   * @throws if neither `ports` nor the peer names a port, or if a named port of `ports` is not declared
   */
  allowTo(peer: IPeer, ...ports: Port[]): void;

  /** Returns these pods as a peer for `allowFrom` and `allowTo` of other pods. */
  asPeer(): Peer;

  /**
   * Adds a container that runs beside `app`, hardened like `app` and with the same user. A setting in `securityContext` that
   * loosens the hardening is kept as far as the cluster allows it.
   * @throws if the name is not valid or is taken, or there is no limit on CPU or memory
   */
  addContainer(container: kplus.ContainerProps): kplus.Container;

  /**
   * Adds a container that runs to its end before `app` starts or, with `restartPolicy` ALWAYS, a native sidecar, which
   * starts before `app` and runs as long as `app`. Hardened like `app`.
   * @throws if the name is not valid or is taken, if there is no limit on CPU or memory, or if a container that is not a
   * sidecar has a probe
   */
  addInitContainer(container: kplus.ContainerProps): kplus.Container;

  /**
   * Adds a volume to the pods without mounting it in a container.
   * @throws if its name is not valid or is taken, or the pod security of the cluster denies its kind
   */
  addVolume(volume: kplus.Volume): void;

  /**
   * Adds an entry to `/etc/hosts` of all containers.
   * @throws if the address is not an IP address, or a name is not a DNS name
   */
  addHostAlias(hostAlias: kplus.HostAlias): void;

  /**
   * Throws, because a container that was created elsewhere is not hardened.
   * @deprecated use `addContainer`, which creates the container from props and hardens it
   * @throws always
   */
  attachContainer(container: kplus.Container): void;

  /**
   * Returns a selector with one label, whose value is the name of the instance or workload, so that it does not change when
   * the construct moves in the tree.
   */
  toPodSelectorConfig(): kplus.PodSelectorConfig;

  /**
   * Returns the service account of the pods as the subject of a role binding.
   * @throws if the pods use the default service account, which all pods of the cluster share
   */
  toSubjectConfiguration(): kplus.SubjectConfiguration;

  /** @internal */
  _toPodSpec(): kplus.k8s.PodSpec;
  /** Returns the highest number of pods at one time. @internal */
  _maxPods(): number;
  /** Names of the claims that only one pod can mount. @internal */
  readonly _exclusiveClaims: readonly string[];
  /** Does the same as `addStorage`, but takes the claim from `claims`. @internal */
  _addStorage(path: string, props: InstanceStorageProps, claims: ClaimSource): IMarStorage;
}
