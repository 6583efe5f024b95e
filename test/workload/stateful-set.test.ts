import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import {
  ClaimRetention,
  DisruptionBudget,
  MarPodProps,
  MarService,
  MarServiceType,
  MarStatefulSet,
  MarStatefulSetProps,
} from '../../lib';
import { newCluster } from '../support/instance';
import { frozen, Manifest, only } from '../support/manifest';
import { containerIn, objectOf, percent, READY } from './fixture';

const newStatefulSet = (props: Partial<MarStatefulSetProps> = {}): MarStatefulSet =>
  new MarStatefulSet(newCluster(), 'db', { ...READY, ...props });
const spec = (props?: Partial<MarStatefulSetProps>): Manifest => objectOf(newStatefulSet(props)).spec;

test('every prop of a StatefulSet is at its place', () => {
  const cluster = newCluster();
  const own: Required<Omit<MarStatefulSetProps, keyof MarPodProps>> = {
    workloadName: 'orders',
    replicas: 3,
    availability: { budget: DisruptionBudget.minAvailable(percent(50)) },
    service: new MarService(cluster, 'peers', { type: MarServiceType.headless(), ports: [{ port: 5000 }] }),
    podManagementPolicy: kplus.PodManagementPolicy.PARALLEL,
    strategy: kplus.StatefulSetUpdateStrategy.rollingUpdate({ partition: 2 }),
    claimRetentionPolicy: { whenDeleted: ClaimRetention.DELETE, whenScaled: ClaimRetention.RETAIN },
    minReady: Duration.seconds(5),
  };
  const set = new MarStatefulSet(cluster, 'Orders', frozen({ ...READY, ...own }));
  expect(objectOf(set)).toMatchObject({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'orders', namespace: 'prod' },
    spec: {
      replicas: 3,
      serviceName: 'peers',
      podManagementPolicy: 'Parallel',
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' },
      minReadySeconds: 5,
      selector: { matchLabels: { 'stateful-set': 'orders' } },
    },
  });
  expect(only(cluster, 'PodDisruptionBudget', 'orders').spec.minAvailable).toBe('50%');
  expect(containerIn(set)).toMatchObject({ image: READY.image, ports: [{ containerPort: 5000 }] });
});

describe('a StatefulSet of which little is said', () => {
  test('is called by its id', () => {
    expect(newStatefulSet().name).toBe('db');
  });

  test('starts and stops its pods one after the other', () => {
    expect(spec().podManagementPolicy).toBe('OrderedReady');
  });

  test('updates all of its pods, one after the other', () => {
    expect(spec().updateStrategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { partition: 0 } });
  });

  test('has no retention policy, so its claims stay', () => {
    expect(spec()).not.toHaveProperty('persistentVolumeClaimRetentionPolicy');
  });

  test('has no minReadySeconds, so a pod counts as soon as it is ready', () => {
    expect(spec()).not.toHaveProperty('minReadySeconds');
  });

  test('has no claim templates', () => {
    expect(spec()).not.toHaveProperty('volumeClaimTemplates');
  });
});

test('a minReady of 0 of a StatefulSet is left out', () => {
  expect(spec({ minReady: Duration.seconds(0) })).not.toHaveProperty('minReadySeconds');
});

test('a StatefulSet may update its pods only when they are deleted', () => {
  expect(spec({ strategy: kplus.StatefulSetUpdateStrategy.onDelete() }).updateStrategy).toEqual({ type: 'OnDelete' });
});

test.each([{ whenDeleted: ClaimRetention.DELETE }, { whenScaled: ClaimRetention.DELETE }])(
  'a retention policy of %j leaves the rest to Kubernetes',
  (claimRetentionPolicy) => {
    expect(spec({ claimRetentionPolicy }).persistentVolumeClaimRetentionPolicy).toEqual(claimRetentionPolicy);
  },
);

test('a change of the retention policy comes too late once the StatefulSet is there', () => {
  const claimRetentionPolicy = { whenDeleted: ClaimRetention.RETAIN };
  const set = newStatefulSet({ claimRetentionPolicy });
  claimRetentionPolicy.whenDeleted = ClaimRetention.DELETE;
  expect(objectOf(set).spec.persistentVolumeClaimRetentionPolicy).toEqual({ whenDeleted: 'Retain' });
});

test('fails when minReady of a StatefulSet is a fraction of a second', () => {
  expect(() => newStatefulSet({ minReady: Duration.millis(1500) })).toThrow(
    new Error("[prod/db] minReady in seconds must be a whole number of 0 to 2147483647, got '1.5': correct it"),
  );
});

test.each([-1, 0.5, NaN])('fails when the partition of the strategy is %s', (partition) => {
  const strategy = kplus.StatefulSetUpdateStrategy.rollingUpdate({ partition });
  expect(() => newStatefulSet({ strategy })).toThrow(
    new Error(`[prod/db] strategy.partition must be a whole number of 0 to 2147483647, got '${partition}': correct it`),
  );
});

const DNS_LABEL = "must be a DNS label (1 to 52 of a-z, 0-9 and '-', first and last one a letter or digit)";

test.each(['a'.repeat(53), 'a.b', 'Db', ''])("fails when a StatefulSet is called '%s'", (workloadName) => {
  expect(() => newStatefulSet({ workloadName })).toThrow(
    new Error(`[prod/db] workloadName ${DNS_LABEL}, got '${workloadName}': choose another id`),
  );
});

test('a StatefulSet may have a name of 52 characters, which leaves room for what Kubernetes appends', () => {
  expect(newStatefulSet({ workloadName: 'a'.repeat(52) }).name).toBe('a'.repeat(52));
});
