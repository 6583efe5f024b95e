import {
  ExternalTrafficPolicy,
  Isolation,
  LoadBalancerServiceOptions,
  MarService,
  MarServiceType,
} from '../../lib/index';
import { newCluster, newInstance } from '../support/instance';
import { all, frozen, Manifest, only } from '../support/manifest';

function specOf(type: MarServiceType, ports = [{ port: 80 }]): Manifest {
  const cluster = newCluster();
  new MarService(cluster, 'orders', { type, ports });
  return only(cluster, 'Service').spec;
}

test('clusterIp asks for an address, and for nothing else', () => {
  const { type, ...rest } = specOf(MarServiceType.clusterIp());
  expect(type).toBe('ClusterIP');
  for (const field of ['clusterIP', 'externalTrafficPolicy', 'loadBalancerClass', 'publishNotReadyAddresses']) {
    expect(rest).not.toHaveProperty(field);
  }
});

test('headless has no address of its own', () => {
  const spec = specOf(MarServiceType.headless());
  expect(spec).toMatchObject({ type: 'ClusterIP', clusterIP: 'None' });
  expect(spec).not.toHaveProperty('publishNotReadyAddresses');
});

test('headless can name pods that are not ready', () => {
  const type = MarServiceType.headless({ publishNotReadyAddresses: true });
  expect(specOf(type).publishNotReadyAddresses).toBe(true);
});

test.each([
  ['nodePort', MarServiceType.nodePort(), 'NodePort'],
  ['loadBalancer', MarServiceType.loadBalancer(), 'LoadBalancer'],
])('%s leads to the pods of any node, by default', (_, type, name) => {
  expect(specOf(type)).toMatchObject({ type: name, externalTrafficPolicy: 'Cluster' });
});

test('nodePort can lead to the pods of the node itself', () => {
  const type = MarServiceType.nodePort({ externalTrafficPolicy: ExternalTrafficPolicy.LOCAL });
  expect(specOf(type).externalTrafficPolicy).toBe('Local');
});

test('every option of loadBalancer is at its place', () => {
  const options: Required<LoadBalancerServiceOptions> = {
    externalTrafficPolicy: ExternalTrafficPolicy.LOCAL,
    sourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
    loadBalancerClass: 'example.com/internal',
  };
  expect(specOf(MarServiceType.loadBalancer(frozen(options)))).toMatchObject({
    type: 'LoadBalancer',
    externalTrafficPolicy: 'Local',
    loadBalancerSourceRanges: ['203.0.113.0/24', '2001:db8::/32'],
    loadBalancerClass: 'example.com/internal',
  });
});

test.each([undefined, []])('loadBalancer takes all addresses where source ranges are %j', (sourceRanges) => {
  const spec = specOf(MarServiceType.loadBalancer({ sourceRanges }));
  expect(spec).not.toHaveProperty('loadBalancerSourceRanges');
  expect(spec).not.toHaveProperty('loadBalancerClass');
});

test('externalName is another name for a host, and nothing else', () => {
  const cluster = newCluster();
  new MarService(cluster, 'legacy', { type: MarServiceType.externalName('db.example.com') });
  expect(only(cluster, 'Service').spec).toEqual({ type: 'ExternalName', externalName: 'db.example.com' });
});

test.each([
  ['clusterIp', MarServiceType.clusterIp(), 'ClusterIP', [true, false, false]],
  ['headless', MarServiceType.headless(), 'ClusterIP', [false, false, false]],
  ['nodePort', MarServiceType.nodePort(), 'NodePort', [true, true, false]],
  ['loadBalancer', MarServiceType.loadBalancer(), 'LoadBalancer', [true, true, false]],
  ['externalName', MarServiceType.externalName('a.example.com'), 'ExternalName', [false, false, true]],
])('%s knows its name, and whether it has an address, node ports, or is external', (_, type, name, facts) => {
  expect(type.name).toBe(name);
  expect([type.hasAddress, type.hasNodePorts, type.isExternal]).toEqual(facts);
});

test('source ranges are copied in and out', () => {
  const sourceRanges = ['203.0.113.0/24'];
  const type = MarServiceType.loadBalancer({ sourceRanges });
  sourceRanges.push('0.0.0.0/0');
  type.sourceRanges.push('0.0.0.0/0');
  expect(type.sourceRanges).toEqual(['203.0.113.0/24']);
});

test.each(['10.0.0.0', '10.0.0.1/8', 'example.com'])("fails when a source range is '%s'", (range) => {
  expect(() => MarServiceType.loadBalancer({ sourceRanges: ['203.0.113.0/24', range] })).toThrow(
    new Error(
      `MarServiceType.loadBalancer() must have source ranges such as 203.0.113.0/24, got '${range}': correct the range`,
    ),
  );
});

test('fails when an external name is none', () => {
  expect(() => MarServiceType.externalName('db_1')).toThrow(
    new Error(
      "[MarServiceType.externalName] host must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a " +
        "letter or digit), got 'db_1': give a DNS name",
    ),
  );
});

test('fails when an external name is an address, which DNS never resolves', () => {
  expect(() => MarServiceType.externalName('10.0.0.1')).toThrow(
    new Error(
      "[MarServiceType.externalName] host must be a DNS name, not an address, got '10.0.0.1': give a DNS name, or let " +
        'programs connect to the address itself, which Peer.cidr allows',
    ),
  );
});

describe('what a load balancer lets in', () => {
  test('is let in by the policy of the instance too, to the ports that the Service leads to', () => {
    const cluster = newCluster();
    const type = MarServiceType.loadBalancer({ sourceRanges: ['203.0.113.0/24', '2001:db8::/32'] });
    newInstance({ port: 5000, ports: [{ name: 'metrics', number: 9100 }] }, cluster).exposeViaService({
      port: 80,
      type,
    });
    const { spec } = only(cluster, 'NetworkPolicy', 'api-traffic');
    const ports = [{ port: 5000, protocol: 'TCP' }];
    expect(spec).toEqual({
      podSelector: { matchLabels: { 'instance-id': 'api' } },
      policyTypes: ['Ingress'],
      ingress: [
        { from: [{ ipBlock: { cidr: '2001:db8::/32' } }], ports },
        { from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports },
      ],
    });
  });

  test.each([
    ['a load balancer without source ranges', MarServiceType.loadBalancer()],
    ['a node port', MarServiceType.nodePort()],
    ['a cluster address', MarServiceType.clusterIp()],
  ])('opens nothing where it is %s', (_, type) => {
    const cluster = newCluster();
    const before = all(cluster, 'NetworkPolicy').length;
    newInstance({ port: 5000 }, cluster).exposeViaService({ type });
    expect(all(cluster, 'NetworkPolicy')).toHaveLength(before);
  });

  test('needs no policy in an open cluster', () => {
    const cluster = newCluster({ isolation: Isolation.OPEN });
    const type = MarServiceType.loadBalancer({ sourceRanges: ['203.0.113.0/24'] });
    newInstance({ port: 5000 }, cluster).exposeViaService({ type });
    expect(all(cluster, 'NetworkPolicy')).toEqual([]);
  });
});
