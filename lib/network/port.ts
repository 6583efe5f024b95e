import { k8s, Protocol } from 'cdk8s-plus-30';
import { callError, textOf } from '../internal/errors';
import { isPortNumber } from '../kube/names';

/** Port that an instance declares. */
export interface InstancePort {
  /** Name of the port, unique in the instance: 1 to 15 of a-z, 0-9 and single '-'. Kubernetes: `ports[].name`. */
  readonly name: string;
  /** Number of the port, 1 to 65535. Kubernetes: `ports[].containerPort`. */
  readonly number: number;
  /**
   * Protocol of the port.
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
}

/** Returns the protocol of `port`, or TCP if undefined. */
export function getProtocol(port: { readonly protocol?: Protocol }): Protocol {
  return port.protocol ?? Protocol.TCP;
}

/** Returns true if `port` uses TCP, which probes and Ingresses require. */
export function isTcp(port: { readonly protocol?: Protocol }): boolean {
  return getProtocol(port) === Protocol.TCP;
}

/** Returns the declared port with the given name. Throws if no port has the name. */
export type PortLookup = (name: string) => InstancePort;

/** Port or range of ports that traffic is allowed to, on the side that receives the traffic. */
export class Port {
  /** Returns one TCP port. @throws if `port` is not a whole number from 1 to 65535 */
  public static tcp(port: number): Port {
    return Port.range('tcp', Protocol.TCP, port);
  }

  /**
   * Returns the TCP ports from `first` to `last`, both included.
   * @throws if they are not whole numbers from 1 to 65535 in
   * ascending order
   */
  public static tcpRange(first: number, last: number): Port {
    return Port.range('tcpRange', Protocol.TCP, first, last);
  }

  /** Returns one UDP port. @throws if `port` is not a whole number from 1 to 65535 */
  public static udp(port: number): Port {
    return Port.range('udp', Protocol.UDP, port);
  }

  /**
   * Returns the UDP ports from `first` to `last`, both included.
   * @throws if they are not whole numbers from 1 to 65535 in
   * ascending order
   */
  public static udpRange(first: number, last: number): Port {
    return Port.range('udpRange', Protocol.UDP, first, last);
  }

  /** Returns one SCTP port. @throws if `port` is not a whole number from 1 to 65535 */
  public static sctp(port: number): Port {
    return Port.range('sctp', Protocol.SCTP, port);
  }

  /**
   * Returns the port that the receiving instance declares under `name`. Allowing traffic throws if the instance declares no
   * such port.
   */
  public static named(name: string): Port {
    return new Port((lookup) => Port._declared(lookup(name))._toKube(lookup));
  }

  /** Returns all ports of all protocols. */
  public static all(): Port {
    return new Port(() => undefined);
  }

  /** @internal */
  public static _declared(port: InstancePort): Port {
    return new Port(() => ({ protocol: getProtocol(port), port: k8s.IntOrString.fromNumber(port.number) }));
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

  /** Returns the rendered port, or undefined for all ports. @internal */
  public _toKube(lookup: PortLookup): k8s.NetworkPolicyPort | undefined {
    return this.render(lookup);
  }
}
