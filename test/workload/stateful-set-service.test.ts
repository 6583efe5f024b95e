import * as kplus from 'cdk8s-plus-30';
import {
  Isolation,
  MarApp,
  MarCluster,
  MarInstance,
  MarService,
  MarServiceProps,
  MarServiceType,
  MarStatefulSet,
} from '../../lib';
import { LIMITS, newCluster } from '../support/instance';
import { expectRefusal, manifestsOf, only, testApp } from '../support/manifest';
import { objectOf, READY } from './fixture';

const HEADLESS: MarServiceProps = { type: MarServiceType.headless(), ports: [{ port: 5000 }] };
const PORTLESS = { ...READY, port: undefined, readiness: undefined };

describe('the headless Service of a StatefulSet', () => {
  test('is called like it, and -headless', () => {
    const cluster = newCluster();
    const set = new MarStatefulSet(cluster, 'Db', { ...READY, workloadName: 'db' });
    expect(objectOf(set).spec.serviceName).toBe('db-headless');
    expect(only(cluster, 'Service').metadata).toMatchObject({ name: 'db-headless', namespace: 'prod' });
  });

  test('has no address, and leads to its pods', () => {
    const cluster = newCluster();
    new MarStatefulSet(cluster, 'db', READY);
    const { clusterIP, selector } = only(cluster, 'Service').spec;
    expect({ clusterIP, selector }).toEqual({ clusterIP: 'None', selector: { 'stateful-set': 'db' } });
  });

  test('has all the ports that are declared', () => {
    const cluster = newCluster();
    const ports = [{ name: 'gossip', number: 7000, protocol: kplus.Protocol.UDP }];
    new MarStatefulSet(cluster, 'db', { ...READY, ports });
    expect(only(cluster, 'Service').spec.ports).toEqual([
      { name: 'main', port: 5000, targetPort: 5000 },
      { name: 'gossip', port: 7000, targetPort: 7000, protocol: 'UDP' },
    ]);
  });

  test('is written before the StatefulSet, whose pods ask for their names', () => {
    const cluster = newCluster();
    new MarStatefulSet(cluster, 'db', READY);
    const kinds = manifestsOf(cluster).map(({ kind }) => kind);
    expect(kinds.indexOf('Service')).toBeLessThan(kinds.indexOf('StatefulSet'));
  });

  test('leaves the name of the StatefulSet to one that load is spread by', () => {
    const cluster = newCluster();
    new MarStatefulSet(cluster, 'db', READY).exposeViaService();
    expect(only(cluster, 'Service', 'db').spec).not.toHaveProperty('clusterIP');
  });
});

test.each([1, 2])('a StatefulSet of %s in a private cluster needs nobody who may reach its ports', (replicas) => {
  const app = new MarApp({ outdir: 'unused' });
  const cluster = new MarCluster(app, 'prod', { isolation: Isolation.PRIVATE });
  new MarStatefulSet(cluster, 'db', { ...READY, replicas });
  expect(app.check()).toEqual([]);
});

test('a StatefulSet of cdk8s-plus in a private cluster needs nobody who may reach its ports', () => {
  const app = new MarApp({ outdir: 'unused' });
  const cluster = new MarCluster(app, 'prod', { isolation: Isolation.PRIVATE });
  const containers = [{ image: 'db:1', portNumber: 5432, resources: LIMITS }];
  new kplus.StatefulSet(cluster, 'db', { containers });
  expect(app.check().filter(({ code }) => code === 'MAR-T03')).toEqual([]);
});

describe('a headless Service that is given to a StatefulSet', () => {
  test('is the only one, and leads to its pods', () => {
    const cluster = newCluster();
    const service = new MarService(cluster, 'peers', HEADLESS);
    const set = new MarStatefulSet(cluster, 'db', { ...READY, service });
    expect(objectOf(set).spec.serviceName).toBe('peers');
    expect(only(cluster, 'Service').spec.selector).toEqual({ 'stateful-set': 'db' });
  });

  test('needs no declared port', () => {
    const cluster = newCluster();
    const service = new MarService(cluster, 'peers', HEADLESS);
    const set = new MarStatefulSet(cluster, 'db', { ...PORTLESS, service });
    expect(objectOf(set).spec.serviceName).toBe('peers');
  });

  test('can be what an Ingress leads to', () => {
    const cluster = newCluster();
    const service = new MarService(cluster, 'peers', HEADLESS);
    const set = new MarStatefulSet(cluster, 'db', { ...READY, service });
    set.exposeViaIngress('db.example.com', { service });
    const [rule] = only(cluster, 'Ingress').spec.rules;
    expect(rule.http.paths[0].backend.service).toEqual({ name: 'peers', port: { number: 5000 } });
  });
});

const refused = (name: string): string =>
  `[prod/db] service must be headless, of the same cluster, and lead to nothing else, got '${name}': give it the type ` +
  'MarServiceType.headless(), and no selector';

test.each<[string, MarServiceProps]>([
  ['has an address', { ports: [{ port: 5000 }] }],
  ['is a name elsewhere', { type: MarServiceType.externalName('db.example.com') }],
  ['is on the nodes', { type: MarServiceType.nodePort(), ports: [{ port: 5000 }] }],
])('fails when the Service of a StatefulSet %s', (_, props) => {
  const cluster = newCluster();
  const service = new MarService(cluster, 'peers', props);
  expectRefusal(cluster, () => new MarStatefulSet(cluster, 'db', { ...READY, service }), refused('peers'));
});

test('fails when the Service of a StatefulSet is of another cluster', () => {
  const app = testApp();
  const cluster = new MarCluster(app, 'prod');
  const service = new MarService(new MarCluster(app, 'other'), 'peers', HEADLESS);
  expectRefusal(cluster, () => new MarStatefulSet(cluster, 'db', { ...READY, service }), refused('peers'));
});

test('fails when the Service of a StatefulSet is that of another StatefulSet already', () => {
  const cluster = newCluster();
  const service = new MarService(cluster, 'peers', HEADLESS);
  new MarStatefulSet(cluster, 'first', { ...READY, service });
  expectRefusal(cluster, () => new MarStatefulSet(cluster, 'db', { ...READY, service }), refused('peers'));
  expect(only(cluster, 'Service').spec.selector).toEqual({ 'stateful-set': 'first' });
});

test.each(['selector', 'select'])('fails when the Service of a StatefulSet leads to an instance, by its %s', (how) => {
  const cluster = newCluster();
  const selector = new MarInstance(cluster, 'api', READY);
  const service = new MarService(cluster, 'peers', how === 'select' ? HEADLESS : { ...HEADLESS, selector });
  if (how === 'select') service.select(selector);
  expectRefusal(cluster, () => new MarStatefulSet(cluster, 'db', { ...READY, service }), refused('peers'));
});

test('fails when a StatefulSet has neither a port nor a Service', () => {
  const cluster = newCluster();
  expectRefusal(
    cluster,
    () => new MarStatefulSet(cluster, 'db', PORTLESS),
    "[prod/db] service must be given where no port is declared, as the pods have no names in DNS without it, got 'undefined': " +
      'declare a port, or give a headless MarService',
  );
});

test('fails when the name of the headless Service is taken', () => {
  const cluster = newCluster();
  new MarService(cluster, 'Taken', { ...HEADLESS, serviceName: 'db-headless' });
  expectRefusal(
    cluster,
    () => new MarStatefulSet(cluster, 'db', READY),
    "[prod/db-headless] serviceName must be unique among the objects of kind Service in cluster 'prod', got 'db-headless': " +
      "choose another name, 'prod/Taken' has this one",
  );
});

test('fails when the name starts with a digit, as that of its headless Service may not', () => {
  const cluster = newCluster();
  expectRefusal(
    cluster,
    () => new MarStatefulSet(cluster, '1db', READY),
    "[prod/1db] workloadName must start with a letter, as the name of its headless Service has to, got '1db': choose another " +
      'id, or give a headless MarService',
  );
});
