import { App, Chart, Include } from 'cdk8s';
import { ConfigMap, Deployment } from 'cdk8s-plus-30';
import * as path from 'node:path';
import { MarCluster, MarInstance, MarOrganization } from '../../lib';
import { OWNER_LABELS } from '../../lib/internal/labels';
import { everything } from '../support/everything';
import { fill, inFolder } from '../support/folder';
import { SMALL } from '../support/instance';
import { expectRefusal, manifestsOf, testApp } from '../support/manifest';

/** Whose the objects of a chart say they are. */
function ownersIn(chart: Chart): Record<string, string>[] {
  return manifestsOf(chart).map((object) => {
    const labels = Object.entries<string>(object.metadata.labels ?? {});
    return Object.fromEntries(labels.filter(([key]) => OWNER_LABELS.includes(key)));
  });
}

const CLUSTER = { 'mar-cluster': 'prod' };
const refused = (where: string, key: string): string =>
  `[${where}] labels must not have keys that the library sets, got '${key}': choose another key`;

test.each([
  ['e2e-all', { 'mar-cluster': 'e2e-all' }],
  ['e2e-other', { 'mar-cluster': 'e2e-other' }],
  ['e2e-org', { 'mar-organization': 'e2e-org' }],
])('every object of %s says whose it is', (id, owner) => {
  const app = new App({ outdir: 'unused' });
  everything(app);
  const owners = app.charts.filter(({ node }) => node.id === id).flatMap(ownersIn);
  expect(owners.length).toBeGreaterThan(3);
  expect(owners).toEqual(owners.map(() => owner));
});

test('what another library creates in a cluster, and what is included from a file, says whose it is', () => {
  const prod = new MarCluster(testApp(), 'id', { clusterName: 'prod' });
  new ConfigMap(prod, 'Config', { metadata: { labels: { team: 'shop' } } });
  new Deployment(prod, 'Stock', { containers: [{ image: 'stock:1' }] });
  inFolder((folder) => {
    fill(folder, { 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: included\n' });
    new Include(prod, 'Include', { url: path.join(folder, 'a.yaml') });
  });
  expect(ownersIn(prod)).toEqual(manifestsOf(prod).map(() => CLUSTER));
});

test("what is placed in a cluster that is managed elsewhere is not taken for its manager's", () => {
  const app = testApp();
  const shop = MarCluster.fromName(app, 'shop', { clusterName: 'prod' });
  new MarInstance(shop, 'api', SMALL);
  expect(ownersIn(shop)).toEqual([{ 'mar-existing-cluster': 'shop' }]);
});

test('fails when the id of a cluster that is managed elsewhere is no label value', () => {
  const app = testApp();
  expectRefusal(
    app,
    () => MarCluster.fromName(app, 'the shop', { clusterName: 'prod' }),
    "[the shop] id must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or " +
      "digit), got 'the shop': rename it, and give the namespace as clusterName",
  );
});

test.each(OWNER_LABELS)('fails when a cluster says by the label %s whose it is', (key) => {
  const app = testApp();
  expectRefusal(app, () => new MarCluster(app, 'prod', { labels: { [key]: 'x' } }), refused('prod', key));
});

test.each(OWNER_LABELS)('fails when an organization says by the label %s whose it is', (key) => {
  const app = testApp();
  expectRefusal(app, () => new MarOrganization(app, 'acme', { labels: { [key]: 'x' } }), refused('acme', key));
});

test.each(OWNER_LABELS)('fails when an instance says by the label %s whose it is', (key) => {
  const prod = new MarCluster(testApp(), 'prod');
  const labels = { [key]: 'x' };
  expectRefusal(prod, () => new MarInstance(prod, 'api', { ...SMALL, labels }), refused('prod/api', key));
});
