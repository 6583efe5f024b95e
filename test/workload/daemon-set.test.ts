import { Duration } from 'cdk8s';
import { PercentOrAbsolute } from 'cdk8s-plus-30';
import { DaemonSetRollingUpdateOptions, DaemonSetStrategy, MarDaemonSet, MarDaemonSetProps } from '../../lib';
import { newCluster } from '../support/instance';
import { expectRefusal, frozen, Manifest, manifestsOf, only, testApp } from '../support/manifest';
import { daemonSetSpec, EVERY_POD_FIELD, everyPodProp, newDaemonSet } from './jobs-fixture';

const absolute = (pods: number): PercentOrAbsolute => PercentOrAbsolute.absolute(pods);
const percent = (share: number): PercentOrAbsolute => PercentOrAbsolute.percent(share);

test('a DaemonSet writes one DaemonSet and nothing else', () => {
  const cluster = newCluster();
  const before = manifestsOf(cluster).length;
  newDaemonSet({}, cluster);
  expect(manifestsOf(cluster)).toHaveLength(before + 1);
  expect(only(cluster, 'DaemonSet')).toMatchObject({
    apiVersion: 'apps/v1',
    metadata: { name: 'agent', namespace: 'prod', labels: { 'daemon-set': 'agent' } },
  });
});

/** A DaemonSet that says everything there is to say. */
function everything(): Manifest {
  const cluster = newCluster();
  const props: Required<MarDaemonSetProps> = {
    ...everyPodProp(cluster),
    workloadName: 'agent-7',
    strategy: DaemonSetStrategy.onDelete(),
    minReady: Duration.minutes(1),
  };
  new MarDaemonSet(cluster, 'Agent', frozen(props));
  return only(cluster, 'DaemonSet');
}

test('every prop of a DaemonSet is at its place', () => {
  const { metadata, spec } = everything();
  expect(metadata).toMatchObject({ name: 'agent-7', labels: { tier: 'web', 'daemon-set': 'agent-7' } });
  expect(spec).toEqual({
    minReadySeconds: 60,
    selector: { matchLabels: { 'daemon-set': 'agent-7' } },
    updateStrategy: { type: 'OnDelete' },
    template: expect.anything(),
  });
});

test('every prop of a DaemonSet that is about its pods is at its place', () => {
  expect(everything().spec.template).toMatchObject(EVERY_POD_FIELD);
});

test('by default a DaemonSet replaces its pods one node after the other', () => {
  expect(daemonSetSpec().updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } });
});

test.each([['left out', {}], ['none', { minReady: Duration.seconds(0) }]] as const)(
  'a pod of a DaemonSet counts as soon as it is ready if minReady is %s',
  (_, props) => {
    expect(daemonSetSpec(props)).not.toHaveProperty('minReadySeconds');
  },
); // prettier-ignore

test('the name of a DaemonSet is its id by default, letter for letter', () => {
  expect(newDaemonSet()).toMatchObject({ name: 'agent', clusterName: 'prod' });
});

test('the pods of a DaemonSet are always started again', () => {
  expect(daemonSetSpec().template.spec.restartPolicy).toBe('Always');
});

test.each<[string, DaemonSetRollingUpdateOptions, Manifest]>([
  ['nothing', {}, { maxUnavailable: 1 }],
  ['maxUnavailable as a number', { maxUnavailable: absolute(3) }, { maxUnavailable: 3 }],
  ['maxUnavailable as a share', { maxUnavailable: percent(10) }, { maxUnavailable: '10%' }],
  ['maxSurge as a number', { maxSurge: absolute(2) }, { maxSurge: 2, maxUnavailable: 0 }],
  ['maxSurge as a share', { maxSurge: percent(100) }, { maxSurge: '100%', maxUnavailable: 0 }],
])('a rolling update that is given %s says both amounts that Kubernetes reads', (_, options, rollingUpdate) => {
  const strategy = DaemonSetStrategy.rollingUpdate(frozen(options));
  expect(daemonSetSpec({ strategy }).updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate });
});

test.each<[string, DaemonSetRollingUpdateOptions]>([
  ['both are given', { maxSurge: absolute(1), maxUnavailable: absolute(1) }],
  ['maxSurge is 0', { maxSurge: absolute(0) }],
  ['maxSurge is 0%', { maxSurge: percent(0) }],
  ['maxUnavailable is 0', { maxUnavailable: absolute(0) }],
  ['maxUnavailable is 0%', { maxUnavailable: percent(0) }],
  ['maxUnavailable is negative', { maxUnavailable: absolute(-1) }],
  ['maxSurge is NaN', { maxSurge: absolute(NaN) }],
  ['maxSurge is more than all', { maxSurge: percent(101) }],
])('fails to update a DaemonSet node by node when %s', (_, options) => {
  expect(() => DaemonSetStrategy.rollingUpdate(options)).toThrow(
    new Error(
      'DaemonSetStrategy.rollingUpdate must have one of maxSurge and maxUnavailable, of 1 or more or a share up to 100%: correct it',
    ),
  );
});

test.each<[string, Partial<MarDaemonSetProps>, string]>([
  [
    'minReady is a fraction of a second',
    { minReady: Duration.millis(1500) },
    "minReady in seconds must be a whole number of 0 to 2147483647, got '1.5': correct it",
  ],
  [
    'its name is too long',
    { workloadName: 'a'.repeat(64) },
    "workloadName must be a DNS name of at most 63 characters (a-z, 0-9, '-' and '.', each part first and last a letter or " +
      `digit), got '${'a'.repeat(64)}': choose another id`,
  ],
  [
    'its name is in capitals',
    { workloadName: 'Agent' },
    "workloadName must be a DNS name of at most 63 characters (a-z, 0-9, '-' and '.', each part first and last a letter or " +
      "digit), got 'Agent': choose another id",
  ],
  [
    'one of its labels is set by the library',
    { labels: { 'daemon-set': 'other' } },
    "labels must not have keys that the library sets, got 'daemon-set': choose another key",
  ],
])('fails to create a DaemonSet when %s', (_, props, error) => {
  const cluster = newCluster();
  expectRefusal(cluster, () => newDaemonSet(props, cluster), `[prod/agent] ${error}`);
});

test('fails when another DaemonSet of the cluster has the name', () => {
  const cluster = newCluster();
  newDaemonSet({}, cluster);
  expectRefusal(
    cluster,
    () => newDaemonSet({}, cluster),
    "[prod/agent] workloadName must be unique among the objects of kind DaemonSet in cluster 'prod', got 'agent': choose " +
      "another name, 'prod/agent' has this one",
  );
});

test('fails when a DaemonSet is in no cluster', () => {
  const app = testApp();
  expectRefusal(
    app,
    () => newDaemonSet({}, app),
    "[agent] scope must be a MarCluster, or something in one but no other chart, got '': create it in a MarCluster, or in MarCluster.fromName(…)",
  );
});

test('a refusal leaves the name of the DaemonSet free', () => {
  const cluster = newCluster();
  expect(() => newDaemonSet({ minReady: Duration.millis(1) }, cluster)).toThrow();
  expect(newDaemonSet({}, cluster).name).toBe('agent');
});
