import { Chart } from 'cdk8s';
import { Protocol } from 'cdk8s-plus-30';
import { InstancePort, Peer, Port } from '../../lib/index';
import { Manifest, only } from '../support/manifest';
import { cluster, listening } from '../cluster/fixture';

/** How a policy of a cluster writes ports. */
function portsOf(...ports: Port[]): Manifest {
  const prod = cluster();
  prod.allowFrom(Peer.cidr('10.0.0.0/8'), ...ports);
  return only(prod, 'NetworkPolicy', 'allow-declared').spec.ingress[0].ports;
}

test.each([
  ['tcp', Port.tcp(1), [{ protocol: 'TCP', port: 1 }]],
  ['udp', Port.udp(65535), [{ protocol: 'UDP', port: 65535 }]],
  ['sctp', Port.sctp(132), [{ protocol: 'SCTP', port: 132 }]],
  ['tcpRange', Port.tcpRange(8000, 8010), [{ protocol: 'TCP', port: 8000, endPort: 8010 }]],
  ['udpRange', Port.udpRange(53, 53), [{ protocol: 'UDP', port: 53, endPort: 53 }]],
])('a port by Port.%s is rendered with its protocol', (_, port, expected) => {
  expect(portsOf(port)).toEqual(expected);
});

test('several ports are rendered in the order given', () => {
  expect(portsOf(Port.udp(2), Port.tcp(1))).toEqual([
    { protocol: 'UDP', port: 2 },
    { protocol: 'TCP', port: 1 },
  ]);
});

test('every port is rendered by leaving ports out, and includes all others', () => {
  expect([portsOf(Port.all()), portsOf(Port.tcp(1), Port.all())]).toEqual([undefined, undefined]);
});

test('every prop of a declared port is found where it is named', () => {
  const every: Required<InstancePort> = { name: 'dns', number: 5353, protocol: Protocol.UDP };
  const db = listening([{ name: 'web', number: 80 }, every]);
  db.allowFrom(Peer.internet(), Port.named('dns'));
  const { ports } = only(Chart.of(db), 'NetworkPolicy', 'db-traffic').spec.ingress[0];
  expect(ports).toEqual([{ protocol: 'UDP', port: 5353 }]);
});

test.each<[string, () => Port]>([
  ['tcp(0)', () => Port.tcp(0)],
  ['tcp(65536)', () => Port.tcp(65536)],
  ['udp(1.5)', () => Port.udp(1.5)],
  ['sctp(NaN)', () => Port.sctp(NaN)],
])('fails when a port is given as Port.%s', (call, make) => {
  expect(make).toThrow(
    new Error(`Port.${call} must have a whole number of 1 to 65535: give ports in ascending order, or Port.all()`),
  );
});

test.each<[string, () => Port]>([
  ['tcpRange(0, 80)', () => Port.tcpRange(0, 80)],
  ['tcpRange(80, 65536)', () => Port.tcpRange(80, 65536)],
  ['udpRange(81, 80)', () => Port.udpRange(81, 80)],
  ['udpRange(80, NaN)', () => Port.udpRange(80, NaN)],
])('fails when ports are given as Port.%s', (call, make) => {
  expect(make).toThrow(
    new Error(`Port.${call} must have two whole numbers of 1 to 65535: give ports in ascending order, or Port.all()`),
  );
});
