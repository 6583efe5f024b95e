import { Protocol } from 'cdk8s-plus-30';
import { InstancePort, protocolOf } from '../network/port';
import { extended } from '../internal/collections';
import { propError, Where } from '../internal/errors';
import { requireList, requireMember, requireObject } from '../internal/values';
import { MarServicePort } from './service';
import { MarServiceType } from './service-type';

/** How an instance is reached through a Service. */
export interface ExposeViaServiceProps {
  /**
   * The name of the Service, and so of its DNS entry.
   * @default - the name of the instance
   */
  readonly serviceName?: string;
  /**
   * The port of the Service that leads to the first port that the instance declares.
   * @default - the same number
   */
  readonly port?: number;
  /**
   * The ports of the Service, where it is more than one. Excludes `port`.
   * @default - with `port`, that one; else all ports that the instance declares
   */
  readonly ports?: MarServicePort[];
  /**
   * How it is reached.
   * @default MarServiceType.clusterIp()
   */
  readonly type?: MarServiceType;
}

/**
 * The ports of a Service for an instance, with the names and targets filled in from the ports that it declares.
 * @throws if the instance declares no port, or a target is none of its ports
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

/** The declared port that a port leads to: of the same name, or of the same number and protocol. */
function target(instance: Where, declared: readonly InstancePort[], port: MarServicePort): InstancePort {
  requireObject(instance, 'ports[]', port);
  const { name, protocol, targetPort } = port;
  requireMember(instance, 'ports[].protocol', protocol, Protocol);
  const number = targetPort ?? port.port;
  const named = targetPort === undefined ? declared.find((own) => own.name === name) : undefined;
  const matches = (own: InstancePort): boolean => protocol === undefined || protocol === protocolOf(own);
  const found = named ?? declared.find((own) => own.number === number && matches(own));
  if (found !== undefined) return found;
  const known = declared.map((own) => `${own.name} (${own.number})`).join(', ');
  throw propError(instance, 'ports[].targetPort', number, `must be a declared port, one of ${known}`, 'correct it');
}

function leadingTo({ name, number, protocol }: InstancePort, port: MarServicePort): MarServicePort {
  return extended(port, { name: port.name ?? name, targetPort: number, protocol });
}
