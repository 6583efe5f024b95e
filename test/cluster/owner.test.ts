import { Size } from 'cdk8s';
import { Construct } from 'constructs';
import { MarCluster, MarConfig, MarDeployment, MarInstance, MarRegion, MarStatefulSet, MarStorage } from '../../lib';
import { SMALL } from '../support/instance';
import { expectRefusal, testApp } from '../support/manifest';

const GIB = { size: Size.gibibytes(1) };

/** Two clusters, with a configuration and a claim in the first. */
function clusters(): { config: MarConfig; storage: MarStorage; other: MarCluster } {
  const app = testApp();
  const prod = new MarCluster(app, 'prod');
  const config = new MarConfig(prod, 'settings', { data: { level: 'info' } });
  return { config, storage: new MarStorage(prod, 'data', GIB), other: new MarCluster(app, 'dev') };
}

const elsewhere = (prop: string): string =>
  `[dev/api] ${prop} must be of the cluster 'dev', where the pods are, got 'prod': create it there too`;

test.each<[string, string, (pod: MarInstance, from: ReturnType<typeof clusters>) => void]>([
  ['configuration', 'volume', (pod, { config }) => { pod.main.mount('/etc/api', config); }],
  ['claim', 'volume', (pod, { storage }) => { pod.main.mount('/data', storage); }],
])('fails when a %s of another cluster is mounted', (_, prop, mount) => {
  const from = clusters();
  const pod = new MarInstance(from.other, 'api', SMALL);
  expectRefusal(from.other, () => { mount(pod, from); }, elsewhere(prop));
}); // prettier-ignore

test('fails when a configuration of another cluster is in the environment', () => {
  const { config, other } = clusters();
  const env = { LEVEL: config.envValue('level') };
  expect(() => new MarInstance(other, 'api', { ...SMALL, env })).toThrow(new Error(elsewhere('env')));
  const envFrom = [config.envFrom()];
  expect(() => new MarDeployment(other, 'web', { ...SMALL, replicas: 1, envFrom })).toThrow(
    new Error(elsewhere('env').replace('api', 'web')),
  );
});

test('fails when a claim of a namesake in another region is mounted', () => {
  const app = testApp();
  const [east, west] = ['east', 'west'].map((name) => new MarCluster(new MarRegion(app, name), 'prod')) as [
    MarCluster,
    MarCluster,
  ];
  const pod = new MarInstance(east, 'api', SMALL);
  expect(() => {
    pod.main.mount('/data', new MarStorage(west, 'data', GIB));
  }).toThrow("[east/prod/api] volume must be of the cluster 'prod', where the pods are");
});

test("fails when other pods mount the storage of a StatefulSet's template, of which there is none", () => {
  const prod = new MarCluster(testApp(), 'prod');
  const storage = new MarStatefulSet(prod, 'db', { ...SMALL, port: 5432 }).addStorage('/data', GIB);
  const backup = new MarInstance(prod, 'backup', SMALL);
  expectRefusal(
    prod,
    () => {
      backup.main.mount('/data', storage);
    },
    "[prod/backup] volume must be mounted by its own StatefulSet alone, each of whose pods has a claim of its own, got 'prod/db': " +
      'mount a claim by its name with mountClaim',
  );
});

describe('what is of another region', () => {
  function regions(): { here: MarCluster; there: MarCluster } {
    const app = testApp();
    const [here, there] = ['here', 'there'].map((name) => new MarCluster(new MarRegion(app, name), 'prod'));
    return { here, there } as { here: MarCluster; there: MarCluster };
  }

  test('fails to lend its Ingress', () => {
    const { here, there } = regions();
    const ingress = new MarInstance(there, 'web', { ...SMALL, port: 80 }).exposeViaIngress('a.example.com');
    const api = new MarInstance(here, 'api', { ...SMALL, port: 80 });
    expect(() => api.exposeViaIngress('a.example.com', { path: '/api', ingress })).toThrow(
      new Error("[here/prod/api] ingress must be of the same cluster, got 'web': leave it out"),
    );
  });

  test('fails to lend its service account', () => {
    const { here, there } = regions();
    expect(
      () => new MarInstance(here, 'api', { ...SMALL, serviceAccount: there.addServiceAccount('program') }),
    ).toThrow("[here/prod/api] serviceAccount must be of the cluster 'prod', not of 'prod'");
  });
});

test('fails when two regions, wherever they are, would write to one folder', () => {
  const app = testApp();
  new MarRegion(new Construct(app, 'eu'), 'west');
  const us = new Construct(app, 'us');
  expectRefusal(
    app,
    () => new MarRegion(us, 'west'),
    "[us/west] id must be unique among the objects of kind MarRegion in the app, got 'west': choose another name, 'eu/west' " +
      'has this one',
  );
});
