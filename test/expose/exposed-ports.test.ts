import { Protocol } from 'cdk8s-plus-30';
import { ExposeViaServiceProps, MarInstanceProps, MarServicePort, MarServiceType } from '../../lib/index';
import { newCluster, newInstance } from '../support/instance';
import { all, expectRefusal, frozen, Manifest, only } from '../support/manifest';

const PORTS = { port: 5000, ports: [{ name: 'metrics', number: 9100 }, { name: 'dns', number: 53, protocol: Protocol.UDP }] }; // prettier-ignore

function serviceOf(options: ExposeViaServiceProps = {}, props: Partial<MarInstanceProps> = PORTS): Manifest {
  const cluster = newCluster();
  newInstance(props, cluster).exposeViaService(frozen(options));
  return only(cluster, 'Service');
}

test('every option of exposeViaService but port is at its place', () => {
  const options: Required<Omit<ExposeViaServiceProps, 'port'>> = {
    serviceName: 'front',
    type: MarServiceType.nodePort(),
    ports: [{ port: 80 }].map((port) => ({ ...port, name: 'web', targetPort: 5000, nodePort: 30080 })),
  };
  expect(serviceOf(options)).toMatchObject({
    metadata: { name: 'front', namespace: 'prod' },
    spec: {
      type: 'NodePort',
      selector: { 'instance-id': 'api' },
      ports: [{ port: 80, name: 'web', targetPort: 5000, nodePort: 30080 }],
    },
  });
});

test('an instance is exposed with its own name, selected by its ID, by an address of the cluster', () => {
  expect(serviceOf()).toMatchObject({
    metadata: { name: 'api' },
    spec: { type: 'ClusterIP', selector: { 'instance-id': 'api' } },
  });
});

test('all declared ports are exposed by default, with their names and protocols', () => {
  expect(serviceOf().spec.ports).toEqual([
    { port: 5000, targetPort: 5000, name: 'main' },
    { port: 9100, targetPort: 9100, name: 'metrics' },
    { port: 53, targetPort: 53, name: 'dns', protocol: 'UDP' },
  ]);
});

test('port leads to the first port that the instance declares', () => {
  expect(serviceOf({ port: 80 }).spec.ports).toEqual([{ port: 80, targetPort: 5000, name: 'main' }]);
});

test.each<[string, MarServicePort, Manifest]>([
  ['by its target, and has its name', { port: 80, targetPort: 9100 }, { targetPort: 9100, name: 'metrics' }],
  ['by its target, with another name', { port: 80, targetPort: 9100, name: 'web' }, { targetPort: 9100, name: 'web' }],
  ['by its name', { port: 80, name: 'metrics' }, { targetPort: 9100, name: 'metrics' }],
  ['by its number', { port: 9100 }, { targetPort: 9100, name: 'metrics' }],
  ['by its number, with another name', { port: 9100, name: 'web' }, { targetPort: 9100, name: 'web' }],
  [
    'by its target before its name',
    { port: 80, targetPort: 5000, name: 'metrics' },
    { targetPort: 5000, name: 'metrics' },
  ],
  ['and has its protocol', { port: 5353, name: 'dns' }, { targetPort: 53, name: 'dns', protocol: 'UDP' }],
])('a port of several finds the declared one %s', (_, port, rendered) => {
  expect(serviceOf({ ports: [port] }).spec.ports).toEqual([{ port: port.port, ...rendered }]);
});

test('a port finds the declared one of its protocol where two have its number', () => {
  const ports = [{ name: 'dns-tcp', number: 53 }, { name: 'dns', number: 53, protocol: Protocol.UDP }]; // prettier-ignore
  expect(serviceOf({ ports: [{ port: 53, protocol: Protocol.UDP }] }, { ports }).spec.ports).toEqual([
    { port: 53, targetPort: 53, name: 'dns', protocol: 'UDP' },
  ]);
});

test('an instance may be exposed by several Services', () => {
  const cluster = newCluster();
  const instance = newInstance({ port: 5000 }, cluster);
  const names = [instance.exposeViaService(), instance.exposeViaService({ serviceName: 'more' })].map(
    ({ name }) => name,
  );
  expect(all(cluster, 'Service').map(({ metadata }) => metadata.name)).toEqual(names);
});

test('the Service of an instance says how it is found in DNS', () => {
  expect(newInstance({ port: 5000 }).exposeViaService().dnsName).toBe('api.prod.svc.cluster.local');
});

/** Each row: what is wrong, what the instance declares, the options, and the error. */
const REFUSALS: [string, Partial<MarInstanceProps>, ExposeViaServiceProps, string][] = [
  ['the instance declares no port', {}, { port: 80 }, "ports must be declared by what a Service leads to, got '': give it a port"],
  [
    'port and ports are given together',
    PORTS,
    { port: 80, ports: [{ port: 81 }] },
    "port must not be given together with ports, got '80': move it into ports",
  ],
  [
    'the target is no declared port',
    PORTS,
    { ports: [{ port: 80, targetPort: 81 }] },
    "ports[].targetPort must be a declared port, one of main (5000), metrics (9100), dns (53), got '81': correct it",
  ],
  [
    'no declared port has the name or number',
    PORTS,
    { ports: [{ port: 80, name: 'web' }] },
    "ports[].targetPort must be a declared port, one of main (5000), metrics (9100), dns (53), got '80': correct it",
  ],
  [
    'the type leads elsewhere',
    PORTS,
    { type: MarServiceType.externalName('a.example.com') },
    "type must lead to the instance, got 'ExternalName': create a MarService in the cluster instead",
  ],
]; // prettier-ignore

test.each(REFUSALS)('fails to expose when %s', (_, props, options, error) => {
  const cluster = newCluster();
  const instance = newInstance(props, cluster);
  expectRefusal(cluster, () => instance.exposeViaService(options), `[prod/api] ${error}`);
});

test.each([
  ['port is NaN', { port: NaN }, "ports[].port must be a whole number of 1 to 65535, got 'NaN': correct it"],
  ['ports are empty', { ports: [] }, "ports must not be empty, got '': give a port"],
])('fails to expose when %s, and says which Service', (_, options, error) => {
  const cluster = newCluster();
  const instance = newInstance(PORTS, cluster);
  expectRefusal(cluster, () => instance.exposeViaService(options), `[prod/api/Service-api] ${error}`);
});

test('fails to expose a dotted ID, which is no name of a Service, unless a name is given', () => {
  const instance = newInstance({ instanceId: 'api.v1', port: 5000 });
  expectRefusal(
    instance,
    () => instance.exposeViaService(),
    '[prod/api/Service-api.v1] serviceName must be a DNS label that starts with a letter (1 to 63 of a-z, 0-9 and ' +
      "'-', last one a letter or digit), got 'api.v1': choose another name with serviceName",
  );
  expect(instance.exposeViaService({ serviceName: 'api-v1' }).name).toBe('api-v1');
});

test('fails to expose an instance twice with one name', () => {
  const cluster = newCluster();
  const instance = newInstance({ port: 5000 }, cluster);
  instance.exposeViaService();
  expectRefusal(
    cluster,
    () => instance.exposeViaService(),
    "[prod/api/Service-api] serviceName must be unique among the objects of kind Service in cluster 'prod', got 'api': choose " +
      "another name, 'prod/api/Service-api' has this one",
  );
});
