import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import * as fc from 'fast-check';
import { MarOrganization, MarPersistentVolume, MarPersistentVolumeProps, VolumeBackend } from '../../lib/index';
import { milli } from '../../lib/check/model/quantity';
import { newCluster } from '../support/instance';
import { frozen, Manifest, only, testApp } from '../support/manifest';

const SMALL = { size: Size.gibibytes(1), backend: VolumeBackend.csi('csi.example.com', 'vol-1') };

function volumeOf(props: Partial<MarPersistentVolumeProps> = {}): Manifest {
  const org = new MarOrganization(testApp(), 'org');
  new MarPersistentVolume(org, 'disk', frozen({ ...SMALL, ...props }));
  return only(org, 'PersistentVolume');
}

test('every prop of a static volume is at its place', () => {
  const props: Required<MarPersistentVolumeProps> = {
    size: Size.mebibytes(1500),
    backend: VolumeBackend.nfs('nfs.example.com', '/exports/a'),
    volumeName: 'old.disk',
    accessMode: kplus.PersistentVolumeAccessMode.READ_ONLY_MANY,
    storageClassName: 'fast',
    reclaimPolicy: kplus.PersistentVolumeReclaimPolicy.DELETE,
    volumeMode: kplus.PersistentVolumeMode.BLOCK,
    mountOptions: ['hard'],
  };
  const { metadata, spec } = volumeOf(props);
  expect(metadata.name).toBe('old.disk');
  expect(spec).toEqual({
    capacity: { storage: '1500Mi' },
    nfs: { server: 'nfs.example.com', path: '/exports/a' },
    accessModes: ['ReadOnlyMany'],
    storageClassName: 'fast',
    persistentVolumeReclaimPolicy: 'Delete',
    volumeMode: 'Block',
    mountOptions: ['hard'],
  });
});

test('a static volume is called after its id', () => {
  expect(volumeOf().metadata.name).toBe('disk');
});

test('a static volume can be mounted by one node at once, by default', () => {
  expect(volumeOf().spec.accessModes).toEqual(['ReadWriteOnce']);
});

test('a static volume stays when its claim is deleted, by default', () => {
  expect(volumeOf().spec.persistentVolumeReclaimPolicy).toBe('Retain');
});

test('a static volume is a file system by default', () => {
  expect(volumeOf().spec.volumeMode).toBe('Filesystem');
});

test.each(['storageClassName', 'mountOptions', 'claimRef', 'nodeAffinity'])(
  'a static volume has no %s by default',
  (field) => {
    expect(volumeOf().spec).not.toHaveProperty(field);
  },
);

test('a volume of a CSI driver is known by its handle', () => {
  expect(volumeOf().spec.csi).toEqual({ driver: 'csi.example.com', volumeHandle: 'vol-1' });
});

test('a local volume is tied to its nodes', () => {
  const { local, nodeAffinity } = volumeOf({ backend: VolumeBackend.local('/mnt/a', 'n1', 'n2') }).spec;
  expect(local).toEqual({ path: '/mnt/a' });
  const expression = { key: 'kubernetes.io/hostname', operator: 'In', values: ['n1', 'n2'] };
  expect(nodeAffinity).toEqual({ required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } });
});

test('a static volume belongs to no namespace, even among the objects of a cluster', () => {
  const cluster = newCluster();
  new MarPersistentVolume(cluster, 'disk', SMALL);
  expect(only(cluster, 'PersistentVolume').metadata).not.toHaveProperty('namespace');
});

test('law: the size of a static volume is not rounded', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (amount) => {
      expect(milli(volumeOf({ size: Size.mebibytes(amount) }).spec.capacity.storage)).toBe(milli(`${amount}Mi`));
    }),
    { numRuns: 25 },
  );
});

test('fails when a local volume is on no node', () => {
  expect(() => VolumeBackend.local('/mnt/a')).toThrow(
    new Error("VolumeBackend.local('/mnt/a') must name a node: give at least one"),
  );
});

test('fails when the name of a static volume is none', () => {
  expect(() => volumeOf({ volumeName: 'Disk' })).toThrow(
    new Error(
      "[org/disk] volumeName must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or " +
        "digit), got 'Disk': choose another name",
    ),
  );
});

test.each([0, NaN, 0.3])('fails when a static volume holds %s KiB', (amount) => {
  expect(() => volumeOf({ size: Size.kibibytes(amount) })).toThrow(
    new Error(
      `[org/disk] size must be a whole number of bytes above 0, got '${amount}Ki': give an amount such as ` +
        'Size.mebibytes(512) or Size.gibibytes(4)',
    ),
  );
});

test('fails when the storage class of a static volume is no name, which Kubernetes refuses', () => {
  expect(() => volumeOf({ storageClassName: 'Fast' })).toThrow(
    new Error(
      "[org/disk] storageClassName must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter " +
        "or digit), got 'Fast': give the name of a StorageClass",
    ),
  );
});

test.each([
  [
    'the folder of an NFS server is relative',
    () => VolumeBackend.nfs('a', 'b'),
    "VolumeBackend.nfs('b') must have an absolute path without '..': correct the path",
  ],
  [
    'the folder of an NFS server is empty',
    () => VolumeBackend.nfs('a', ''),
    "VolumeBackend.nfs('') must have an absolute path without '..': correct the path",
  ],
  ...['', ' ', 'a b'].map((server): [string, () => VolumeBackend, string] => [
    `an NFS server is called '${server}'`,
    () => VolumeBackend.nfs(server, '/x'),
    `VolumeBackend.nfs('${server}') must name a server: give its host name or address`,
  ]),
  [
    'a local path leads elsewhere',
    () => VolumeBackend.local('/a/../b', 'node'),
    "VolumeBackend.local('/a/../b') must have an absolute path without '..': correct the path",
  ],
  [
    'a CSI volume has no handle',
    () => VolumeBackend.csi('csi.example.com', ''),
    "VolumeBackend.csi('csi.example.com') must have a handle: give that of the driver",
  ],
])('fails when %s', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});
