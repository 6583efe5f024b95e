import { k8s, Protocol } from 'cdk8s-plus-30';
import { callError, textOf } from '../internal/errors';
import { isPortNumber } from '../kube/names';

/** A port that an instance declares. */
export interface InstancePort {
  /** Its name, unique in the instance: 1 to 15 of a-z, 0-9 and single '-'. Kubernetes: `ports[].name`. */
  readonly name: string;
  /** Its number, 1 to 65535. Kubernetes: `ports[].containerPort`. */
  readonly number: number;
  /**
   * Its protocol.
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
}

/** The protocol of a port, which is TCP if none is said. */
export function protocolOf(port: { readonly protocol?: Protocol }): Protocol {
  return port.protocol ?? Protocol.TCP;
}

/** Whether a port is asked over TCP, as probes and Ingresses do. */
export function isTcp(port: { readonly protocol?: Protocol }): boolean {
  return protocolOf(port) === Protocol.TCP;
}

/** Finds the declared port of a name; throws if there is none. */
export type PortLookup = (name: string) => InstancePort;

/** Ports that traffic is allowed to: of the side that is reached. */
export class Port {
  /** One TCP port. @throws if it is not in 1 to 65535 */
  public static tcp(port: number): Port {
    return Port.range('tcp', Protocol.TCP, port);
  }

  /** The TCP ports from the first to the last, both included. @throws if they are not in 1 to 65535, in ascending order */
  public static tcpRange(first: number, last: number): Port {
    return Port.range('tcpRange', Protocol.TCP, first, last);
  }

  /** One UDP port. @throws if it is not in 1 to 65535 */
  public static udp(port: number): Port {
    return Port.range('udp', Protocol.UDP, port);
  }

  /** The UDP ports from the first to the last, both included. @throws if they are not in 1 to 65535, in ascending order */
  public static udpRange(first: number, last: number): Port {
    return Port.range('udpRange', Protocol.UDP, first, last);
  }

  /** One SCTP port. @throws if it is not in 1 to 65535 */
  public static sctp(port: number): Port {
    return Port.range('sctp', Protocol.SCTP, port);
  }

  /** The port that the instance which is reached declares under this name. */
  public static named(name: string): Port {
    return new Port((lookup) => Port._declared(lookup(name))._toKube(lookup));
  }

  /** Every port of every protocol. */
  public static all(): Port {
    return new Port(() => undefined);
  }

  /** @internal */
  public static _declared(port: InstancePort): Port {
    return new Port(() => ({ protocol: protocolOf(port), port: k8s.IntOrString.fromNumber(port.number) }));
  }

  private static range(factory: string, protocol: Protocol, first: number, last?: number): Port {
    const given = last === undefined ? [first] : [first, last];
    if (!given.every(isPortNumber) || first > (last ?? first)) {
      const rule = `must have ${last === undefined ? 'a whole number' : 'two whole numbers'} of 1 to 65535`;
      throw callError(
        `Port.${factory}(${given.map(textOf).join(', ')})`,
        rule,
        'give ports in ascending order, or Port.all()',
      );
    }
    return new Port(() => ({ protocol, port: k8s.IntOrString.fromNumber(first), endPort: last }));
  }

  private constructor(private readonly render: (lookup: PortLookup) => k8s.NetworkPolicyPort | undefined) {}

  /** Undefined stands for every port. @internal */
  public _toKube(lookup: PortLookup): k8s.NetworkPolicyPort | undefined {
    return this.render(lookup);
  }
}
