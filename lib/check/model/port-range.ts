import { PolicyPort } from '../../kube/network-objects';
import { PodGroup } from './pod-group';
import { declaredPorts } from './ports';

/** Range of ports of one protocol. Includes `first` and `last`. */
export interface PortRange {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

const LAST = 65535;

/** All ports of all protocols: the ports of a policy rule without `ports`. */
export const EVERY_PORT: readonly PortRange[] = ['SCTP', 'TCP', 'UDP'].map((protocol) => ({
  protocol,
  first: 1,
  last: LAST,
}));

/**
 * Returns the ranges of the ports of a policy rule; `EVERY_PORT` if `ports` is undefined. A named port stands for the ports
 * with this name in `reached`, and has no range without `reached`.
 */
export function rangesOf(ports: readonly PolicyPort[] | undefined, reached?: PodGroup): readonly PortRange[] {
  return ports === undefined ? EVERY_PORT : ports.flatMap((port) => rangeOf(port, reached));
}

function rangeOf({ protocol = 'TCP', port, endPort }: PolicyPort, reached?: PodGroup): PortRange[] {
  if (port === undefined) return [{ protocol, first: 1, last: LAST }];
  if (typeof port === 'number') return [{ protocol, first: port, last: endPort ?? port }];
  const declared = reached === undefined ? [] : declaredPorts(reached);
  const named = declared.filter((one) => one.name === port && one.protocol === protocol);
  return named.map(({ number }) => ({ protocol, first: number, last: number }));
}

/** Returns the ports that are in both lists, as merged ranges. */
export function common(some: readonly PortRange[], others: readonly PortRange[]): PortRange[] {
  const overlaps = some.flatMap((one) =>
    others
      .filter(({ protocol }) => protocol === one.protocol)
      .map((other) => ({
        protocol: one.protocol,
        first: Math.max(one.first, other.first),
        last: Math.min(one.last, other.last),
      })),
  );
  return merged(overlaps.filter(({ first, last }) => first <= last));
}

/** Returns the same ports in as few ranges as possible, sorted by protocol and port. */
export function merged(ranges: readonly PortRange[]): PortRange[] {
  const sorted = [...ranges].sort((a, b) =>
    a.protocol === b.protocol ? a.first - b.first : a.protocol < b.protocol ? -1 : 1,
  );
  return sorted.reduce<PortRange[]>((done, range) => {
    const before = done.at(-1);
    if (before?.protocol !== range.protocol || range.first > before.last + 1) return [...done, range];
    return [...done.slice(0, -1), { ...before, last: Math.max(before.last, range.last) }];
  }, []);
}
