import { AppProps, Chart, YamlOutputType } from 'cdk8s';
import { ConfigMap } from 'cdk8s-plus-30';
import { MarApp, MarCluster, MarInstance, MarOrganization, MarRegion, MarRole, Port, Subject } from '../../lib';
import { inFolder, textsIn } from '../support/folder';
import { SMALL } from '../support/instance';
import { expectRefusal, only, testApp } from '../support/manifest';

/** Two regions with namesakes in them, and a cluster outside. */
function build(app: MarApp): MarApp {
  new MarCluster(app, 'top');
  for (const name of ['us-east', 'eu-west']) {
    const region = new MarRegion(app, name);
    new MarOrganization(region, 'acme').grant(Subject.group('audit'), MarRole.VIEWER);
    new MarInstance(new MarCluster(region, 'prod'), 'api', SMALL);
  }
  return app;
}

function synthesize(props: AppProps = {}): Record<string, string> {
  return inFolder((outdir) => {
    build(new MarApp({ outdir, ...props })).synth();
    return textsIn(outdir);
  });
}

test('each region is a folder, called like it, with a file for each of its charts', () => {
  expect(Object.keys(synthesize())).toEqual([
    'eu-west/acme.k8s.yaml',
    'eu-west/prod.k8s.yaml',
    'top.k8s.yaml',
    'us-east/acme.k8s.yaml',
    'us-east/prod.k8s.yaml',
  ]);
});

test('a region writes what an app of its own would', () => {
  const alone = inFolder((outdir) => {
    const app = new MarApp({ outdir });
    new MarInstance(new MarCluster(app, 'prod', { region: 'us-east' }), 'api', SMALL);
    app.synth();
    return textsIn(outdir)['prod.k8s.yaml'];
  });
  expect(synthesize()['us-east/prod.k8s.yaml']).toBe(alone);
});

test.each([
  ['a file per app', YamlOutputType.FILE_PER_APP, ['eu-west/app.k8s.yaml', 'us-east/app.k8s.yaml']],
  [
    'a folder per chart',
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
    ['eu-west/prod/Pod.api.k8s.yaml', 'us-east/prod/Pod.api.k8s.yaml'],
  ],
  ['a file per resource', YamlOutputType.FILE_PER_RESOURCE, ['eu-west/Pod.api.k8s.yaml', 'us-east/Pod.api.k8s.yaml']],
])('regions have folders with %s too', (_, yamlOutputType, files) => {
  expect(Object.keys(synthesize({ yamlOutputType }))).toEqual(expect.arrayContaining(files));
});

test('charts that wait for each other are numbered within their region', () => {
  inFolder((outdir) => {
    const app = new MarApp({ outdir });
    const region = new MarRegion(app, 'us-east');
    const first = new Chart(region, 'first');
    new ConfigMap(first, 'Map', {});
    new MarCluster(region, 'prod').addDependency(first);
    app.synth();
    expect(Object.keys(textsIn(outdir))).toEqual(['us-east/0000-first.k8s.yaml', 'us-east/0001-prod.k8s.yaml']);
  });
});

test('a cluster in a region carries its name as the region, unless it says another', () => {
  const region = new MarRegion(testApp(), 'us-east');
  const labelsOf = (cluster: MarCluster) => only(cluster, 'Namespace').metadata.labels['topology.kubernetes.io/region'];
  expect(labelsOf(new MarCluster(region, 'prod'))).toBe('us-east');
  expect(labelsOf(new MarCluster(region, 'dev', { region: 'us-east-1' }))).toBe('us-east-1');
});

test('names are unique within a region', () => {
  const region = new MarRegion(testApp(), 'us-east');
  new MarCluster(region, 'prod');
  expectRefusal(
    region,
    () => new MarCluster(region, 'again', { clusterName: 'prod' }),
    "[us-east/again] clusterName must be unique among the objects of kind Namespace in the app, got 'prod': choose " +
      "another name, 'us-east/prod' has this one",
  );
});

test('fails when traffic is allowed to another region, whose pods a policy would not find', () => {
  const app = testApp();
  const [east, west] = ['us-east', 'eu-west'].map((name) => new MarCluster(new MarRegion(app, name), 'prod'));
  expectRefusal(
    app,
    () => east?.allowFrom(west ?? east, Port.all()),
    "[us-east/prod] peer must be of the same region, as policies do not reach into another Kubernetes cluster, got 'eu-west/prod': " +
      'allow its addresses with Peer.cidr',
  );
});

test.each([
  ['has an id that is no name of a folder', '../us', '[../us] '],
  ['has an empty id', '', ''],
])('fails when a region %s', (_, id, place) => {
  const app = testApp();
  expectRefusal(
    app,
    () => new MarRegion(app, id),
    `${place}id must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit), got '${id}': rename the region`,
  );
});

test.each([
  ['in a chart', (): Chart => new MarCluster(testApp(), 'us')],
  ['in another region', (): MarRegion => new MarRegion(testApp(), 'us')],
])('fails when a region is created %s', (_, scopeOf) => {
  const scope = scopeOf();
  expectRefusal(
    scope,
    () => new MarRegion(scope, 'east'),
    "[us/east] scope must not be within a chart or another region, got 'us': create it in the app",
  );
});
