import { TrafficMatrix } from '../../lib';
import { Manifest } from '../support/manifest';
import { endOf, groupsOf, Labels, Outsider, Probe } from '../support/network-ends';
import { isIn, textOf } from '../support/reachability';

/** The paths that a matrix says, for somebody outside and some ports, as the evaluator of policies has them. */
export function pathsIn(
  matrix: TrafficMatrix,
  manifests: readonly Manifest[],
  outsiders: readonly Outsider[],
  probes: readonly Probe[],
): string[] {
  const own = new Map(groupsOf(manifests).map(({ name, ports }) => [name, ports]));
  const others = outsiders.map((outsider) => ({ outsider, name: endOf(manifests, outsider).name }));
  const whoIs = (text: string): string[] =>
    own.has(text) ? [text] : others.filter(({ outsider }) => isMeant(text, outsider)).map(({ name }) => name);
  const paths = matrix.paths.flatMap(({ from, to, ports }) => {
    const asked = [...probes, ...(own.get(to) ?? [])].filter((probe) => isAmong(ports, probe));
    const texts = asked.map(({ protocol, number }) => `${protocol.toLowerCase()}/${number}`);
    return whoIs(from).flatMap((one) =>
      whoIs(to).flatMap((other) => texts.map((port) => textOf({ from: one, to: other, port }))),
    );
  });
  return [...new Set(paths)].sort();
}

/** Whether somebody outside is meant by what a matrix says of one side. */
function isMeant(text: string, outsider: Outsider): boolean {
  if (text === 'anyone') return true;
  if ('address' in outsider) return isAddress(text, outsider.address);
  const [, namespace = '', inNamespaces = '', pods = ''] = /^([^[/]*)(\[.*?\])?\/(\*|\[.*\])$/.exec(text) ?? [];
  const { podLabels, namespaceLabels = {} } = outsider;
  const isThere = ['', '*', outsider.namespace].includes(namespace) && has(namespaceLabels, inNamespaces);
  return pods !== '' && isThere && has(podLabels, pods);
}

function isAddress(text: string, address: string): boolean {
  if (text.startsWith('internet')) return INTERNET[text]?.includes(address) === true;
  const [cidr = '', exceptions = ''] = text.split(' except ');
  if (!/^[\d.a-f:]+\/\d+$/.test(cidr)) return false;
  return isIn(address, cidr) && !exceptions.split(', ').some((block) => block !== '' && isIn(address, block));
}

/** Those of the tests that are public. */
const INTERNET: Readonly<Record<string, readonly string[]>> = {
  'internet (IPv4)': ['203.0.113.10'],
  'internet (IPv6)': ['2001:db8::1'],
};

/** `[app=web,tier=back]`, `*` or nothing. */
function has(labels: Labels, selector: string): boolean {
  if (['*', ''].includes(selector)) return true;
  const wanted = selector.slice(1, -1).split(',').map((pair) => pair.split('=')); // prettier-ignore
  return wanted.every(([key = '', value]) => value !== undefined && labels[key] === value);
}

/** Whether a port is among those that a matrix says: `80/TCP, 8000-8100/UDP`. */
function isAmong(ports: string, { protocol, number }: Probe): boolean {
  return (
    ports === 'every port' ||
    ports.split(', ').some((range) => {
      const [, first, last = first, name] = /^(\d+)(?:-(\d+))?\/(\w+)$/.exec(range) ?? [];
      return name === protocol && Number(first) <= number && number <= Number(last);
    })
  );
}
