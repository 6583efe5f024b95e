import * as kplus from 'cdk8s-plus-30';
import {
  ExposeViaIngressProps,
  Isolation,
  MarCluster,
  MarClusterProps,
  MarInstance,
  MarInstanceProps,
  MarService,
  Tls,
} from '../../lib/index';
import { newCluster, newInstance, SMALL } from '../support/instance';
import { all, expectRefusal, frozen, Manifest, only, testApp } from '../support/manifest';

const HOST = 'orders.example.com';

/** An instance whose program listens on port 5000, of a cluster of its own. */
function web(props: Partial<MarInstanceProps> = {}, cluster: MarClusterProps = {}): MarInstance {
  return newInstance({ port: 5000, ...props }, newCluster(cluster));
}

function written(instance: MarInstance, kind: string, name?: string): Manifest {
  return only(instance.node.scope as ReturnType<typeof newCluster>, kind, name);
}

test('every option of exposeViaIngress is at its place', () => {
  const instance = web();
  const service = instance.exposeViaService({ serviceName: 'front', ports: [{ port: 80, targetPort: 5000 }] });
  const options: Required<Omit<ExposeViaIngressProps, 'ingress'>> = {
    path: '/v1',
    pathType: kplus.HttpIngressPathType.EXACT,
    service,
    servicePort: 80,
    tls: Tls.secret('orders-tls'),
    className: 'traefik',
    annotations: { 'example.com/timeout': '10s' },
  };
  const ingress = instance.exposeViaIngress(HOST, frozen(options));
  const { metadata, spec } = written(instance, 'Ingress');
  const backend = { service: { name: 'front', port: { number: 80 } } };
  expect(metadata).toMatchObject({ name: 'api', namespace: 'prod', annotations: { 'example.com/timeout': '10s' } });
  expect(spec).toEqual({
    ingressClassName: 'traefik',
    rules: [{ host: HOST, http: { paths: [{ path: '/v1', pathType: 'Exact', backend }] } }],
    tls: [{ hosts: [HOST], secretName: 'orders-tls' }],
  });
  expect(ingress.name).toBe('api');
});

test('a host leads to the first port of a new Service that exposes the declared ports', () => {
  const instance = web({ ports: [{ name: 'metrics', number: 9100 }] });
  instance.exposeViaIngress(HOST);
  expect(written(instance, 'Service').spec.ports).toHaveLength(2);
  const backend = { service: { name: 'api', port: { number: 5000 } } };
  expect(written(instance, 'Ingress').spec.rules).toEqual([
    { host: HOST, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
  ]);
});

test('a host leads to the first Service that exposes the instance, where there are some', () => {
  const instance = web();
  instance.exposeViaService({ serviceName: 'first', port: 80 });
  instance.exposeViaService({ serviceName: 'second', port: 81 });
  instance.exposeViaIngress(HOST);
  const [{ http }] = written(instance, 'Ingress').spec.rules;
  expect(http.paths[0].backend.service).toEqual({ name: 'first', port: { number: 80 } });
});

test('a host leads to the port of the Service that is asked for', () => {
  const instance = web({ ports: [{ name: 'metrics', number: 9100 }] });
  instance.exposeViaIngress(HOST, { servicePort: 9100 });
  const [{ http }] = written(instance, 'Ingress').spec.rules;
  expect(http.paths[0].backend.service.port).toEqual({ number: 9100 });
});

test('the class is nginx by default', () => {
  const instance = web();
  instance.exposeViaIngress(HOST);
  expect(written(instance, 'Ingress').spec.ingressClassName).toBe('nginx');
});

test('the class is the one that the cluster says', () => {
  const instance = web({}, { ingressController: { className: 'traefik' } });
  instance.exposeViaIngress(HOST);
  expect(written(instance, 'Ingress').spec.ingressClassName).toBe('traefik');
});

test.each(['tls', 'defaultBackend'])('an Ingress has no %s by default', (field) => {
  const instance = web();
  instance.exposeViaIngress(HOST);
  expect(written(instance, 'Ingress').spec).not.toHaveProperty(field);
});

test('an Ingress has no annotations by default', () => {
  const instance = web();
  instance.exposeViaIngress(HOST);
  expect(written(instance, 'Ingress').metadata.annotations ?? {}).toEqual({});
});

test('further hosts and paths go into the same Ingress, and lead to the same Service', () => {
  const instance = web();
  const first = instance.exposeViaIngress(HOST);
  expect(instance.exposeViaIngress(HOST, { path: '/v2' })).toBe(first);
  expect(instance.exposeViaIngress('*.example.org')).toBe(first);
  const { rules } = written(instance, 'Ingress').spec;
  const routes = rules.map(({ host, http }: Manifest) => [host, http.paths.map(({ path }: Manifest) => path)]);
  expect(routes).toEqual([[HOST, ['/', '/v2']], ['*.example.org', ['/']]]); // prettier-ignore
  expect(written(instance, 'Service').metadata.name).toBe('api');
});

test('annotations of all calls are joined', () => {
  const instance = web();
  instance.exposeViaIngress(HOST, { annotations: { a: '1', b: '2' } });
  instance.exposeViaIngress(HOST, { path: '/v2', annotations: { b: '2', c: '3' } });
  expect(written(instance, 'Ingress').metadata.annotations).toEqual({ a: '1', b: '2', c: '3' });
});

test('a path that only its controller understands may be anything that starts with a slash', () => {
  const instance = web();
  instance.exposeViaIngress(HOST, { path: '/a//(.*)%2f', pathType: kplus.HttpIngressPathType.IMPLEMENTATION_SPECIFIC });
  const [{ http }] = written(instance, 'Ingress').spec.rules;
  expect(http.paths[0]).toMatchObject({ path: '/a//(.*)%2f', pathType: 'ImplementationSpecific' });
});

test('a Service that was made by hand takes the traffic', () => {
  const instance = web();
  const service = new MarService(instance, 'front', { ports: [{ port: 5000 }], selector: instance });
  instance.exposeViaIngress(HOST, { service });
  expect(written(instance, 'Service').metadata.name).toBe('front');
  const [{ http }] = written(instance, 'Ingress').spec.rules;
  expect(http.paths[0].backend.service).toEqual({ name: 'front', port: { number: 5000 } });
});

describe('the way of the ingress controller', () => {
  test('is opened to the port that the Service leads to, and to nothing else', () => {
    const instance = web({ ports: [{ name: 'metrics', number: 9100 }] });
    instance.exposeViaService({ ports: [{ port: 80, targetPort: 5000 }, { port: 9100 }] });
    instance.exposeViaIngress(HOST);
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } };
    expect(written(instance, 'NetworkPolicy', 'api-traffic').spec).toEqual({
      podSelector: { matchLabels: { 'instance-id': 'api' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: {}, namespaceSelector }], ports: [{ port: 5000, protocol: 'TCP' }] }],
    });
  });

  test('leads from the pods that the cluster says', () => {
    const instance = web({}, { ingressController: { namespace: 'edge', podLabels: { app: 'traefik' } } });
    instance.exposeViaIngress(HOST);
    const [{ from }] = written(instance, 'NetworkPolicy', 'api-traffic').spec.ingress;
    expect(from).toEqual([
      {
        podSelector: { matchLabels: { app: 'traefik' } },
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
      },
    ]);
  });

  test('is opened once for two hosts', () => {
    const instance = web();
    instance.exposeViaIngress(HOST);
    instance.exposeViaIngress('more.example.com');
    expect(written(instance, 'NetworkPolicy', 'api-traffic').spec.ingress).toHaveLength(1);
  });

  test('is open already in an open cluster', () => {
    const cluster = newCluster({ isolation: Isolation.OPEN });
    newInstance({ port: 5000 }, cluster).exposeViaIngress(HOST);
    expect(all(cluster, 'NetworkPolicy')).toEqual([]);
  });

  test('leads to the port of the Service where it was made by hand without a target', () => {
    const instance = web();
    const service = new MarService(instance, 'front', { ports: [{ port: 5000 }], selector: instance });
    instance.exposeViaIngress(HOST, { service });
    const [{ ports }] = written(instance, 'NetworkPolicy', 'api-traffic').spec.ingress;
    expect(ports).toEqual([{ port: 5000, protocol: 'TCP' }]);
  });
});

test('several programs share a host through one Ingress, which the controller reaches them by', () => {
  const cluster = newCluster();
  const page = newInstance({ port: 80 }, cluster);
  const api = new MarInstance(cluster, 'backend', { ...SMALL, port: 5000 });
  const ingress = page.exposeViaIngress(HOST);
  api.exposeViaIngress(HOST, { path: '/api', ingress });
  api.exposeViaIngress('b.example.com');
  expect(only(cluster, 'Ingress', 'backend').spec.rules).toEqual([expect.objectContaining({ host: 'b.example.com' })]);
  const [{ http }] = only(cluster, 'Ingress', 'api').spec.rules;
  const paths = http.paths.map((path: Manifest) => `${path.path} ${path.backend.service.name}`);
  expect(paths).toEqual(['/ api', '/api backend']);
  expect(only(cluster, 'NetworkPolicy', 'backend-traffic').spec.ingress).toEqual([
    expect.objectContaining({ ports: [{ port: 5000, protocol: 'TCP' }] }),
  ]);
});

test('fails when annotations are given for an Ingress that is shared', () => {
  const cluster = newCluster();
  const ingress = newInstance({ port: 80 }, cluster).exposeViaIngress(HOST);
  const api = new MarInstance(cluster, 'backend', { ...SMALL, port: 5000 });
  expectRefusal(
    cluster,
    () => api.exposeViaIngress(HOST, { path: '/api', ingress, annotations: { 'example.com/rewrite': '/' } }),
    '[prod/backend] annotations must not be given for an Ingress that is shared, as they hold for all of its paths, got ' +
      "'example.com/rewrite': leave out ingress, or give them where the Ingress is made",
  );
});

test('fails when the Ingress that is shared is of another cluster', () => {
  const ingress = web().exposeViaIngress(HOST);
  const other = new MarCluster(testApp(), 'dev');
  const api = newInstance({ port: 80 }, other);
  expectRefusal(
    other,
    () => api.exposeViaIngress(HOST, { path: '/api', ingress }),
    "[dev/api] ingress must be of the same cluster, got 'api': leave it out",
  );
});
