import * as fc from 'fast-check';
import { rarely, record, weighted } from './draw';
import { Cluster, Connection, End, PeerSpec, PortRange, Traffic } from './program';

/** An end, as numbers that count round. */
const ends = fc.record({ cluster: fc.nat(), workload: fc.option(fc.nat(), { nil: undefined, freq: 3 }) });

const outsiders = fc.oneof<{ weight: number; arbitrary: fc.Arbitrary<PeerSpec> }[]>(
  { weight: 2, arbitrary: fc.constantFrom({ namespaces: { team: 'a' } }, { namespaces: { team: 'monitoring' } }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<PeerSpec[]>(
      { pods: { podLabels: { tier: 'front' } } },
      { pods: { podLabels: { tier: 'back' }, namespaceLabels: { team: 'b' } } },
      { pods: { podLabels: { app: 'mar' } } },
      { pods: {} },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<PeerSpec[]>(
      { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.9.9.9/32'] },
      { cidr: '10.9.0.0/16' },
      { cidr: '203.0.113.0/24' },
      { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] },
      { cidr: '0.0.0.0/0', except: ['203.0.113.10/32'] },
    ),
  },
  { weight: 2, arbitrary: fc.constant({ internet: true }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<PeerSpec[]>(
      { of: { block: '169.254.0.0/16' } },
      { of: { podLabels: { tier: 'back' } } },
      { of: { namespaceLabels: { team: 'a' } } },
    ),
  },
);

const ranges = fc.oneof<{ weight: number; arbitrary: fc.Arbitrary<PortRange> }[]>(
  {
    weight: 4,
    arbitrary: record<PortRange>({
      protocol: fc.constantFrom('TCP', 'UDP', 'SCTP'),
      first: fc.constantFrom(53, 80, 443, 8080, 65535),
    }),
  },
  {
    weight: 2,
    arbitrary: record<PortRange>({
      protocol: fc.constantFrom('TCP', 'UDP'),
      first: fc.constantFrom(1, 80, 8000),
      last: fc.constantFrom(80, 8080, 65535).filter((last) => last >= 80),
    }).filter((range) => !('last' in range) || (range.last ?? 0) >= range.first),
  },
  { weight: 3, arbitrary: record<PortRange>({ named: fc.constantFrom('main', 'web', 'metrics', 'dns') }) },
  { weight: 1, arbitrary: fc.constant({ all: true }) },
);

/** What is declared between the clusters and workloads of an app, and others. */
export function trafficIn(clusters: readonly Cluster[], most: number): fc.Arbitrary<Traffic[]> {
  const one = fc.record({
    self: ends,
    direction: fc.constantFrom<Traffic['direction'][]>('from', 'to'),
    other: fc.option(outsiders, { nil: undefined, freq: 1 }),
    end: ends,
    ports: fc.array(ranges, { maxLength: 2 }),
    spare: weighted<PortRange>([3, { protocol: 'TCP', first: 8080 }], [1, { protocol: 'UDP', first: 514 }]),
  });
  return fc.array(one, { maxLength: most }).map((drawn) =>
    drawn.map(({ self, direction, other, end, ports, spare }) => {
      const [here, there] = [endIn(clusters, self), endIn(clusters, end)];
      const peer = other ?? { end: there };
      const reached = direction === 'from' ? here : other === undefined ? there : undefined;
      return { self: here, direction, peer, ports: knownPorts(clusters, reached, ports, spare) };
    }),
  );
}

/** What `connections` of cdk8s-plus opens between workloads of an app. */
export function connectionsIn(clusters: readonly Cluster[]): fc.Arbitrary<Connection[]> {
  const workloads = fc.record({ cluster: fc.nat(), workload: fc.nat() }).map((drawn) => endIn(clusters, drawn));
  const one = record<Connection>({
    self: workloads,
    direction: fc.constantFrom('from', 'to'),
    peer: fc.oneof(
      workloads.map((end) => ({ end })),
      workloads.map((end) => ({ end })),
      fc.constantFrom({ block: '10.0.0.0/8' }, { block: '0.0.0.0/0' }),
    ),
    only: rarely(40, fc.constantFrom('POD', 'PEER')),
  });
  return fc.array(one, { minLength: 1, maxLength: 2 });
}

function endIn(clusters: readonly Cluster[], drawn: End): End {
  const cluster = drawn.cluster % clusters.length;
  const count = clusters[cluster]?.workloads.length ?? 0;
  if (drawn.workload === undefined || count === 0) return { cluster };
  return { cluster, workload: drawn.workload % count };
}

/** Names that the side which is reached declares; a port where it declares none. */
function knownPorts(
  clusters: readonly Cluster[],
  reached: End | undefined,
  drawn: readonly PortRange[],
  spare: PortRange,
): PortRange[] {
  const workload = reached?.workload === undefined ? undefined : clusters[reached.cluster]?.workloads[reached.workload];
  const declared = workload?.ports ?? [];
  const ports = drawn.filter((port) => !('named' in port) || declared.some((one) => one.name === port.named));
  return ports.length === 0 && declared.length === 0 ? [spare] : ports;
}
