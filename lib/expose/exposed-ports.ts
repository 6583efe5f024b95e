import { Protocol } from 'cdk8s-plus-30';
import { InstancePort, getProtocol } from '../network/port';
import { extended } from '../internal/collections';
import { propError, Where } from '../internal/errors';
import { requireList, requireMember, requireObject } from '../internal/values';
import { MarServicePort } from './service';
import { MarServiceType } from './service-type';

/** Options for exposing an instance through a Service. */
export interface ExposeViaServiceProps {
  /**
   * Name of the Service and of its DNS record.
   * @default - the name of the instance
   */
  readonly serviceName?: string;
  /**
   * Port number of the Service. The port forwards to the first port that the instance declares.
   * @default - the same number as the declared port
   */
  readonly port?: number;
  /**
   * Ports of the Service, if it needs more than one. Cannot be combined with `port`.
   * @default - if `port` is given, only that port; otherwise one port for each port that the instance declares
   */
  readonly ports?: MarServicePort[];
  /**
   * Type of the Service.
   * @default MarServiceType.clusterIp()
   */
  readonly type?: MarServiceType;
}

/**
 * Returns the ports of a Service for `instance`. Names, target ports and protocols come from the ports that the instance
 * declares.
 * @throws if `declared` is empty, if `port` and `ports` are both given, or if a target is not a declared port
 */
export function exposedPorts(
  instance: Where,
  declared: readonly InstancePort[],
  props: ExposeViaServiceProps,
): MarServicePort[] {
  const [first] = declared;
  if (first === undefined) {
    throw propError(instance, 'ports', '', 'must be declared by what a Service leads to', 'give it a port');
  }
  if (props.port !== undefined && props.ports !== undefined) {
    throw propError(instance, 'port', props.port, 'must not be given together with ports', 'move it into ports');
  }
  if (props.port !== undefined) return [leadingTo(first, { port: props.port })];
  if (props.ports === undefined) return declared.map((port) => leadingTo(port, { port: port.number }));
  requireList(instance, 'ports', props.ports);
  return props.ports.map((port) => leadingTo(target(instance, declared, port), port));
}

/**
 * Returns the declared port that the Service port forwards to: the declared port of the same name, otherwise the declared
 * port of the same number and protocol. Throws if no declared port matches.
 */
function target(instance: Where, declared: readonly InstancePort[], port: MarServicePort): InstancePort {
  requireObject(instance, 'ports[]', port);
  const { name, protocol, targetPort } = port;
  requireMember(instance, 'ports[].protocol', protocol, Protocol);
  const number = targetPort ?? port.port;
  const named = targetPort === undefined ? declared.find((own) => own.name === name) : undefined;
  const matches = (own: InstancePort): boolean => protocol === undefined || protocol === getProtocol(own);
  const found = named ?? declared.find((own) => own.number === number && matches(own));
  if (found !== undefined) return found;
  const known = declared.map((own) => `${own.name} (${own.number})`).join(', ');
  throw propError(instance, 'ports[].targetPort', number, `must be a declared port, one of ${known}`, 'correct it');
}

function leadingTo({ name, number, protocol }: InstancePort, port: MarServicePort): MarServicePort {
  return extended(port, { name: port.name ?? name, targetPort: number, protocol });
}
