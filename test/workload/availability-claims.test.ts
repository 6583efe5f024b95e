import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { MarDaemonSet, MarOrganization, MarPersistentVolume, MarReplicaSet, VolumeBackend } from '../../lib';
import { newCluster } from '../support/instance';
import { expectRefusal, Manifest, only, testApp } from '../support/manifest';
import { MANY, ONCE, READY, REPLICATED } from './fixture';

const { READ_WRITE_ONCE, READ_WRITE_ONCE_POD, READ_ONLY_MANY, READ_WRITE_MANY } = kplus.PersistentVolumeAccessMode;

const refused = (accessMode: string): string =>
  '[prod/api] accessMode must let several pods mount the claim, as there can be more than one of these, got ' +
  `'${accessMode}': use READ_WRITE_MANY or a MarStatefulSet, or let one run at a time`;

/** All kinds whose pods share one claim. */
const SHARING = REPLICATED.filter(([name]) => name !== 'MarStatefulSet');

describe.each(SHARING)('storage of a %s', (_, { create }) => {
  test.each([READ_WRITE_ONCE, READ_WRITE_ONCE_POD])(
    'fails when it is %s and there are several replicas',
    (accessMode) => {
      const cluster = newCluster();
      const pod = create(cluster, 'api', { replicas: 2 });
      expectRefusal(cluster, () => pod.addStorage('/data', { ...ONCE, accessMode }), refused(accessMode));
    },
  );

  test('fails when it is ReadWriteOnce, as it is by default, and there are several replicas', () => {
    const cluster = newCluster();
    const pod = create(cluster, 'api', { replicas: 2 });
    expectRefusal(cluster, () => pod.addStorage('/data', ONCE), refused('ReadWriteOnce'));
  });

  test('fails when it is ReadWriteOnce and the autoscaler can make several replicas', () => {
    const cluster = newCluster();
    const pod = create(cluster, 'api');
    pod.autoscale({ min: 1, max: 3 });
    expectRefusal(cluster, () => pod.addStorage('/data', ONCE), refused('ReadWriteOnce'));
  });

  test('can be ReadWriteOnce where the autoscaler makes one replica', () => {
    const pod = create(newCluster(), 'api');
    pod.autoscale({ min: 1, max: 1 });
    expect(pod.addStorage('/data', ONCE).name).toBe('api-data');
  });

  test.each([0, 1])('can be ReadWriteOnce where there are %s replicas', (replicas) => {
    const pod = create(newCluster(), 'api', { replicas });
    expect(pod.addStorage('/data', ONCE).name).toBe('api-data');
  });

  test.each([READ_ONLY_MANY, READ_WRITE_MANY])('can be %s where there are several replicas', (accessMode) => {
    const cluster = newCluster();
    create(cluster, 'api', { replicas: 2 }).addStorage('/data', { ...ONCE, accessMode });
    expect(only(cluster, 'PersistentVolumeClaim').spec.accessModes).toEqual([accessMode]);
  });

  test('fails when its static volume is for one pod and there are several', () => {
    const org = new MarOrganization(testApp(), 'org');
    const backend = VolumeBackend.nfs('nfs.example.com', '/a');
    const volume = new MarPersistentVolume(org, 'disk', { ...ONCE, backend, accessMode: READ_WRITE_ONCE });
    const cluster = newCluster();
    const pod = create(cluster, 'api', { replicas: 2 });
    expectRefusal(cluster, () => pod.addStorage('/data', { ...ONCE, volume }), refused('ReadWriteOnce'));
  });
});

const SHARING_BY_DEFAULT_ONE = SHARING.filter(([, { defaultReplicas }]) => defaultReplicas === 1);

test.each(SHARING_BY_DEFAULT_ONE)('fails when a %s with storage for one pod alone is scaled to several', (_, kind) => {
  const cluster = newCluster();
  const pod = kind.create(cluster, 'api');
  pod.addStorage('/shared', MANY);
  pod.addStorage('/data', ONCE);
  expectRefusal(
    cluster,
    () => pod.autoscale({ min: 1, max: 3 }),
    "[prod/api] autoscale.max must not be above 1, as one pod alone can mount the claim 'api-data', got '3': claim it " +
      'READ_WRITE_MANY, or use a MarStatefulSet',
  );
});

test.each(SHARING_BY_DEFAULT_ONE)('a %s with storage for one pod alone can be scaled to one', (_, kind) => {
  const cluster = newCluster();
  const pod = kind.create(cluster, 'api');
  pod.addStorage('/data', ONCE);
  pod.autoscale({ min: 1, max: 1 });
  expect(only(cluster, 'HorizontalPodAutoscaler').spec).toMatchObject({ minReplicas: 1, maxReplicas: 1 });
});

test('fails when a DaemonSet has storage for one pod alone, as there is one on each node', () => {
  const cluster = newCluster();
  const pod = new MarDaemonSet(cluster, 'api', READY);
  expectRefusal(cluster, () => pod.addStorage('/data', ONCE), refused('ReadWriteOnce'));
});

test('two mounts of storage that was claimed once are one volume', () => {
  const cluster = newCluster();
  const pod = new MarReplicaSet(cluster, 'api', READY);
  pod.addContainer({
    name: 'proxy',
    image: 'proxy:1',
    resources: { cpu: { limit: READY.cpu }, memory: { limit: Size.mebibytes(64) } },
    volumeMounts: [{ path: '/data', volume: pod.addStorage('/data', ONCE).asVolume() }],
  });
  const volumes: Manifest[] = only(cluster, 'ReplicaSet').spec.template.spec.volumes;
  const names = volumes.flatMap(({ name, persistentVolumeClaim }) =>
    persistentVolumeClaim === undefined ? [] : [name],
  );
  expect(names).toEqual(['api-data']);
});
