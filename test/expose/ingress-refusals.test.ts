import { Chart } from 'cdk8s';
import { HttpIngressPathType } from 'cdk8s-plus-30';
import { ExposeViaIngressProps, MarInstanceProps, MarService, MarServiceType, Tls } from '../../lib/index';
import { newCluster, newInstance } from '../support/instance';
import { all, expectRefusal, only } from '../support/manifest';

const HOST = 'orders.example.com';
const PATH = "must start with '/' and have no '//', '/./', '/../' or '%2f'";

/** One refused call, of an instance with port 5000, after those that went well. */
function refused(
  error: string,
  host: string,
  options: ExposeViaIngressProps,
  ...before: ExposeViaIngressProps[]
): void {
  const cluster = newCluster();
  const instance = newInstance({ port: 5000 }, cluster);
  for (const earlier of before) instance.exposeViaIngress(HOST, earlier);
  expectRefusal(cluster, () => instance.exposeViaIngress(host, options), error);
}

test.each(['', 'Orders.example.com', 'a.*.example.com', '*', 'orders.example.com:80', 'a_b.example.com'])(
  "fails when the host is '%s'",
  (host) => {
    refused(
      `[prod/api] host must be a DNS name, in lower case, whose first part may be '*', got '${host}': correct the host`,
      host,
      {},
    );
  },
);

test.each(['v1', '', '//', '/a//b', '/./', '/a/..', '/a/../b', '/a/.', '/%2f', '/a%2Fb'])(
  "fails when the path is '%s'",
  (path) => {
    refused(`[prod/api] path ${PATH}, got '${path}': correct the path`, HOST, { path });
  },
);

test('fails when a path that only its controller understands does not start with a slash', () => {
  const options = { path: 'v1', pathType: HttpIngressPathType.IMPLEMENTATION_SPECIFIC };
  refused(`[prod/api] path ${PATH}, got 'v1': correct the path`, HOST, options);
});

test('fails when the key of an annotation of the Ingress is none', () => {
  refused(
    "[prod/api] annotations must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters, got 'a b': " +
      'rename the key',
    HOST,
    { annotations: { 'a b': 'x' } },
  );
});

test('fails when the class of the Ingress is no name, which Kubernetes refuses', () => {
  refused(
    "[prod/api] className must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit), " +
      "got 'Nginx': give the name of an IngressClass",
    HOST,
    { className: 'Nginx' },
  );
});

test.each<[string, ExposeViaIngressProps, ExposeViaIngressProps, string]>([
  ['host and path are taken', {}, { path: '/' }, `path must be unique in its Ingress, got '${HOST}/': choose another path`],
  ['class differs', {}, { path: '/b', className: 'traefik' }, "className must be the one given before, 'nginx', got 'traefik': leave it out"],
  [
    'certificate of the host differs',
    { tls: Tls.secret('a') },
    { path: '/b', tls: Tls.secret('b') },
    "tls must be the one given before, 'a', got 'b': leave it out",
  ],
  [
    'annotation differs',
    { annotations: { 'example.com/a': '1' } },
    { path: '/b', annotations: { 'example.com/a': '2' } },
    "annotations['example.com/a'] must be the one given before, '1', got '2': leave it out",
  ],
  [
    'issuer of certificates differs',
    { tls: Tls.issuer('a', { secretName: 'x' }) },
    { path: '/b', tls: Tls.issuer('b', { secretName: 'x' }) },
    "tls must have the issuer of the other hosts of the Ingress, 'cert-manager.io/issuer: a', got 'cert-manager.io/issuer: b': use the same for all hosts of an instance",
  ],
])('fails when the %s', (_, first, second, error) => {
  refused(`[prod/api/Ingress] ${error}`, HOST, second, first);
}); // prettier-ignore

test('a refused route leaves nothing of it in the Ingress', () => {
  const cluster = newCluster();
  const instance = newInstance({ port: 5000 }, cluster);
  instance.exposeViaIngress(HOST);
  const before = all(cluster, 'Ingress');
  const options = { path: '/b', className: 'traefik', annotations: { a: '1' }, tls: Tls.secret('orders-tls') };
  expect(() => instance.exposeViaIngress(HOST, options)).toThrow(
    new Error("[prod/api/Ingress] className must be the one given before, 'nginx', got 'traefik': leave it out"),
  );
  expect(all(cluster, 'Ingress')).toEqual(before);
});

test('fails when the instance declares no port, so that no Service can lead to it', () => {
  const cluster = newCluster();
  const instance = newInstance({}, cluster);
  expectRefusal(
    cluster,
    () => instance.exposeViaIngress(HOST),
    "[prod/api] ports must be declared by what a Service leads to, got '': give it a port",
  );
});

test.each<[string, Partial<MarInstanceProps>, string]>([
  ['one port', { port: 5000 }, '5000'],
  ['two ports', { port: 5000, ports: [{ name: 'metrics', number: 9100 }] }, '5000, 9100'],
])('fails when the port is none of the Service, which has %s', (_, props, known) => {
  const cluster = newCluster();
  const instance = newInstance(props, cluster);
  instance.exposeViaService();
  expectRefusal(
    cluster,
    () => instance.exposeViaIngress(HOST, { servicePort: 80 }),
    `[prod/api] servicePort must be a TCP port of the Service, which has ${known}, got '80': correct it`,
  );
});

test('fails when the port is none of the Service that would be created, and creates none', () => {
  refused("[prod/api] servicePort must be a TCP port of the Service, which has 5000, got '80': correct it", HOST, {
    servicePort: 80,
  });
});

test('fails when the Service has no port, as one that is only another name', () => {
  const cluster = newCluster();
  const instance = newInstance({ port: 5000 }, cluster);
  const service = new MarService(cluster, 'legacy', { type: MarServiceType.externalName('db.example.com') });
  expect(() => instance.exposeViaIngress(HOST, { service })).toThrow(/^\[prod\/api\] service/);
  expect(all(cluster, 'Ingress')).toEqual([]);
});

test('fails when the host is an address, which only has digits like a name', () => {
  refused("[prod/api] host must be a name, not an address, got '10.0.0.1': give a DNS name", '10.0.0.1', {});
});

test('a host of digits that is no address is one', () => {
  const instance = newInstance({ port: 5000 });
  instance.exposeViaIngress('999.1.1.1');
  expect(only(Chart.of(instance), 'Ingress').spec.rules[0].host).toBe('999.1.1.1');
});

test('fails when one host has a Secret of its own and another an issuer, which would write to that Secret', () => {
  refused(
    "[prod/api/Ingress] tls must have the issuer of the other hosts of the Ingress, 'no issuer', got " +
      "'cert-manager.io/issuer: a': use the same for all hosts of an instance",
    'other.example.com',
    { tls: Tls.issuer('a') },
    { tls: Tls.secret('mine') },
  );
});

test('a refused second route creates no Service', () => {
  const cluster = newCluster();
  const instance = newInstance({ port: 5000 }, cluster);
  const service = new MarService(cluster, 'front', { selector: instance, ports: [{ port: 80, targetPort: 5000 }] });
  instance.exposeViaIngress(HOST, { service });
  expectRefusal(
    cluster,
    () => instance.exposeViaIngress('other.example.com', { className: 'other' }),
    "[prod/api/Ingress] className must be the one given before, 'nginx', got 'other': leave it out",
  );
});
