import * as kplus from 'cdk8s-plus-30';
import { ClusterContext } from '../cluster/cluster-context';
import { IPeer, Peer } from '../network/peer';
import { isTcp, Port } from '../network/port';
import { allowTraffic } from '../network/traffic';
import { TrafficPolicy } from '../network/traffic-policy';
import { propError } from '../internal/errors';
import { mapOf } from '../internal/collections';
import { DNS_SUBDOMAIN, requireName, slug } from '../kube/names';
import { areInOnePlace } from '../internal/scope';
import { requireInstance, requireObject, requireOptional } from '../internal/values';
import { HardenedPod } from '../pod/hardened-pod';
import { claimVolume } from '../pod/volume';
import { exposedPorts, ExposeViaServiceProps } from '../expose/exposed-ports';
import { ExposeViaIngressProps, MarIngress, requireRoute } from '../expose/ingress';
import { IMarPod } from './mar-pod';
import { MarService, MarServicePort } from '../expose/service';
import { MarServiceType, requireServiceType } from '../expose/service-type';
import { ClaimSource, PodClaims } from '../storage/claims';
import { IMarStorage, InstanceStorageProps, requireSubPath, StorageMountProps, volumeModeOf } from '../storage/storage';

/** Properties of `Attachments`: the pod, and the names and labels that attached objects use. */
export interface AttachmentsProps {
  readonly pod: kplus.AbstractPod & IMarPod;
  readonly hardened: HardenedPod;
  readonly context: ClusterContext;
  /** Name that the names of attached objects start with. */
  readonly name: string;
  /** Labels that select this pod and no other pod of the cluster. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Objects that are attached to a pod: storage, Services, an Ingress and the NetworkPolicy for allowed traffic. */
export class Attachments {
  private readonly traffic: TrafficPolicy;
  private readonly claims: PodClaims;
  private readonly services: MarService[] = [];
  private ingress?: MarIngress;

  constructor(private readonly props: AttachmentsProps) {
    const { pod, name, podLabels, context } = props;
    const { clusterName: namespace, isolation } = context.facts;
    this.traffic = new TrafficPolicy(pod, { name: `${name}-traffic`, namespace, podLabels, isolation });
    this.claims = new PodClaims(pod, name, context);
    pod.node.addValidation({ validate: () => this.claims.findings() });
  }

  /** Names of the claims that only one pod can mount. */
  public get exclusiveClaims(): readonly string[] {
    return this.claims.exclusive;
  }

  public addStorage(path: string, storage: InstanceStorageProps, claims: ClaimSource = this.claims): IMarStorage {
    const { pod, hardened } = this.props;
    requireObject(pod, 'storage', storage);
    hardened.main.requireFreePath(path);
    const part = path.split('/').filter((segment) => segment !== '').at(-1) ?? ''; // prettier-ignore
    const claimName = storage.claimName ?? claims.nameFor(requireSlug(pod, part));
    const isBlock = volumeModeOf(storage) === kplus.PersistentVolumeMode.BLOCK;
    requireSubPath(pod, storage.subPath, isBlock);
    const claim = claims.claim(claimName, storage);
    const { readOnly, subPath } = storage;
    const volume = claim._mounted(readOnly);
    if (isBlock) hardened.main.attachDevice(path, volume);
    else hardened.main.mount(path, volume, { readOnly, subPath });
    return claim;
  }

  public mountClaim(path: string, claimName: string, options: StorageMountProps): void {
    const { pod } = this.props;
    requireObject(pod, 'options', options);
    requireSubPath(pod, options.subPath, false);
    this.props.hardened.main.requireFreePath(path);
    requireName(pod, 'claimName', claimName, DNS_SUBDOMAIN, 'give the name of a claim of this cluster');
    const { readOnly, subPath } = options;
    this.props.hardened.main.mount(path, claimVolume(pod, claimName, readOnly), { readOnly, subPath });
  }

  public exposeViaService(options: ExposeViaServiceProps): MarService {
    const { pod, hardened, name } = this.props;
    requireObject(pod, 'options', options);
    const { serviceName = name, type = MarServiceType.clusterIp() } = options;
    requireServiceType(pod, type);
    if (type.isExternal) {
      throw propError(
        pod,
        'type',
        type.name,
        'must lead to the instance',
        'create a MarService in the cluster instead',
      );
    }
    const ports = exposedPorts(pod, hardened.ports, options);
    const service = new MarService(pod, `Service-${serviceName}`, { serviceName, type, ports, selector: pod });
    this.services.push(service);
    for (const range of type.sourceRanges) this.allow('ingress', Peer.cidr(range), ports.map(targetOf)); // prettier-ignore
    return service;
  }

  public exposeViaIngress(host: string, options: ExposeViaIngressProps): MarIngress {
    const { pod, context } = this.props;
    requireObject(pod, 'options', options);
    requireRoute(pod, host, options);
    requireOwnAnnotations(pod, options);
    const known = this.knownIngress(options);
    known?._requireAgreement(host, options);
    const { service, port } = this.backend(options);
    const ingress = known ?? this.newIngress(options);
    ingress._addRoute({ ...options, host, service, servicePort: port.port });
    if (options.ingress === undefined) this.ingress = ingress;
    this.allow('ingress', context.facts.ingressController.peer, [targetOf(port)]);
    return ingress;
  }

  public allow(direction: 'ingress' | 'egress', peer: IPeer, ports: Port[]): void {
    allowTraffic(this.props.pod, this.asPeer(), direction, peer, ports);
  }

  public asPeer(): Peer {
    const { pod, podLabels, hardened } = this.props;
    return Peer._pods(pod.clusterName, podLabels, pod, { policy: this.traffic, declaredPorts: hardened.ports });
  }

  private knownIngress({ ingress = this.ingress }: ExposeViaIngressProps): MarIngress | undefined {
    const { pod } = this.props;
    if (ingress === undefined) return undefined;
    requireInstance(pod, 'ingress', ingress, '_addRoute', 'a MarIngress', 'what exposeViaIngress returns');
    if (ingress.metadata.namespace === pod.clusterName && areInOnePlace(ingress, pod)) return ingress;
    throw propError(pod, 'ingress', ingress.name, 'must be of the same cluster', 'leave it out');
  }

  private newIngress({ className }: ExposeViaIngressProps): MarIngress {
    const { pod, name, context } = this.props;
    const { clusterName, ingressController } = context.facts;
    context.names.takeFor(pod, 'Ingress', name);
    return new MarIngress(pod, 'Ingress', name, clusterName, className ?? ingressController.className);
  }

  /**
   * Returns the Service and the port that the Ingress routes to. Creates the Service if none exists. Throws, before it
   * creates the Service, if the port is not a TCP port of the Service.
   */
  private backend(options: ExposeViaIngressProps): { service: MarService; port: MarServicePort } {
    const { pod, hardened } = this.props;
    const { service: wanted, servicePort } = options;
    requireOptional(pod, 'service', wanted, '_leadsTo', 'a MarService', 'what exposeViaService returns');
    if (wanted !== undefined && !wanted._leadsTo(pod)) {
      const rule = 'must lead to the instance';
      throw propError(pod, 'service', wanted.name, rule, 'expose what it leads to instead');
    }
    const known = wanted ?? this.services.find((service) => service.ports.some(isTcp));
    const ports = (known?.ports ?? exposedPorts(pod, hardened.ports, {})).filter(isTcp);
    const port = ports.find((candidate) => candidate.port === (servicePort ?? candidate.port));
    if (port !== undefined) return { service: known ?? this.exposeViaService({}), port };
    const numbers = ports.map((candidate) => candidate.port).join(', ') || 'none';
    const rule = `must be a TCP port of the Service, which has ${numbers}`;
    throw propError(pod, 'servicePort', servicePort, rule, 'correct it');
  }
}

/** Returns `part` as a valid object name. Throws if no character of `part` can be used in a name. */
function requireSlug(pod: kplus.AbstractPod, part: string): string {
  const name = slug(part);
  if (name !== '') return name;
  const rule = `must be given where the path ends with '${part}', of which no name can be made`;
  throw propError(pod, 'claimName', undefined, rule, 'name the claim');
}

/**
 * Throws if annotations are set for a shared Ingress, because they apply to all of its paths, also to those of other
 * workloads.
 */
function requireOwnAnnotations(pod: kplus.AbstractPod, { ingress, annotations }: ExposeViaIngressProps): void {
  const [key] = Object.keys(mapOf(annotations) ?? {});
  if (ingress === undefined || key === undefined) return;
  const rule = 'must not be given for an Ingress that is shared, as they hold for all of its paths';
  throw propError(pod, 'annotations', key, rule, 'leave out ingress, or give them where the Ingress is made');
}

/** Returns the port of the pods that the port of a Service forwards to. */
function targetOf({ port, targetPort = port, protocol }: MarServicePort): Port {
  return Port._declared({ name: '', number: targetPort, protocol });
}
