import { Chart } from 'cdk8s';
import { ConfigMap, Secret } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Checks, IRule, MarApp, MarCluster, MarRegion, Severity } from '../../lib';

const NAMES = ['shop', 'stock'];

/** Clusters in a region and outside; what is said to exist in each, and of that what a rule sees. */
function build() {
  const seen: Record<string, string[]> = {};
  const rule: IRule = {
    code: 'ACME-1',
    severity: Severity.ERROR,
    title: 'The test sees what exists.',
    check: (manifests) => {
      for (const { construct, name } of manifests.ofKind('Namespace')) {
        const secrets = NAMES.filter((secret) => manifests.exists('Secret', name, secret));
        const classes = NAMES.filter((one) => manifests.exists('PriorityClass', '', one));
        seen[construct?.node.path.replace('/Namespace', '') ?? ''] = [
          ...secrets,
          ...classes.map((one) => `class ${one}`),
        ];
      }
      return [];
    },
  };
  const app = new MarApp({ outdir: 'unused', rules: [rule] });
  const region = new MarRegion(app, 'us-east');
  const [east, prod, dev] = [new MarCluster(region, 'prod'), new MarCluster(app, 'prod'), new MarCluster(app, 'dev')];
  const existing = (): Record<string, string[]> => {
    app.check();
    return seen;
  };
  return { app, region, east, prod, dev, existing };
}

test('what exists in a cluster is known there alone', () => {
  const { prod, existing } = build();
  Checks.of(prod).expectExisting('Secret', 'shop', 'stock');
  expect(existing()).toEqual({ prod: ['shop', 'stock'], dev: [], 'us-east/prod': [] });
});

test('what a construct in a cluster says to exist is in the namespace of the cluster', () => {
  const { dev, existing } = build();
  Checks.of(new ConfigMap(dev, 'settings', {})).expectExisting('Secret', 'shop');
  expect(existing()).toEqual({ prod: [], dev: ['shop'], 'us-east/prod': [] });
});

test('what exists in a region is in all of its namespaces', () => {
  const { region, existing } = build();
  Checks.of(region).expectExisting('Secret', 'shop');
  expect(existing()).toEqual({ prod: [], dev: [], 'us-east/prod': ['shop'] });
});

test('what the app says to exist is everywhere, in regions too', () => {
  const { app, existing } = build();
  Checks.of(app).expectExisting('Secret', 'shop');
  Checks.of(app).expectExisting('PriorityClass', 'stock');
  const all = ['shop', 'class stock'];
  expect(existing()).toEqual({ prod: all, dev: all, 'us-east/prod': all });
});

test('what belongs to no namespace is known in all clusters of its Kubernetes cluster', () => {
  const { east, dev, existing } = build();
  Checks.of(dev).expectExisting('PriorityClass', 'shop');
  Checks.of(east).expectExisting('PriorityClass', 'stock');
  expect(existing()).toEqual({ prod: ['class shop'], dev: ['class shop'], 'us-east/prod': ['class stock'] });
});

test.each([
  ['a cluster', 'prod' as const, { prod: ['shop'], dev: [], 'us-east/prod': [] }],
  ['the app', 'app' as const, { prod: ['shop'], dev: ['shop'], 'us-east/prod': ['shop'] }],
])('what cdk8s-plus is told of by its name in %s exists there', (_, scope, expected) => {
  const built = build();
  Secret.fromSecretName(built[scope], 'imported', 'shop');
  expect(built.existing()).toEqual(expected);
});

test('what a plain chart without a namespace says to exist is in none of the clusters', () => {
  const { app, existing } = build();
  Checks.of(new Chart(app, 'plain')).expectExisting('Secret', 'shop');
  expect(existing()).toEqual({ prod: [], dev: [], 'us-east/prod': [] });
});

test('a construct of another library that has a kind and a name, and objects of its own, is not taken for what exists', () => {
  class Grouped extends Construct {
    public readonly kind = 'Secret';
    public readonly name = 'shop';
  }
  const { prod, existing } = build();
  new ConfigMap(new Grouped(prod, 'grouped'), 'settings', {});
  expect(existing()).toMatchObject({ prod: [] });
  new Grouped(prod, 'alone');
  expect(existing()).toMatchObject({ prod: ['shop'] });
});

test('the namespace of a cluster that is managed elsewhere exists, and that of a plain chart does not', () => {
  const known: string[] = [];
  const rule: IRule = {
    code: 'ACME-1',
    severity: Severity.ERROR,
    title: 'The test sees which namespaces exist.',
    check: (manifests) => {
      known.push(...['there', 'plain'].filter((name) => manifests.exists('Namespace', '', name)));
      return [];
    },
  };
  const app = new MarApp({ outdir: 'unused', rules: [rule] });
  MarCluster.fromName(app, 'shop', { clusterName: 'there' });
  new Chart(app, 'chart', { namespace: 'plain' });
  app.check();
  expect(known).toEqual(['there']);
});

test.each([
  ['PersistentVolumeClaims', 'PersistentVolumeClaim'],
  ['persistentvolumeclaim', 'PersistentVolumeClaim'],
  ['ServiceAcount', 'ServiceAccount'],
  ['Ingresses', 'Ingress'],
  ['NetworkPolicies', 'NetworkPolicy'],
  ['secret', 'Secret'],
  ['PriorityClasses', 'PriorityClass'],
])('fails when the kind of what exists is %s, and asks for %s', (kind, likely) => {
  const { prod, existing } = build();
  expect(() => {
    Checks.of(prod).expectExisting(kind, 'shop');
  }).toThrow(new Error(`[prod] kind must be written as in manifests, got '${kind}': did you mean '${likely}'?`));
  expect(existing()).toMatchObject({ prod: [] });
});

test.each([
  'Endpoints',
  'Node',
  'Rollout',
  'CiliumNetworkPolicy',
  'IngressRoute',
  'SealedSecret',
  'VolumeSnapshotClass',
])('the kind %s may exist', (kind) => {
  expect(() => {
    Checks.of(build().prod).expectExisting(kind, 'shop');
  }).not.toThrow();
});
