import { Chart } from 'cdk8s';
import { Tls } from '../../lib/index';
import { newInstance } from '../support/instance';
import { Manifest, only } from '../support/manifest';

const HOST = 'orders.example.com';
const DNS_NAME = "must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit)";

/** The Ingress with a certificate for each host, all from the same place. */
function ingressOf(tls: Tls, ...hosts: string[]): Manifest {
  const instance = newInstance({ port: 5000 });
  for (const host of hosts) instance.exposeViaIngress(host, { tls });
  return only(Chart.of(instance), 'Ingress');
}

test('a certificate from a Secret is in the Ingress, without annotations', () => {
  const { metadata, spec } = ingressOf(Tls.secret('orders-tls'), HOST);
  expect(spec.tls).toEqual([{ hosts: [HOST], secretName: 'orders-tls' }]);
  expect(metadata.annotations ?? {}).toEqual({});
});

test.each([
  ['issuer', Tls.issuer('letsencrypt'), 'cert-manager.io/issuer'],
  ['clusterIssuer', Tls.clusterIssuer('letsencrypt'), 'cert-manager.io/cluster-issuer'],
])('a certificate from Tls.%s is kept in a Secret called after the host', (_, tls, annotation) => {
  const { metadata, spec } = ingressOf(tls, HOST);
  expect(spec.tls).toEqual([{ hosts: [HOST], secretName: 'orders-example-com-tls' }]);
  expect(metadata.annotations).toEqual({ [annotation]: 'letsencrypt' });
});

test.each([
  ['issuer', Tls.issuer('letsencrypt', { secretName: 'mine' })],
  ['clusterIssuer', Tls.clusterIssuer('letsencrypt', { secretName: 'mine' })],
])('a certificate from Tls.%s is kept in the Secret that is asked for', (_, tls) => {
  expect(ingressOf(tls, HOST).spec.tls).toEqual([{ hosts: [HOST], secretName: 'mine' }]);
});

test('each host has a certificate of its own', () => {
  expect(ingressOf(Tls.issuer('letsencrypt'), 'a.example.com', 'b.example.com').spec.tls).toEqual([
    { hosts: ['a.example.com'], secretName: 'a-example-com-tls' },
    { hosts: ['b.example.com'], secretName: 'b-example-com-tls' },
  ]);
});

test('a host and the wildcard below it have certificates of their own', () => {
  const { tls } = ingressOf(Tls.issuer('letsencrypt'), 'example.com', '*.example.com').spec;
  const secrets = tls.map((entry: Manifest) => entry.secretName);
  expect(new Set(secrets).size).toBe(2);
});

test('a host with two paths has one certificate', () => {
  const instance = newInstance({ port: 5000 });
  const tls = Tls.secret('orders-tls');
  instance.exposeViaIngress(HOST, { tls });
  instance.exposeViaIngress(HOST, { path: '/v2', tls });
  instance.exposeViaIngress(HOST, { path: '/v3' });
  expect(only(Chart.of(instance), 'Ingress').spec.tls).toEqual([{ hosts: [HOST], secretName: 'orders-tls' }]);
});

test('a certificate may be given with a later path of the host', () => {
  const instance = newInstance({ port: 5000 });
  instance.exposeViaIngress(HOST);
  instance.exposeViaIngress(HOST, { path: '/v2', tls: Tls.secret('orders-tls') });
  expect(only(Chart.of(instance), 'Ingress').spec.tls).toEqual([{ hosts: [HOST], secretName: 'orders-tls' }]);
});

test.each([
  ['secret', () => Tls.secret('Bad'), 'Bad'],
  ['issuer', () => Tls.issuer(''), ''],
  ['issuer', () => Tls.issuer('good', { secretName: 'a_b' }), 'a_b'],
  ['clusterIssuer', () => Tls.clusterIssuer('a b'), 'a b'],
  ['clusterIssuer', () => Tls.clusterIssuer('good', { secretName: '-' }), '-'],
])("fails when a name in Tls.%s is wrong, as %s has '%s'", (factory, make, name) => {
  expect(make).toThrow(new Error(`[Tls.${factory}] name ${DNS_NAME}, got '${name}': correct the name`));
});
