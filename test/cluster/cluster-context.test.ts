import { App, Size } from 'cdk8s';
import { Construct } from 'constructs';
import { MarCluster } from '../../lib';
import { expectRefusal, only, testApp } from '../support/manifest';
import { cluster, instance } from './fixture';

const outside = (path: string, scope: string): string =>
  `[${path}] scope must be a MarCluster, or something in one but no other chart, got '${scope}': create it in a MarCluster, or in ` +
  'MarCluster.fromName(…)';

function nested(): { app: App; outer: MarCluster; inner: MarCluster; deep: Construct } {
  const app = testApp();
  const outer = cluster({}, 'outer', app);
  const inner = new MarCluster(outer, 'inner');
  return { app, outer, inner, deep: new Construct(new Construct(inner, 'A'), 'B') };
}

test('an instance belongs to the cluster that its scope is in, however deep', () => {
  const { inner, deep } = nested();
  instance(deep, 'api');
  expect(only(inner, 'Pod').metadata).toMatchObject({ name: 'api', namespace: 'inner' });
});

test('fails when an instance is in no cluster', () => {
  const app = testApp();
  expectRefusal(app, () => instance(app, 'api'), outside('api', ''));
});

test('fails when an instance is beside a cluster', () => {
  const { app } = nested();
  const beside = new Construct(app, 'beside');
  expectRefusal(app, () => instance(beside, 'api'), outside('beside/api', 'beside'));
});

test('instances of two clusters may have the same ID', () => {
  const { outer, inner } = nested();
  instance(outer, 'api');
  instance(inner, 'api');
  expect(only(inner, 'Pod').metadata.name).toBe('api');
});

test('objects of two kinds may have the same name in one cluster', () => {
  const prod = cluster();
  instance(prod, 'api').exposeViaService({ serviceName: 'api' });
  expect([only(prod, 'Pod'), only(prod, 'Service')].map((object) => object.metadata.name)).toEqual(['api', 'api']);
});

test('fails when an instance has the ID of one that is elsewhere in the cluster', () => {
  const { app, inner, deep } = nested();
  instance(deep, 'api');
  expectRefusal(
    app,
    () => instance(inner, 'other', { instanceId: 'api' }),
    "[outer/inner/other] instanceId must be unique among the objects of kind Pod in cluster 'inner', got 'api': choose " +
      "another name, 'outer/inner/A/B/api' has this one",
  );
});

test('fails when a Service has the name of one in the cluster', () => {
  const prod = cluster();
  const [db, api] = [instance(prod, 'db'), instance(prod, 'api')];
  db.exposeViaService({ serviceName: 'main' });
  expectRefusal(
    prod,
    () => api.exposeViaService({ serviceName: 'main' }),
    "[prod/api/Service-main] serviceName must be unique among the objects of kind Service in cluster 'prod', got 'main': " +
      "choose another name, 'prod/db/Service-main' has this one",
  );
});

test('fails when an instance claims storage by the name of a claim in the cluster', () => {
  const prod = cluster();
  const [db, api] = [instance(prod, 'db'), instance(prod, 'api')];
  const storage = { size: Size.gibibytes(1), claimName: 'shared' };
  db.addStorage('/data', storage);
  expectRefusal(
    prod,
    () => api.addStorage('/data', storage),
    "[prod/api] claimName must be unique among the objects of kind PersistentVolumeClaim in cluster 'prod', got 'shared': " +
      "choose another name, 'prod/db/Storage-shared' has this one",
  );
});
