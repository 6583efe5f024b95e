import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { MarCluster, MarInstance, MarProfile } from '../../lib/index';
import { containerOf, LIMITS, newCluster, newInstance, podOf, SMALL } from '../support/instance';
import { all, expectRefusal, manifestsOf, only, testApp } from '../support/manifest';

const ID_RULE =
  "must be a DNS name of at most 63 characters (a-z, 0-9, '-' and '.', each part first and last a letter or digit)";

test('an instance writes one pod and nothing else', () => {
  const cluster = newCluster();
  const before = manifestsOf(cluster).length;
  newInstance({}, cluster);
  expect(manifestsOf(cluster)).toHaveLength(before + 1);
  expect(only(cluster, 'Pod')).toMatchObject({ apiVersion: 'v1', metadata: { name: 'api', namespace: 'prod' } });
});

test.each(['api', 'mar-i-92a1', 'a.b-1', '9', 'a'.repeat(63)])(
  'the id %s is the name of the pod, letter for letter',
  (id) => {
    const cluster = newCluster();
    const instance = new MarInstance(cluster, id, SMALL);
    expect(instance.instanceId).toBe(id);
    expect(only(cluster, 'Pod').metadata).toMatchObject({ name: id, labels: { 'instance-id': id } });
  },
);

test('an instance ID that is given goes before the id', () => {
  const { metadata } = podOf(newInstance({ instanceId: 'mar-i-92a1' }));
  expect(metadata).toMatchObject({ name: 'mar-i-92a1', labels: { 'instance-id': 'mar-i-92a1' } });
});

test('an instance knows its cluster and its main container', () => {
  const instance = newInstance({ instanceId: 'mar-i-92a1' });
  expect(instance).toMatchObject({ clusterName: 'prod', instanceId: 'mar-i-92a1', name: 'mar-i-92a1' });
  expect(instance.main).toMatchObject({ name: 'app', image: 'orders:1.4.2' });
});

test('moving an instance under a scope of its own does not change its manifest', () => {
  const here = newCluster();
  const there = newCluster();
  newInstance({ port: 1 }, here).exposeViaService();
  const moved = new MarInstance(new Construct(there, 'Backend'), 'api', { ...SMALL, port: 1 });
  moved.exposeViaService();
  expect(manifestsOf(there)).toEqual(manifestsOf(here));
});

test('an instance of an existing cluster goes to its namespace, and is all that is written', () => {
  const existing = MarCluster.fromName(testApp(), 'Legacy', { clusterName: 'legacy' });
  newInstance({}, existing);
  expect(manifestsOf(existing)).toEqual([
    expect.objectContaining({ kind: 'Pod', metadata: expect.objectContaining({ name: 'api', namespace: 'legacy' }) }),
  ]);
});

test('two clusters may each have an instance of one ID', () => {
  const app = testApp();
  const clusters = ['a', 'b'].map((name) => new MarCluster(app, name));
  for (const cluster of clusters) new MarInstance(cluster, 'api', SMALL);
  expect(clusters.map((cluster) => only(cluster, 'Pod').metadata.namespace)).toEqual(['a', 'b']);
});

test.each(['', 'Api', '-api', 'a_b', 'a..b', 'a'.repeat(64)])("fails when the instance ID is '%s'", (instanceId) => {
  const cluster = newCluster();
  expectRefusal(
    cluster,
    () => newInstance({ instanceId }, cluster),
    `[prod/api] instanceId ${ID_RULE}, got '${instanceId}': choose another id`,
  );
});

test('fails when another instance of the cluster has the ID, in another scope too', () => {
  const cluster = newCluster();
  new MarInstance(new Construct(cluster, 'Backend'), 'api', SMALL);
  expectRefusal(
    cluster,
    () => newInstance({}, cluster),
    "[prod/api] instanceId must be unique among the objects of kind Pod in cluster 'prod', got 'api': choose another name, " +
      "'prod/Backend/api' has this one",
  );
});

test('fails when it is in no cluster', () => {
  const app = testApp();
  expectRefusal(
    app,
    () => new MarInstance(app, 'api', SMALL),
    "[api] scope must be a MarCluster, or something in one but no other chart, got '': create it in a MarCluster, or in MarCluster.fromName(…)",
  );
});

test('fails when a container is attached that was made elsewhere', () => {
  const instance = newInstance();
  const container = new kplus.Container({ name: 'soft', image: 'proxy:1', resources: LIMITS });
  expectRefusal(
    instance,
    () => {
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- it is what the test is about
      instance.attachContainer(container);
    },
    "[prod/api] container must be made by the instance, got 'soft': use addContainer",
  );
  expect(instance.containers).toEqual([instance.main]);
});

describe('the service account of an instance, as a subject', () => {
  test('is the one of its own, in its cluster', () => {
    const cluster = newCluster();
    const instance = newInstance({ serviceAccount: cluster.addServiceAccount('operator') }, cluster);
    expect(instance.toSubjectConfiguration()).toEqual({
      kind: 'ServiceAccount',
      name: 'operator',
      apiGroup: '',
      namespace: 'prod',
    });
  });

  test('fails when it is the one that all instances share', () => {
    const instance = newInstance();
    expectRefusal(
      instance,
      () => instance.toSubjectConfiguration(),
      "[prod/api] serviceAccount must be its own for a role to be granted to it, got '': give the instance one with " +
        'cluster.addServiceAccount',
    );
  });
});

test('the manifest of an instance is the same at a second synthesis', () => {
  const cluster = newCluster();
  newInstance({ port: 80 }, cluster);
  expect(JSON.stringify(all(cluster, 'Pod'))).toBe(JSON.stringify(all(cluster, 'Pod')));
});

test('a string is the value of a variable, and so it is in a profile', () => {
  const profile = new MarProfile({ name: 'standard', version: '1', env: { FORMAT: 'json', LEVEL: 'debug' } });
  const instance = newInstance({ profile, env: { LEVEL: 'info', EMPTY: '', ON: kplus.EnvValue.fromValue('1') } });
  expect(containerOf(instance).env).toEqual([
    { name: 'FORMAT', value: 'json' },
    { name: 'LEVEL', value: 'info' },
    { name: 'EMPTY' },
    { name: 'ON', value: '1' },
  ]);
});
