import { Size } from 'cdk8s';
import { PersistentVolumeMode } from 'cdk8s-plus-30';
import { MarInstance, MarStorage } from '../../lib/index';
import { newCluster, newInstance, SMALL } from '../support/instance';
import { expectRefusal } from '../support/manifest';

const NO_NAME =
  "must be given where the path ends with 'é', of which no name can be made, got 'undefined': name the claim";
const GIB = { size: Size.gibibytes(1) };
const DNS_NAME = "must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit)";

/** Each row: what is wrong, the path and props, and the error. */
const ROWS: [string, string, Parameters<ReturnType<typeof newInstance>['addStorage']>[1], string][] = [
  ['path is relative', 'data', GIB, "mountPath must be a folder below '/', without ':', got 'data': correct the path"],
  ['path is taken', '/run/', GIB, "mountPath must be unique in its container, got '/run/': choose another path"],
  ['path has nothing to call the claim after', '/é', GIB, `claimName ${NO_NAME}`],
  [
    'claim has a name in capitals',
    '/data',
    { ...GIB, claimName: 'Data' },
    `claimName ${DNS_NAME}, got 'Data': choose another name`,
  ],
  [
    'sub path is absolute',
    '/data',
    { ...GIB, subPath: '/sub' },
    "subPath must be relative and without '..', got '/sub': correct the path",
  ],
  [
    'sub path leads out of the volume',
    '/data',
    { ...GIB, subPath: 'a/../..' },
    "subPath must be relative and without '..', got 'a/../..': correct the path",
  ],
];

test.each(ROWS)('fails to add storage when the %s', (_, path, props, error) => {
  const cluster = newCluster();
  const instance = newInstance({ writablePaths: { '/run': Size.mebibytes(1) } }, cluster);
  expectRefusal(cluster, () => instance.addStorage(path, props), `[prod/api] ${error}`);
});

test.each([
  ['Fast', GIB.size, `storageClassName ${DNS_NAME}, got 'Fast': give the name of a StorageClass`],
  ['', GIB.size, `storageClassName ${DNS_NAME}, got '': give the name of a StorageClass`],
  [
    undefined,
    Size.mebibytes(NaN),
    "size must be a whole number of bytes above 0, got 'NaNMi': give an amount such as Size.mebibytes(512) or " +
      'Size.gibibytes(4)',
  ],
])("fails when the class of a claim is '%s' and its size %j", (storageClassName, size, error) => {
  expect(() => new MarStorage(newCluster(), 'data', { size, storageClassName })).toThrow(
    new Error(`[prod/data] ${error}`),
  );
});

test('fails when the id of a claim is no name and none is given', () => {
  expect(() => new MarStorage(newCluster(), 'Data', GIB)).toThrow(
    new Error(`[prod/Data] claimName ${DNS_NAME}, got 'Data': choose another name`),
  );
});

test('fails when the storage class is no name, and adds nothing', () => {
  const cluster = newCluster();
  const instance = newInstance({}, cluster);
  expectRefusal(
    cluster,
    () => instance.addStorage('/data', { ...GIB, storageClassName: 'Fast' }),
    `[prod/api/Storage-api-data] storageClassName ${DNS_NAME}, got 'Fast': give the name of a StorageClass`,
  );
});

test('fails when another instance of the cluster has a claim of the name', () => {
  const cluster = newCluster();
  new MarInstance(cluster, 'other', SMALL).addStorage('/data', { ...GIB, claimName: 'data' });
  const instance = newInstance({}, cluster);
  expectRefusal(
    cluster,
    () => instance.addStorage('/data', { ...GIB, claimName: 'data' }),
    "[prod/api] claimName must be unique among the objects of kind PersistentVolumeClaim in cluster 'prod', got 'data': " +
      "choose another name, 'prod/other/Storage-data' has this one",
  );
});

test('two clusters may each have a claim of one name', () => {
  for (const cluster of [newCluster(), newCluster()]) {
    expect(newInstance({}, cluster).addStorage('/data', { ...GIB, claimName: 'data' }).name).toBe('data');
  }
});

test('fails when a claim that was created beside the instances has the name', () => {
  const cluster = newCluster();
  new MarStorage(cluster, 'api-data', GIB);
  const instance = newInstance({}, cluster);
  expectRefusal(
    cluster,
    () => instance.addStorage('/data', GIB),
    "[prod/api] claimName must be unique among the objects of kind PersistentVolumeClaim in cluster 'prod', got 'api-data': " +
      "choose another name, 'prod/api-data' has this one",
  );
});

test.each(['/dev/xvda', '/run'])('fails when a device or folder is at %s already', (path) => {
  const cluster = newCluster();
  const instance = newInstance({ writablePaths: { '/run': Size.mebibytes(1) } }, cluster);
  instance.addStorage('/dev/xvda', { ...GIB, volumeMode: PersistentVolumeMode.BLOCK });
  expectRefusal(
    cluster,
    () => instance.addStorage(path, { ...GIB, claimName: 'more', volumeMode: PersistentVolumeMode.BLOCK }),
    `[prod/api] mountPath must be unique in its container, got '${path}': choose another path`,
  );
});

test.each([
  ['data', 'claim', {}, "mountPath must be a folder below '/', without ':', got 'data': correct the path"],
  ['/run', 'claim', {}, "mountPath must be unique in its container, got '/run': choose another path"],
  ['/data', 'Claim', {}, `claimName ${DNS_NAME}, got 'Claim': give the name of a claim of this cluster`],
  ['/data', 'claim', { subPath: '..' }, "subPath must be relative and without '..', got '..': correct the path"],
])("fails to mount at '%s' the claim '%s' with %j", (path, name, options, error) => {
  const cluster = newCluster();
  const instance = newInstance({ writablePaths: { '/run': Size.mebibytes(1) } }, cluster);
  expectRefusal(
    cluster,
    () => {
      instance.mountClaim(path, name, options);
    },
    `[prod/api] ${error}`,
  );
});
