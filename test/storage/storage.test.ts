import { Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import {
  MarInstance,
  MarOrganization,
  MarPersistentVolume,
  MarStorage,
  StorageMountProps,
  StorageProps,
  StorageSource,
  VolumeBackend,
} from '../../lib/index';
import { milli } from '../../lib/check/model/quantity';
import { containerOf, newCluster, newInstance, podOf, SMALL } from '../support/instance';
import { all, expectRefusal, frozen, Manifest, only, testApp } from '../support/manifest';

const GIB = { size: Size.gibibytes(1) };
const BACKEND = VolumeBackend.nfs('nfs.example.com', '/exports');

function disk(storageClassName?: string): MarPersistentVolume {
  return new MarPersistentVolume(new MarOrganization(testApp(), 'org'), 'disk', {
    ...GIB,
    backend: BACKEND,
    storageClassName,
  });
}

function claimOf(props: Partial<StorageProps & StorageMountProps> = {}): Manifest {
  const cluster = newCluster();
  newInstance({}, cluster).addStorage('/data', { ...GIB, ...props });
  return only(cluster, 'PersistentVolumeClaim');
}

test('every prop of storage is at its place', () => {
  const cluster = newCluster();
  const instance = newInstance({}, cluster);
  const props: Required<StorageProps & StorageMountProps> = {
    size: Size.mebibytes(500),
    claimName: 'orders',
    accessMode: kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE,
    storageClassName: 'fast',
    volumeMode: kplus.PersistentVolumeMode.FILE_SYSTEM,
    source: StorageSource.snapshot('yesterday'),
    volume: disk('fast'),
    readOnly: true,
    subPath: 'sub/folder',
  };
  instance.addStorage('/data', frozen(props));
  expect(only(cluster, 'PersistentVolumeClaim')).toMatchObject({
    metadata: { name: 'orders', namespace: 'prod' },
    spec: {
      resources: { requests: { storage: '500Mi' } },
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast',
      volumeMode: 'Filesystem',
      dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'yesterday' },
      volumeName: 'disk',
    },
  });
  const mount = { mountPath: '/data', name: 'orders', readOnly: true, subPath: 'sub/folder' };
  expect(containerOf(instance).volumeMounts).toContainEqual(mount);
  const volume = { name: 'orders', persistentVolumeClaim: { claimName: 'orders', readOnly: true } };
  expect(podOf(instance).spec.volumes).toContainEqual(volume);
});

test('storage is mounted to be written, as a whole, at its path', () => {
  const instance = newInstance();
  instance.addStorage('/data', GIB);
  expect(containerOf(instance).volumeMounts).toContainEqual({ mountPath: '/data', name: 'api-data' });
  const volume = { name: 'api-data', persistentVolumeClaim: { claimName: 'api-data' } };
  expect(podOf(instance).spec.volumes).toContainEqual(volume);
});

test('a claim can be mounted by one node at once, by default', () => {
  expect(claimOf().spec.accessModes).toEqual(['ReadWriteOnce']);
});

test('a claim is a file system by default', () => {
  expect(claimOf().spec.volumeMode).toBe('Filesystem');
});

test.each(['storageClassName', 'dataSource', 'volumeName'])('a claim has no %s by default', (field) => {
  expect(claimOf().spec).not.toHaveProperty(field);
});

test.each([
  ['/var/lib/postgresql/data', 'api-data'],
  ['/data/', 'api-data'],
  ['/My_Files', 'api-my-files'],
])('the claim of %s is called %s', (path, name) => {
  const cluster = newCluster();
  newInstance({}, cluster).addStorage(path, GIB);
  expect(only(cluster, 'PersistentVolumeClaim').metadata.name).toBe(name);
});

test('a claim is filled with a copy of another claim', () => {
  expect(claimOf({ source: StorageSource.claim('other') }).spec.dataSource).toEqual({
    kind: 'PersistentVolumeClaim',
    name: 'other',
  });
});

test.each([
  ['has none', undefined, ''],
  ['is fast', 'fast', 'fast'],
])('a claim of a static volume whose class %s says so, as the default class would never bind', (_, given, written) => {
  expect(claimOf({ volume: disk(given) }).spec).toMatchObject({ volumeName: 'disk', storageClassName: written });
});

test('storage in block mode is a device at its path', () => {
  const instance = newInstance();
  const { name } = instance.addStorage('/dev/xvda', { ...GIB, volumeMode: kplus.PersistentVolumeMode.BLOCK });
  expect(only(Chart.of(instance), 'PersistentVolumeClaim', name).spec.volumeMode).toBe('Block');
  const { volumeDevices, volumeMounts } = containerOf(instance);
  expect(volumeDevices).toEqual([{ devicePath: '/dev/xvda', name: 'api-xvda' }]);
  expect(volumeMounts).toEqual([expect.objectContaining({ mountPath: '/tmp' })]);
  const claim = { name: 'api-xvda', persistentVolumeClaim: { claimName: 'api-xvda' } };
  expect(podOf(instance).spec.volumes).toContainEqual(claim);
});

test('an instance without devices has no field for them', () => {
  expect(containerOf(newInstance())).not.toHaveProperty('volumeDevices');
});

test('a claim of its own may be created beside the instances and mounted by several', () => {
  const cluster = newCluster();
  const shared = new MarStorage(cluster, 'shared', GIB);
  const instance = newInstance({}, cluster);
  instance.mountClaim('/a', shared.name);
  expect(only(cluster, 'PersistentVolumeClaim').metadata.name).toBe('shared');
  expect(containerOf(instance).volumeMounts).toContainEqual({ mountPath: '/a', name: 'shared' });
});

test('every option of mountClaim is at its place, and no object is written', () => {
  const cluster = newCluster();
  const instance = newInstance({}, cluster);
  const options: Required<StorageMountProps> = { readOnly: true, subPath: 'sub' };
  instance.mountClaim('/data', 'old.claim', frozen(options));
  const mount = { mountPath: '/data', name: 'old-claim', readOnly: true, subPath: 'sub' };
  expect(containerOf(instance).volumeMounts).toContainEqual(mount);
  const volume = { name: 'old-claim', persistentVolumeClaim: { claimName: 'old.claim', readOnly: true } };
  expect(podOf(instance).spec.volumes).toContainEqual(volume);
  expect(all(cluster, 'PersistentVolumeClaim')).toEqual([]);
});

test('one claim is mounted at two paths', () => {
  const instance = newInstance();
  instance.mountClaim('/a', 'shared', { subPath: 'a' });
  instance.mountClaim('/b', 'shared', { readOnly: false });
  const paths = containerOf(instance).volumeMounts.map((mount: Manifest) => mount.mountPath);
  expect(paths).toEqual(expect.arrayContaining(['/a', '/b']));
});

test('law: the size of a claim is not rounded', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.boolean(), (amount, inMebi) => {
      const size = inMebi ? Size.mebibytes(amount) : Size.gibibytes(amount);
      const { storage } = claimOf({ size }).spec.resources.requests;
      expect(milli(storage)).toBe(milli(`${amount}${inMebi ? 'Mi' : 'Gi'}`));
    }),
    { numRuns: 25 },
  );
});

test('storage of several instances does not get mixed up', () => {
  const cluster = newCluster();
  for (const id of ['a', 'b']) new MarInstance(cluster, id, SMALL).addStorage('/data', GIB);
  expect(all(cluster, 'PersistentVolumeClaim').map(({ metadata }) => metadata.name)).toEqual(['a-data', 'b-data']);
});

test('a refusal to add storage leaves the name of the claim free', () => {
  const cluster = newCluster();
  const instance = newInstance({}, cluster);
  expectRefusal(
    cluster,
    () => instance.addStorage('/data', { size: Size.gibibytes(0) }),
    "[prod/api/Storage-api-data] size must be a whole number of bytes above 0, got '0Gi': give an amount such as " +
      'Size.mebibytes(512) or Size.gibibytes(4)',
  );
  expect(instance.addStorage('/data', GIB).name).toBe('api-data');
});
