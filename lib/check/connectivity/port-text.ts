import { PolicyPort } from '../../kube/network-objects';
import { EVERY_PORT, PortRange } from '../model/port-range';

/** Port of a policy that is given by name. Its number is unknown if the pods are not in the manifests. */
export interface NamedPort extends PolicyPort {
  readonly port: string;
}

export function isNamed(port: PolicyPort): port is NamedPort {
  return typeof port.port === 'string';
}

/**
 * Formats ports in the syntax of kubectl: `80/TCP, 8000-8100/UDP`. Returns `every port` if the ranges include all ports of
 * all protocols.
 */
export function portsText(ranges: readonly PortRange[], names: readonly NamedPort[] = []): string {
  const numbers = ranges.map(rangeText);
  if (EVERY.every((range) => numbers.includes(range))) return 'every port';
  return [...new Set([...numbers, ...names.map(({ port, protocol = 'TCP' }) => `${port}/${protocol}`)])].join(', ');
}

function rangeText({ protocol, first, last }: PortRange): string {
  return `${first === last ? first : `${first}-${last}`}/${protocol}`;
}

const EVERY = EVERY_PORT.map(rangeText);
