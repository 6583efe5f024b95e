import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { ClusterContext } from '../cluster/cluster-context';
import { getProtocol } from '../network/port';
import { listOf } from '../internal/collections';
import { pathIn, propError } from '../internal/errors';
import { DNS_LABEL, requireName, requirePortNumber, requireUnique, SERVICE_NAME } from '../kube/names';
import { areInOnePlace } from '../internal/scope';
import { requireInstance, requireList, requireMember, requireObject, requireProps } from '../internal/values';
import { MarServiceType, requireServiceType } from './service-type';

/** One port of a Service. */
export interface MarServicePort {
  /** Port number of the Service, 1 to 65535. */
  readonly port: number;
  /**
   * Name of the port. Required if the Service has several ports.
   * @default - for an instance's Service: the name of the declared port that it forwards to; otherwise none
   */
  readonly name?: string;
  /**
   * Port number of the pods that receives the traffic.
   * @default - for an instance's Service: the declared port of the same name, otherwise of the same number; for other
   * Services: `port`
   */
  readonly targetPort?: number;
  /**
   * Port number on each node, for types that open node ports: 30000 to 32767. If the API server uses another range, silence
   * rule MAR-N29.
   * @default - chosen by Kubernetes
   */
  readonly nodePort?: number;
  /**
   * Protocol of the port.
   * @default Protocol.TCP
   */
  readonly protocol?: kplus.Protocol;
}

/** Properties of a Service. */
export interface MarServiceProps {
  /**
   * Name of the Service and of its DNS record.
   * @default - the id
   */
  readonly serviceName?: string;
  /**
   * Type of the Service.
   * @default MarServiceType.clusterIp()
   */
  readonly type?: MarServiceType;
  /**
   * Pods that receive the traffic.
   * @default - none
   */
  readonly selector?: kplus.IPodSelector;
  /**
   * Ports of the Service. At least one is required, except for an external name, which cannot have ports.
   * @default - none
   */
  readonly ports?: MarServicePort[];
}

/**
 * A Service of a cluster. Creates one Service object.
 * @throws if a name or port is not valid or already in use, or if the type does not allow the ports or the selector
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export class MarService extends kplus.Service {
  /** DNS name of the Service for every pod: `<name>.<cluster>.svc.cluster.local`. */
  public readonly dnsName: string;

  private readonly serviceType: MarServiceType;
  private selected?: kplus.IPodSelector;

  constructor(scope: Construct, id: string, props: MarServiceProps) {
    requireProps(scope, id, props);
    const path = pathIn(scope, id);
    const context = ClusterContext.of(scope, path);
    const name = props.serviceName ?? id;
    const type = props.type ?? MarServiceType.clusterIp();
    requireServiceType(path, type);
    requireName(path, 'serviceName', name, SERVICE_NAME, 'choose another name with serviceName');
    requirePorts(path, type, props);
    if (props.selector !== undefined) requireSelector(scope, path, context.facts.clusterName, props.selector);
    context.names.claim(scope, id, 'serviceName', 'Service', name);
    const { clusterName } = context.facts;
    super(scope, id, {
      metadata: { name, namespace: clusterName },
      selector: props.selector,
      ports: props.ports?.map((port) => ({ ...port })),
      ...type._toProps(),
    });
    this.serviceType = type;
    this.selected = props.selector;
    this.dnsName = `${name}.${clusterName}.svc.cluster.local`;
  }

  /**
   * Names of the environment variables that Kubernetes sets for this Service in pods with service links that start after the
   * Service exists. Empty if the Service has no virtual IP address or no ports.
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
   */
  public get environmentVariables(): string[] {
    const [first] = this.ports;
    if (!this.serviceType.hasAddress || first === undefined) return [];
    const prefix = upper(this.name);
    const named = this.ports.flatMap(({ name }) =>
      name === undefined ? [] : [`${prefix}_SERVICE_PORT_${upper(name)}`],
    );
    const links = this.ports.flatMap(({ port, protocol = kplus.Protocol.TCP }) =>
      ['', '_PROTO', '_PORT', '_ADDR'].map((suffix) => `${prefix}_PORT_${port}_${protocol}${suffix}`),
    );
    return [`${prefix}_SERVICE_HOST`, `${prefix}_SERVICE_PORT`, ...named, `${prefix}_PORT`, ...links];
  }

  /** Sets the pods that receive the traffic. @throws if `selector` does not select pods */
  public override select(selector: kplus.IPodSelector): void {
    requireInstance(
      this,
      'selector',
      selector,
      'toPodSelectorConfig',
      'what selects pods',
      'a MarInstance or MarDeployment',
    );
    super.select(selector);
    this.selected = selector;
  }

  /** Returns true if the Service is headless, is in `namespace` and does not select any pods yet. @internal */
  public _isFreeAndHeadless(namespace: string): boolean {
    const isHeadless = !this.serviceType.hasAddress && !this.serviceType.isExternal;
    return isHeadless && this.selected === undefined && this.metadata.namespace === namespace;
  }

  /** Returns true if `pods` is the selector of this Service. @internal */
  public _leadsTo(pods: kplus.IPodSelector): boolean {
    return this.selected === pods;
  }

  /**
   * Returns the Service spec with the fields that cdk8s-plus does not support, and without its empty list of external IPs.
   * @internal
   */
  public override _toKube(): kplus.k8s.ServiceSpec {
    const stock = super._toKube();
    return Object.assign(stock, { externalIPs: listOf(stock.externalIPs), ...this.serviceType._toKube() });
  }
}

function upper(name: string): string {
  return name.toUpperCase().replace(/-/g, '_');
}

function requireSelector(scope: Construct, path: string, clusterName: string, selector: kplus.IPodSelector): void {
  requireInstance(
    path,
    'selector',
    selector,
    'toPodSelectorConfig',
    'what selects pods',
    'a MarInstance or MarDeployment',
  );
  const namespaces = selector.toPodSelectorConfig().namespaces?.names ?? [clusterName];
  if (namespaces.includes(clusterName) && areInOnePlace(scope, selector)) return;
  const rule = `must select pods of the Service's own cluster, '${clusterName}'`;
  throw propError(path, 'selector', selector.node.path, rule, 'create the Service in the other cluster');
}

function requirePorts(path: string, type: MarServiceType, props: MarServiceProps): void {
  const ports = props.ports ?? [];
  requireList(path, 'ports', ports);
  if (type.isExternal && (ports.length > 0 || props.selector !== undefined)) {
    throw propError(path, 'type', type.name, 'must not have ports or pods', 'leave out ports and selector');
  }
  if (!type.isExternal && ports.length === 0) throw propError(path, 'ports', '', 'must not be empty', 'give a port');
  for (const port of ports) requirePort(path, type, port);
  if (ports.length < 2) return;
  const names = ports.map(({ name = '' }) => name);
  for (const name of names) requireName(path, 'ports[].name', name, DNS_LABEL, 'name each port, as there are several');
  requireUnique(path, 'ports[].name', names, 'Service');
  const keys = ports.map((port) => `${port.port}/${getProtocol(port)}`);
  requireUnique(path, 'ports[].port', keys, 'Service');
}

function requirePort(path: string, type: MarServiceType, port: MarServicePort): void {
  requireObject(path, 'ports[]', port);
  const { name, nodePort, targetPort = port.port } = port;
  requireMember(path, 'ports[].protocol', port.protocol, kplus.Protocol);
  requirePortNumber(path, 'ports[].port', port.port);
  requirePortNumber(path, 'ports[].targetPort', targetPort);
  if (name !== undefined) requireName(path, 'ports[].name', name, DNS_LABEL, 'rename the port');
  if (nodePort === undefined) return;
  requirePortNumber(path, 'ports[].nodePort', nodePort);
  if (type.hasNodePorts) return;
  throw propError(path, 'ports[].nodePort', nodePort, `must not be given for type ${type.name}`, 'leave it out');
}
