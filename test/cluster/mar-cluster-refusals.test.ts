import { Chart } from 'cdk8s';
import { MarCluster, MarClusterProps } from '../../lib';
import { expectRefusal, testApp } from '../support/manifest';

const LABEL_VALUE =
  "must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or digit)";

/** A refusal before the cluster is created, in a chart `shop`. */
function expectClusterRefused(props: MarClusterProps, message: string): void {
  const app = testApp();
  const shop = new Chart(app, 'shop');
  expectRefusal(app, () => new MarCluster(shop, 'prod', props), `[shop/prod] ${message}`);
}

test.each(['Prod', 'prod.east', '', 'a'.repeat(64)])("fails when a cluster is called '%s'", (clusterName) => {
  const rule = "must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit)";
  expectClusterRefused({ clusterName }, `clusterName ${rule}, got '${clusterName}': rename the cluster`);
});

test.each(['default', 'kube-system', 'kube-anything'])("fails when a cluster is to be '%s'", (clusterName) => {
  expectClusterRefused(
    { clusterName },
    `clusterName must not be 'default' or begin with 'kube-', which are not of one cluster, got '${clusterName}': ` +
      'rename it, or place instances there with MarCluster.fromName',
  );
});

test('fails when a cluster has no name but an id that is not valid', () => {
  const rule = "must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit)";
  const app = testApp();
  const message = `[Prod] clusterName ${rule}, got 'Prod': rename the cluster`;
  expectRefusal(app, () => new MarCluster(app, 'Prod'), message);
});

test.each([
  'topology.kubernetes.io/region',
  'kubernetes.io/metadata.name',
  'app.kubernetes.io/managed-by',
  'app.kubernetes.io/part-of',
  'pod-security.kubernetes.io/enforce',
])('fails when %s is given as a label of a cluster', (key) => {
  expectClusterRefused(
    { labels: { team: 'shop', [key]: 'x' } },
    `labels must not have keys that the library sets, got '${key}': leave it out, and use the props region and podSecurity`,
  );
});

test('fails when a label of a cluster is not valid', () => {
  expectClusterRefused(
    { labels: { team: 'a b' } },
    `labels['team'] ${LABEL_VALUE}, got 'a b': shorten it, or make it an annotation`,
  );
});

test('fails when an annotation of a cluster is not valid', () => {
  const props = { annotations: { 'a/b/c': 'x' } };
  expect(() => new MarCluster(testApp(), 'prod', props)).toThrow(
    new Error(
      "[prod] annotations must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters, got " +
        "'a/b/c': rename the key",
    ),
  );
});

test('fails when the region of a cluster is not valid', () => {
  expect(() => new MarCluster(testApp(), 'prod', { region: 'us east' })).toThrow(
    new Error(`[prod] region ${LABEL_VALUE}, got 'us east': shorten it`),
  );
});
