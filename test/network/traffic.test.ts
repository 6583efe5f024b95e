import { Protocol } from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import { IPeer, Isolation, MarCluster, MarInstance, Peer, Port } from '../../lib/index';
import { all, expectRefusal, Manifest, only, testApp } from '../support/manifest';
import { cluster, instance, unordered } from '../cluster/fixture';

const podsOf = (id: string): object => ({ podSelector: { matchLabels: { 'instance-id': id } } });
const namespaceOf = (name: string): object => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
const tcp = (port: number): object => ({ protocol: 'TCP', port });

const policyOf = (of: MarCluster | MarInstance): Manifest =>
  of instanceof MarCluster
    ? only(of, 'NetworkPolicy', 'allow-declared')
    : only(of.node.scope as MarCluster, 'NetworkPolicy', `${of.instanceId}-traffic`);

/** A database with two ports and an API with one, in one cluster. */
function shop(): { prod: MarCluster; db: MarInstance; api: MarInstance } {
  const prod = cluster();
  const ports = [
    { name: 'sql', number: 5432 },
    { name: 'gossip', number: 7000, protocol: Protocol.UDP },
  ];
  return { prod, db: instance(prod, 'db', { port: undefined, ports }), api: instance(prod, 'api') };
}

/** An instance, and one in another cluster of the same app. */
function neighbours(isolation?: Isolation): { prod: MarCluster; tools: MarCluster; api: MarInstance; ci: MarInstance } {
  const app = testApp();
  const [prod, tools] = [cluster({}, 'prod', app), cluster({ isolation }, 'tools', app)];
  return { prod, tools, api: instance(prod, 'api'), ci: instance(tools, 'ci') };
}

const DB_PORTS = [tcp(5432), { protocol: 'UDP', port: 7000 }];

test('traffic from an instance is written in the policies of both, to all declared ports of the side that is reached', () => {
  const { db, api } = shop();
  db.allowFrom(api);
  expect(policyOf(db).spec).toEqual({
    ...podsOf('db'),
    policyTypes: ['Ingress'],
    ingress: [{ from: [podsOf('api')], ports: DB_PORTS }],
  });
  expect(policyOf(api).spec).toEqual({
    ...podsOf('api'),
    policyTypes: ['Egress'],
    egress: [{ to: [podsOf('db')], ports: DB_PORTS }],
  });
});

test('traffic to an instance is the same as traffic from the other side', () => {
  const [from, to] = [shop(), shop()];
  from.db.allowFrom(from.api, Port.named('sql'));
  to.api.allowTo(to.db, Port.named('sql'));
  expect(unordered(to.prod, 'NetworkPolicy')).toEqual(unordered(from.prod, 'NetworkPolicy'));
});

test('a policy has one entry for each direction and peer', () => {
  const { db, api } = shop();
  api.allowTo(db, Port.named('sql'));
  api.allowTo(Peer.cidr('10.0.0.0/8'), Port.tcp(443));
  api.allowFrom(db);
  expect(policyOf(api).spec).toMatchObject({
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [podsOf('db')], ports: [tcp(5000)] }],
    egress: expect.arrayContaining([
      { to: [podsOf('db')], ports: [tcp(5432)] },
      { to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [tcp(443)] },
    ]),
  });
});

test('instances of two clusters are found by their namespaces too', () => {
  const { api, ci } = neighbours();
  api.allowFrom(ci);
  expect(policyOf(api)).toMatchObject({
    metadata: { namespace: 'prod' },
    spec: { ingress: [{ from: [{ ...podsOf('ci'), ...namespaceOf('tools') }], ports: [tcp(5000)] }] },
  });
  expect(policyOf(ci)).toMatchObject({
    metadata: { namespace: 'tools' },
    spec: { egress: [{ to: [{ ...podsOf('api'), ...namespaceOf('prod') }], ports: [tcp(5000)] }] },
  });
});

test('where the other side is open, only the own side is written', () => {
  const { tools, api, ci } = neighbours(Isolation.OPEN);
  api.allowFrom(ci);
  expect(policyOf(api).spec.ingress).toHaveLength(1);
  expect(all(tools, 'NetworkPolicy')).toEqual([]);
});

test('where the own side is open, only the other side is written', () => {
  const { tools, api, ci } = neighbours(Isolation.OPEN);
  ci.allowTo(api);
  expect(policyOf(api).spec.ingress).toHaveLength(1);
  expect(all(tools, 'NetworkPolicy')).toEqual([]);
});

test('traffic of a cluster is that of all its pods, in the policies of both', () => {
  const { prod, tools, ci } = neighbours();
  prod.allowTo(ci);
  prod.allowFrom(tools, Port.tcp(80));
  expect(policyOf(prod).spec).toEqual({
    podSelector: {},
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: {}, ...namespaceOf('tools') }], ports: [tcp(80)] }],
    egress: [{ to: [{ ...podsOf('ci'), ...namespaceOf('tools') }], ports: [tcp(5000)] }],
  });
  expect(policyOf(ci).spec.ingress).toEqual([
    { from: [{ podSelector: {}, ...namespaceOf('prod') }], ports: [tcp(5000)] },
  ]);
  expect(policyOf(tools).spec.egress).toEqual([
    { to: [{ podSelector: {}, ...namespaceOf('prod') }], ports: [tcp(80)] },
  ]);
});

test('an instance is opened to all of its own cluster by that name', () => {
  const { prod, db } = shop();
  db.allowFrom(prod, Port.named('sql'));
  expect(policyOf(db).spec.ingress).toEqual([{ from: [{ podSelector: {} }], ports: [tcp(5432)] }]);
});

test('every port is allowed by leaving ports out of both policies', () => {
  const { db, api } = shop();
  db.allowFrom(api, Port.all());
  expect(policyOf(db).spec.ingress).toEqual([{ from: [podsOf('api')] }]);
  expect(policyOf(api).spec.egress).toEqual([{ to: [podsOf('db')] }]);
});

describe('refusals', () => {
  test('fails when no port is given and the side that is reached declares none', () => {
    const { prod, api } = shop();
    expectRefusal(
      prod,
      () => {
        prod.allowFrom(api);
      },
      "[prod] ports must be given where the side that is reached declares none, got '': name them, or give Port.all()",
    );
  });

  test('fails when no port is given for a way to what declares none', () => {
    const { prod, api } = shop();
    expectRefusal(
      prod,
      () => {
        api.allowTo(Peer.internet());
      },
      "[prod/api] ports must be given where the side that is reached declares none, got '': name them, or give Port.all()",
    );
  });

  test('fails when a port is named that the side that is reached does not declare', () => {
    const { prod, db, api } = shop();
    expectRefusal(
      prod,
      () => {
        api.allowTo(db, Port.tcp(1), Port.named('main'));
      },
      "[prod/api] ports must be declared by the side that is reached, which has 'sql', 'gossip', got 'main': correct the " +
        'name, or give its number',
    );
  });

  test('fails when a port is named of what declares none', () => {
    const { prod } = shop();
    expectRefusal(
      prod,
      () => {
        prod.allowTo(Peer.internet(), Port.named('https'));
      },
      "[prod] ports must be declared by the side that is reached, which has none, got 'https': correct the name, or give " +
        'its number',
    );
  });
});

type Call = (of: ReturnType<typeof shop>) => void;

test('law: allowed traffic commutes, and what is allowed again changes nothing', () => {
  const peers: ((of: ReturnType<typeof shop>) => IPeer)[] = [(of) => of.db, (of) => of.prod, () => Peer.internet()];
  const calls = fc.constantFrom<Call[]>(
    ...peers.flatMap((peer): Call[] => [
      (of) => {
        of.api.allowFrom(peer(of));
      },
      (of) => {
        of.api.allowTo(peer(of), Port.tcp(80));
      },
      (of) => {
        of.prod.allowTo(peer(of), Port.all());
      },
    ]),
  );
  const orders = fc
    .uniqueArray(calls, { minLength: 2 })
    .chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: 2 * some.length })),
    );
  fc.assert(
    fc.property(orders, ([some, repeated]) => {
      const [one, other] = [shop(), shop()];
      for (const call of some) call(one);
      for (const call of repeated) call(other);
      expect(unordered(other.prod, 'NetworkPolicy')).toEqual(unordered(one.prod, 'NetworkPolicy'));
    }),
    { numRuns: 30 },
  );
});
