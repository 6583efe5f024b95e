import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { ClusterContext } from '../cluster/cluster-context';
import { protocolOf } from '../network/port';
import { listOf } from '../internal/collections';
import { pathIn, propError } from '../internal/errors';
import { DNS_LABEL, requireName, requirePortNumber, requireUnique, SERVICE_NAME } from '../kube/names';
import { areInOnePlace } from '../internal/scope';
import { requireInstance, requireList, requireMember, requireObject, requireProps } from '../internal/values';
import { MarServiceType, requireServiceType } from './service-type';

/** One port of a Service. */
export interface MarServicePort {
  /** The port of the Service, 1 to 65535. */
  readonly port: number;
  /**
   * Its name, which several ports must have.
   * @default - of an instance's Service: the name of the port that it leads to; else none
   */
  readonly name?: string;
  /**
   * The port of the pods that it leads to.
   * @default - of an instance's Service: the declared port of the same name or, if there is none, number; else `port`
   */
  readonly targetPort?: number;
  /**
   * The port on each node, for types that have one: 30000 to 32767, unless the API server has another range, for which the rule
   * MAR-N29 is silenced.
   * @default - chosen by Kubernetes
   */
  readonly nodePort?: number;
  /**
   * Its protocol.
   * @default Protocol.TCP
   */
  readonly protocol?: kplus.Protocol;
}

/** Properties of a Service. */
export interface MarServiceProps {
  /**
   * The name of the Service, and so of its DNS entry.
   * @default - the id
   */
  readonly serviceName?: string;
  /**
   * How it is reached.
   * @default MarServiceType.clusterIp()
   */
  readonly type?: MarServiceType;
  /**
   * The pods that it leads to.
   * @default - none
   */
  readonly selector?: kplus.IPodSelector;
  /**
   * Its ports. At least one, except for an external name, which has none.
   * @default - none
   */
  readonly ports?: MarServicePort[];
}

/**
 * A Service of a cluster. Writes one Service.
 * @throws if a name or port is not valid or taken, or the type and the ports do not go together
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export class MarService extends kplus.Service {
  /** The name by which every pod finds it: `<name>.<cluster>.svc.cluster.local`. */
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
   * The names of the environment variables that instances with service links find, started after this. None if the Service
   * has no address of its own.
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

  /** Makes it lead to pods. */
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

  /** Whether it gives pods of a namespace names in DNS, and has none yet. @internal */
  public _isFreeAndHeadless(namespace: string): boolean {
    const isHeadless = !this.serviceType.hasAddress && !this.serviceType.isExternal;
    return isHeadless && this.selected === undefined && this.metadata.namespace === namespace;
  }

  /** Whether it was made for these pods. @internal */
  public _leadsTo(pods: kplus.IPodSelector): boolean {
    return this.selected === pods;
  }

  /** cdk8s-plus does not know all fields, and writes an empty list of external addresses. @internal */
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
  const keys = ports.map((port) => `${port.port}/${protocolOf(port)}`);
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
