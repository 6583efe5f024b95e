import { PolicyPort } from '../../model/kube-network';
import { PodGroup } from '../../model/pod-group';
import { declaredPorts } from '../../model/ports';

/** Whether two policies allow a port in common; undefined stands for all ports. */
export function shareAPort(
  reached: PodGroup,
  one: PolicyPort | undefined,
  others: readonly PolicyPort[] | undefined,
): boolean {
  return (
    one === undefined ||
    others === undefined ||
    others.some((other) => overlap(rangeOf(reached, one), rangeOf(reached, other)))
  );
}

interface Range {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
}

const ALL_PORTS = { first: 0, last: 65535 };
const NO_PORT = { first: 1, last: 0 };

function rangeOf(reached: PodGroup, { protocol = 'TCP', port, endPort }: PolicyPort): Range {
  if (port === undefined) return { protocol, ...ALL_PORTS };
  if (typeof port === 'number') return { protocol, first: port, last: endPort ?? port };
  const found = declaredPorts(reached).find((declared) => declared.name === port && declared.protocol === protocol);
  return { protocol, ...(found === undefined ? NO_PORT : { first: found.number, last: found.number }) };
}

function overlap(one: Range, other: Range): boolean {
  return one.protocol === other.protocol && one.first <= other.last && other.first <= one.last;
}
