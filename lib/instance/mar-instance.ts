import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { ClusterContext } from '../cluster/cluster-context';
import { IPeer, Peer } from '../cluster/peer';
import { Port } from '../cluster/port';
import { pathIn, propError } from '../internal/errors';
import { INSTANCE_ID_LABEL } from '../internal/labels';
import { INSTANCE_ID, requireName } from '../internal/names';
import { HardenedPod } from '../pod/hardened-pod';
import { stockPodProps } from '../pod/pod-fields';
import { podMetadata } from '../pod/pod-metadata';
import { MarPodProps } from '../pod/pod-props';
import { Attachments } from './attachments';
import { ExposeViaServiceProps } from './exposed-ports';
import { ExposeViaIngressProps, MarIngress } from './ingress';
import { MarService } from './service';
import { MarStorage, StorageMountProps, StorageProps } from './storage';

/** Properties of a MAR instance. */
export interface MarInstanceProps extends MarPodProps {
  /**
   * MAR: the instance ID, at most 63 characters. Kubernetes: the name of the pod.
   * @default - the id, letter for letter
   */
  readonly instanceId?: string;
}

/** What `addStorage` claims, and how it is mounted. */
export interface InstanceStorageProps extends StorageProps, StorageMountProps {}

/**
 * A MAR instance: a hardened pod in a cluster, with what is attached to it. Writes one Pod.
 * @throws if it is in no cluster, if its ID is not valid or taken, and if a prop is not what its documentation says
 */
export class MarInstance extends kplus.Pod implements IPeer {
  /** MAR: the instance ID. Kubernetes: the name of the pod. */
  public readonly instanceId: string;
  /** MAR: the cluster. Kubernetes: the namespace. */
  public readonly clusterName: string;
  /** The container `app`, to mount what cdk8s-plus can mount. */
  public readonly main: kplus.Container;

  private readonly hardened: HardenedPod;
  private readonly attachments: Attachments;
  private readonly hasOwnServiceAccount: boolean;

  constructor(scope: Construct, id: string, props: MarInstanceProps) {
    const path = pathIn(scope, id);
    const context = ClusterContext.of(scope, path);
    const instanceId = props.instanceId ?? id;
    requireName(path, 'instanceId', instanceId, INSTANCE_ID, 'choose another id');
    const { clusterName } = context.facts;
    const podLabels = { [INSTANCE_ID_LABEL]: instanceId };
    const metadata = podMetadata(path, instanceId, podLabels, props);
    context.names.claim(scope, id, 'instanceId', 'Pod', instanceId);
    super(scope, id, { ...stockPodProps(context.facts, props), metadata: { ...metadata, namespace: clusterName } });
    this.instanceId = instanceId;
    this.clusterName = clusterName;
    this.hasOwnServiceAccount = props.serviceAccount !== undefined;
    // the label would change with each move of the code, and nothing selects by it
    this.metadata.addLabel(kplus.Pod.ADDRESS_LABEL, undefined as unknown as string);
    this.hardened = new HardenedPod(this, context.facts, props);
    this.main = this.hardened.main;
    super.attachContainer(this.hardened.main);
    this.attachments = new Attachments({ pod: this, hardened: this.hardened, context, name: instanceId, podLabels });
  }

  /**
   * Claims storage and mounts it in the container `app`. Writes one PersistentVolumeClaim, `<instance>-<last part of the path>`.
   * @throws if the path is not absolute or taken, if the name of the claim is taken, or the size is not above 0
   */
  public addStorage(path: string, props: InstanceStorageProps): MarStorage {
    return this.attachments.addStorage(path, props);
  }

  /**
   * Mounts what a claim holds that exists in the cluster. Writes no object.
   * @throws if the path is not absolute or taken, or the name is not valid
   */
  public mountClaim(path: string, claimName: string, options: StorageMountProps = {}): void {
    this.attachments.mountClaim(path, claimName, options);
  }

  /**
   * Gives the instance a name in DNS that outlives it. Writes one Service. What a load balancer lets in is opened in the
   * instance's NetworkPolicy too; everybody else who may come in is allowed with `allowFrom`.
   * @throws if the instance declares no port, or a name or port is not valid or taken
   */
  public exposeViaService(props: ExposeViaServiceProps = {}): MarService {
    return this.attachments.exposeViaService(props);
  }

  /**
   * Leads a host to the instance, from outside. Writes one Ingress with the first call, which further hosts and paths add to,
   * and a Service if there is none; opens the way of the ingress controller to the port, and nothing else.
   * @throws if the host or path is not valid or taken, or what holds for the whole Ingress differs from an earlier call
   */
  public exposeViaIngress(host: string, props: ExposeViaIngressProps = {}): MarIngress {
    return this.attachments.exposeViaIngress(host, props);
  }

  /**
   * Allows traffic to this instance from a peer; if that is a MarInstance or MarCluster, its side is written too. Writes the
   * NetworkPolicy `<instance>-traffic`. Without ports, they are all that this instance declares.
   * @throws if there is no port, or none of a given name
   */
  public allowFrom(peer: IPeer, ...ports: Port[]): void {
    this.attachments.allow('ingress', peer, ports);
  }

  /**
   * Allows traffic from this instance to a peer; if that is a MarInstance or MarCluster, its side is written too. Writes the
   * NetworkPolicy `<instance>-traffic`. Without ports, they are all that the instance declares which is reached.
   * @throws if there is no port, or none of a given name
   */
  public allowTo(peer: IPeer, ...ports: Port[]): void {
    this.attachments.allow('egress', peer, ports);
  }

  /** This instance, as the other side of allowed traffic. */
  public asPeer(): Peer {
    return this.attachments.asPeer();
  }

  /**
   * Adds a container that runs beside `app`, hardened like it, with the same user. What cdk8s-plus loosens in
   * `securityContext` is loosened, as far as the cluster lets it.
   * @throws if the name is not valid or taken, or there is no limit on CPU or memory
   */
  public override addContainer(container: kplus.ContainerProps): kplus.Container {
    const added = this.hardened.addContainer(container);
    super.attachContainer(added);
    return added;
  }

  /**
   * Adds a container that runs before `app` or, with `restartPolicy` ALWAYS, a native sidecar, which starts before it and runs
   * as long. Hardened like `app`.
   * @throws if the name is not valid or taken, if there is no limit on CPU or memory, or a probe of one that runs to its end
   */
  public override addInitContainer(container: kplus.ContainerProps): kplus.Container {
    return this.hardened.addInitContainer(container);
  }

  /**
   * Adds a volume that no container has mounted yet.
   * @throws if its name is not valid or taken, or the cluster's pod security refuses its kind
   */
  public override addVolume(volume: kplus.Volume): void {
    this.hardened.requireVolume(volume);
    super.addVolume(volume);
  }

  /** All init containers, native sidecars among them. */
  public override get initContainers(): kplus.Container[] {
    return this.hardened.initContainers;
  }

  /** Refused: a container that was made elsewhere is not hardened. @throws always */
  public override attachContainer(container: kplus.Container): void {
    throw propError(this, 'container', container.name, 'must be made by the instance', 'use addContainer');
  }

  /** Selects by the instance ID, which does not change when code moves. */
  public override toPodSelectorConfig(): kplus.PodSelectorConfig {
    const labelSelector = kplus.LabelSelector.of({ labels: { [INSTANCE_ID_LABEL]: this.instanceId } });
    return { labelSelector, namespaces: { names: [this.clusterName] } };
  }

  /**
   * The service account of this instance, as who a role is granted to.
   * @throws if it is the one that all instances of the cluster share
   */
  public override toSubjectConfiguration(): kplus.SubjectConfiguration {
    if (this.hasOwnServiceAccount) return { ...super.toSubjectConfiguration(), namespace: this.clusterName };
    const advice = 'give the instance one with cluster.addServiceAccount';
    throw propError(this, 'serviceAccount', '', 'must be its own for a role to be granted to it', advice);
  }

  /** @internal */
  public override _toPodSpec(): kplus.k8s.PodSpec {
    return this.hardened.render(super._toPodSpec());
  }
}
