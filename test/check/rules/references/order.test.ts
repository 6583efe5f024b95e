import { MarApp, MarCluster, MarConfig } from '../../../../lib';

const SETTINGS = { data: { level: 'info' } };

test.each(['guests', 'visitors'])('objects of %s in a cluster are applied after it, as files are called or charts depend', (id) => {
  const app = new MarApp({ outdir: 'unused' });
  const others = MarCluster.fromName(app, id, { clusterName: 'prod' });
  const prod = new MarCluster(app, 'prod');
  for (const name of ['first', 'second']) new MarConfig(others, name, SETTINGS);
  const found = app.check().map(({ path, message }) => `${path}: ${message}`);
  const early =
    "guests/first: metadata.namespace must be applied before, and prod/Namespace comes later, got 'prod': let it depend on that: node.addDependency";
  expect(found).toEqual(id < 'prod' ? [early] : []);
  others.addDependency(prod);
  expect(app.check()).toEqual([]);
}); // prettier-ignore
