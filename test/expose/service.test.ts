import * as kplus from 'cdk8s-plus-30';
import { MarCluster, MarService, MarServicePort, MarServiceProps, MarServiceType } from '../../lib/index';
import { newCluster, newInstance } from '../support/instance';
import { expectRefusal, frozen, Manifest, only, testApp } from '../support/manifest';

const PORTS = [{ port: 80 }];
const PORT_NAME = "must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit)";

function serviceOf(props: MarServiceProps): Manifest {
  const cluster = newCluster();
  new MarService(cluster, 'orders', frozen(props));
  return only(cluster, 'Service');
}

test('every prop of a Service is at its place', () => {
  const cluster = newCluster();
  const port: Required<MarServicePort> = {
    port: 80,
    name: 'web',
    targetPort: 5000,
    nodePort: 30080,
    protocol: kplus.Protocol.SCTP,
  };
  const props: Required<MarServiceProps> = {
    serviceName: 'front',
    type: MarServiceType.nodePort(),
    selector: newInstance({}, cluster),
    ports: [port],
  };
  const service = new MarService(cluster, 'orders', frozen(props));
  expect(only(cluster, 'Service')).toMatchObject({
    metadata: { name: 'front', namespace: 'prod' },
    spec: {
      type: 'NodePort',
      selector: { 'instance-id': 'api' },
      ports: [{ port: 80, name: 'web', targetPort: 5000, nodePort: 30080, protocol: 'SCTP' }],
    },
  });
  expect(service.dnsName).toBe('front.prod.svc.cluster.local');
});

test('a Service is called after its id', () => {
  expect(serviceOf({ ports: PORTS }).metadata).toMatchObject({ name: 'orders', namespace: 'prod' });
});

test('a Service has an address of its own, by default', () => {
  expect(serviceOf({ ports: PORTS }).spec.type).toBe('ClusterIP');
});

test('a Service leads to no pods by default', () => {
  expect(serviceOf({ ports: PORTS }).spec.selector ?? {}).toEqual({});
});

test('a port says nothing but its number, by default', () => {
  expect(serviceOf({ ports: PORTS }).spec.ports).toEqual([{ port: 80 }]);
});

test('a Service has no list of external addresses, which cdk8s-plus leaves empty', () => {
  expect(serviceOf({ ports: PORTS }).spec).not.toHaveProperty('externalIPs');
});

test('a Service of an existing cluster goes to its namespace', () => {
  const existing = MarCluster.fromName(testApp(), 'legacy');
  expect(new MarService(existing, 'orders', { ports: PORTS }).dnsName).toBe('orders.legacy.svc.cluster.local');
  expect(only(existing, 'Service').metadata.namespace).toBe('legacy');
});

test('one port may be there once for each protocol', () => {
  const ports = [
    { port: 53, name: 'dns' },
    { port: 53, name: 'dns-udp', protocol: kplus.Protocol.UDP },
  ];
  expect(serviceOf({ ports }).spec.ports).toHaveLength(2);
});

test('an instance is found by the environment variables that Kubernetes makes of its Service', () => {
  const ports = [
    { port: 80, name: 'web' },
    { port: 53, name: 'dns-udp', protocol: kplus.Protocol.UDP },
  ];
  const service = new MarService(newCluster(), 'orders-db', { ports });
  // as in https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
  expect(service.environmentVariables).toEqual([
    'ORDERS_DB_SERVICE_HOST',
    'ORDERS_DB_SERVICE_PORT',
    'ORDERS_DB_SERVICE_PORT_WEB',
    'ORDERS_DB_SERVICE_PORT_DNS_UDP',
    'ORDERS_DB_PORT',
    'ORDERS_DB_PORT_80_TCP',
    'ORDERS_DB_PORT_80_TCP_PROTO',
    'ORDERS_DB_PORT_80_TCP_PORT',
    'ORDERS_DB_PORT_80_TCP_ADDR',
    'ORDERS_DB_PORT_53_UDP',
    'ORDERS_DB_PORT_53_UDP_PROTO',
    'ORDERS_DB_PORT_53_UDP_PORT',
    'ORDERS_DB_PORT_53_UDP_ADDR',
  ]);
});

test('a port without a name has no variable of its own', () => {
  const { environmentVariables } = new MarService(newCluster(), 'db', { ports: PORTS });
  expect(environmentVariables.filter((name) => name.startsWith('DB_SERVICE_'))).toEqual([
    'DB_SERVICE_HOST',
    'DB_SERVICE_PORT',
  ]);
});

test.each([
  ['headless', { type: MarServiceType.headless(), ports: PORTS }],
  ['an external name', { type: MarServiceType.externalName('db.example.com') }],
])('a Service that is %s is in no environment, as it has no address', (_, props) => {
  expect(new MarService(newCluster(), 'db', props).environmentVariables).toEqual([]);
});

/** Each row: what is wrong, the props, and the error. */
const REFUSALS: [string, MarServiceProps, string][] = [
  [
    'name starts with a digit',
    { serviceName: '1db', ports: PORTS },
    "serviceName must be a DNS label that starts with a letter (1 to 63 of a-z, 0-9 and '-', last one a letter or digit), got " +
      "'1db': choose another name with serviceName",
  ],
  ['ports are left out', {}, "ports must not be empty, got '': give a port"],
  ['ports are empty', { ports: [] }, "ports must not be empty, got '': give a port"],
  [
    'port is 0',
    { ports: [{ port: 0 }] },
    "ports[].port must be a whole number of 1 to 65535, got '0': correct it",
  ],
  [
    'target port is NaN',
    { ports: [{ port: 1, targetPort: NaN }] },
    "ports[].targetPort must be a whole number of 1 to 65535, got 'NaN': correct it",
  ],
  [
    'node port is 65536',
    { type: MarServiceType.nodePort(), ports: [{ port: 1, nodePort: 65536 }] },
    "ports[].nodePort must be a whole number of 1 to 65535, got '65536': correct it",
  ],
  [
    'node port is of a type that has none',
    { ports: [{ port: 1, nodePort: 30001 }] },
    "ports[].nodePort must not be given for type ClusterIP, got '30001': leave it out",
  ],
  [
    'port has a name in capitals',
    { ports: [{ port: 1, name: 'Web' }] },
    `ports[].name ${PORT_NAME}, got 'Web': rename the port`,
  ],
  [
    'one of several ports has no name',
    { ports: [{ port: 1, name: 'a' }, { port: 2 }] },
    `ports[].name ${PORT_NAME}, got '': name each port, as there are several`,
  ],
  [
    'two ports have one name',
    { ports: [{ port: 1, name: 'a' }, { port: 2, name: 'a' }] },
    "ports[].name must be unique in its Service, got 'a': change or remove one of them",
  ],
  [
    'two ports have one number and protocol',
    { ports: [{ port: 1, name: 'a' }, { port: 1, name: 'b', protocol: kplus.Protocol.TCP }] },
    "ports[].port must be unique in its Service, got '1/TCP': change or remove one of them",
  ],
  [
    'type is an external name and there are ports',
    { type: MarServiceType.externalName('db.example.com'), ports: PORTS },
    "type must not have ports or pods, got 'ExternalName': leave out ports and selector",
  ],
]; // prettier-ignore

test.each(REFUSALS)('fails when the %s', (_, props, error) => {
  const cluster = newCluster();
  expectRefusal(cluster, () => new MarService(cluster, 'orders', props), `[prod/orders] ${error}`);
});

test('fails when an external name is to lead to an instance', () => {
  const cluster = newCluster();
  const props = { type: MarServiceType.externalName('db.example.com'), selector: newInstance({}, cluster) };
  expectRefusal(
    cluster,
    () => new MarService(cluster, 'orders', props),
    "[prod/orders] type must not have ports or pods, got 'ExternalName': leave out ports and selector",
  );
});

test('fails when another Service of the cluster has the name', () => {
  const cluster = newCluster();
  new MarService(cluster, 'orders', { ports: PORTS });
  expectRefusal(
    cluster,
    () => new MarService(cluster, 'more', { serviceName: 'orders', ports: PORTS }),
    "[prod/more] serviceName must be unique among the objects of kind Service in cluster 'prod', got 'orders': choose another " +
      "name, 'prod/orders' has this one",
  );
});

test('fails when it is in no cluster, and says which Service', () => {
  const app = testApp();
  expectRefusal(
    app,
    () => new MarService(app, 'orders', { ports: PORTS }),
    "[orders] scope must be a MarCluster, or something in one but no other chart, got '': create it in a MarCluster, or in " +
      'MarCluster.fromName(…)',
  );
});

test('a Service leads to pods of whatever namespace, which are those of its own', () => {
  const cluster = newCluster();
  const selector = kplus.Pods.select(cluster, 'Pods', { labels: { tier: 'web' } });
  new MarService(cluster, 'web', { selector, ports: [{ port: 80 }] });
  expect(only(cluster, 'Service').spec.selector).toEqual({ tier: 'web' });
});
