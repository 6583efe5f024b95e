import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import {
  InstanceStorageProps,
  MarOrganization,
  MarPersistentVolume,
  MarStatefulSet,
  MarStatefulSetProps,
  StorageSource,
  VolumeBackend,
} from '../../lib';
import { LIMITS, newCluster } from '../support/instance';
import { all, expectRefusal, frozen, Manifest, testApp } from '../support/manifest';
import { containerIn, objectOf, ONCE, READY, templateOf } from './fixture';

const newStatefulSet = (props: Partial<MarStatefulSetProps> = {}, cluster = newCluster()): MarStatefulSet =>
  new MarStatefulSet(cluster, 'db', { ...READY, ...props });

const templatesOf = (set: MarStatefulSet): Manifest[] => objectOf(set).spec.volumeClaimTemplates;

test('every prop of storage that makes sense for each pod is at its place in the template', () => {
  const props: Required<Omit<InstanceStorageProps, 'volume'>> = {
    size: Size.gibibytes(10),
    claimName: 'rows',
    accessMode: kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE_POD,
    storageClassName: 'fast',
    volumeMode: kplus.PersistentVolumeMode.FILE_SYSTEM,
    source: StorageSource.snapshot('last-night'),
    readOnly: true,
    subPath: 'tables',
  };
  const set = newStatefulSet();
  set.addStorage('/data', frozen(props));
  expect(templatesOf(set)).toEqual([
    {
      metadata: { name: 'rows' },
      spec: {
        accessModes: ['ReadWriteOncePod'],
        resources: { requests: { storage: '10Gi' } },
        storageClassName: 'fast',
        volumeMode: 'Filesystem',
        dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'last-night' },
      },
    },
  ]);
  const mount = { name: 'rows', mountPath: '/data', readOnly: true, subPath: 'tables' };
  expect(containerIn(set).volumeMounts).toContainEqual(mount);
});

describe('storage of a StatefulSet of which little is said', () => {
  test('is called by the last part of its path', () => {
    const set = newStatefulSet();
    expect(set.addStorage('/var/lib/My_Data/', ONCE).name).toBe('my-data');
    expect(templatesOf(set).map(({ metadata }) => metadata.name)).toEqual(['my-data']);
  });

  test('is a file system for one pod alone, of the default class', () => {
    const set = newStatefulSet();
    set.addStorage('/data', ONCE);
    const resources = { requests: { storage: '1Gi' } };
    expect(templatesOf(set)[0].spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      volumeMode: 'Filesystem',
      resources,
    });
  });

  test('can be for one pod alone where there are several, as each has its own', () => {
    const set = newStatefulSet({ replicas: 3 });
    set.addStorage('/data', ONCE);
    expect(templatesOf(set)).toHaveLength(1);
  });
});

test('storage of a StatefulSet is no claim of its own, and no volume of the template', () => {
  const cluster = newCluster();
  const set = newStatefulSet({}, cluster);
  set.addStorage('/data', ONCE);
  expect(all(cluster, 'PersistentVolumeClaim')).toEqual([]);
  expect(templateOf(set).spec.volumes.map(({ name }: Manifest) => name)).toEqual(['tmp']);
  expect(containerIn(set).volumeMounts).toContainEqual({ name: 'data', mountPath: '/data' });
});

test('templates are in the order in which they were added', () => {
  const set = newStatefulSet();
  set.addStorage('/rows', ONCE);
  set.addStorage('/log', ONCE);
  expect(templatesOf(set).map(({ metadata }) => metadata.name)).toEqual(['rows', 'log']);
});

test('a device of a StatefulSet is attached to its container', () => {
  const set = newStatefulSet();
  set.addStorage('/dev/xvda', { ...ONCE, volumeMode: kplus.PersistentVolumeMode.BLOCK });
  expect(templatesOf(set)[0]).toMatchObject({ metadata: { name: 'xvda' }, spec: { volumeMode: 'Block' } });
  expect(containerIn(set).volumeDevices).toEqual([{ devicePath: '/dev/xvda', name: 'xvda' }]);
  expect(templateOf(set).spec.volumes.map(({ name }: Manifest) => name)).toEqual(['tmp']);
});

test('another container of the pod mounts the same storage', () => {
  const set = newStatefulSet();
  const storage = set.addStorage('/data', ONCE);
  set.addContainer({ name: 'backup', image: 'backup:1', resources: LIMITS }).mount('/from', storage);
  expect(containerIn(set, 'backup').volumeMounts).toContainEqual({ name: 'data', mountPath: '/from' });
  expect(templatesOf(set)).toHaveLength(1);
});

test('two StatefulSets of a cluster may call their storage the same', () => {
  const cluster = newCluster();
  for (const id of ['db', 'queue']) {
    expect(new MarStatefulSet(cluster, id, READY).addStorage('/data', ONCE).name).toBe('data');
  }
});

test('a claim that exists is mounted beside those of the templates', () => {
  const set = newStatefulSet();
  set.addStorage('/data', ONCE);
  set.mountClaim('/old', 'legacy');
  const { volumes } = templateOf(set).spec;
  expect(volumes).toContainEqual({ name: 'legacy', persistentVolumeClaim: { claimName: 'legacy' } });
});

const NO_NAME =
  "must be given where the path ends with 'é', of which no name can be made, got 'undefined': name the claim";
const DNS_LABEL = "must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit)";

/** Each row: what is wrong, the path and props, and the error. */
const ROWS: [string, string, InstanceStorageProps, string][] = [
  [
    'name is in capitals',
    '/more',
    { ...ONCE, claimName: 'Data' },
    `claimName ${DNS_LABEL}, got 'Data': choose another name`,
  ],
  [
    'name has a dot, which a claim may have but no volume',
    '/more',
    { ...ONCE, claimName: 'a.b' },
    `claimName ${DNS_LABEL}, got 'a.b': choose another name`,
  ],
  ['path has nothing to call it after', '/é', ONCE, `claimName ${NO_NAME}`],
  [
    'name is that of another',
    '/other/data',
    ONCE,
    "claimName must be unique among the volumes of its StatefulSet, got 'data': choose another name with claimName",
  ],
  [
    'path is taken',
    '/data/',
    { ...ONCE, claimName: 'more' },
    "mountPath must be unique in its container, got '/data/': choose another path",
  ],
  [
    'size is none',
    '/more',
    { size: Size.mebibytes(NaN) },
    "size must be a whole number of bytes above 0, got 'NaNMi': give an amount such as Size.mebibytes(512) or " +
      'Size.gibibytes(4)',
  ],
  [
    'class is no name',
    '/more',
    { ...ONCE, storageClassName: 'Fast' },
    "storageClassName must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit), " +
      "got 'Fast': give the name of a StorageClass",
  ],
  [
    'sub path leads out of the volume',
    '/more',
    { ...ONCE, subPath: '..' },
    "subPath must be relative and without '..', got '..': correct the path",
  ],
];

test.each(ROWS)('fails to give each pod storage when the %s', (_, path, props, error) => {
  const cluster = newCluster();
  const set = newStatefulSet({}, cluster);
  set.addStorage('/data', ONCE);
  expectRefusal(cluster, () => set.addStorage(path, props), `[prod/db] ${error}`);
  expect(templatesOf(set)).toHaveLength(1);
});

test('fails to give each pod storage when it is one static volume', () => {
  const org = new MarOrganization(testApp(), 'org');
  const volume = new MarPersistentVolume(org, 'disk', { ...ONCE, backend: VolumeBackend.nfs('nfs.example.com', '/a') });
  const cluster = newCluster();
  const set = newStatefulSet({}, cluster);
  expectRefusal(
    cluster,
    () => set.addStorage('/data', { ...ONCE, volume }),
    "[prod/db] volume must not be given, as each pod has a claim of its own, got 'disk': create a MarStorage and mount that",
  );
  expect(objectOf(set).spec).not.toHaveProperty('volumeClaimTemplates');
});
