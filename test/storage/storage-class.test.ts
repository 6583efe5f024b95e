import { PersistentVolumeReclaimPolicy } from 'cdk8s-plus-30';
import { MarOrganization, MarStorageClass, MarStorageClassProps, VolumeBindingMode } from '../../lib/index';
import { VERSION_ANNOTATION } from '../../lib/internal/version';
import { newCluster } from '../support/instance';
import { frozen, Manifest, only, testApp } from '../support/manifest';

function classOf(props: Partial<MarStorageClassProps> = {}): Manifest {
  const org = new MarOrganization(testApp(), 'org');
  new MarStorageClass(org, 'fast', frozen({ provisioner: 'csi.example.com', ...props }));
  return only(org, 'StorageClass');
}

test('every prop of a storage class is at its place', () => {
  const props: Required<MarStorageClassProps> = {
    provisioner: 'ebs.csi.aws.com',
    storageClassName: 'very.fast',
    isDefault: true,
    parameters: { type: 'io2' },
    reclaimPolicy: PersistentVolumeReclaimPolicy.DELETE,
    volumeBindingMode: VolumeBindingMode.IMMEDIATE,
    allowVolumeExpansion: false,
    mountOptions: ['noatime'],
  };
  const { metadata, ...fields } = classOf(props);
  expect(metadata).toMatchObject({
    name: 'very.fast',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  });
  expect(fields).toEqual({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'io2' },
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'Immediate',
    allowVolumeExpansion: false,
    mountOptions: ['noatime'],
  });
});

test('a storage class is called after its id', () => {
  expect(classOf().metadata.name).toBe('fast');
});

test('no data goes with a claim, by default', () => {
  expect(classOf().reclaimPolicy).toBe('Retain');
});

test('a volume is chosen where the instance is, by default', () => {
  expect(classOf().volumeBindingMode).toBe('WaitForFirstConsumer');
});

test('claims can be enlarged, by default', () => {
  expect(classOf().allowVolumeExpansion).toBe(true);
});

test.each([undefined, false])('a storage class is not the default one where isDefault is %s', (isDefault) => {
  expect(classOf({ isDefault }).metadata.annotations).toEqual(VERSION_ANNOTATION);
});

test.each(['parameters', 'mountOptions'])('a storage class has no %s by default', (field) => {
  expect(classOf()).not.toHaveProperty(field);
});

test('a storage class belongs to no namespace, even among the objects of a cluster', () => {
  const cluster = newCluster();
  const { storageClassName } = new MarStorageClass(cluster, 'fast', { provisioner: 'csi.example.com' });
  expect(only(cluster, 'StorageClass').metadata).not.toHaveProperty('namespace');
  expect(storageClassName).toBe('fast');
});

test('fails when its name is none', () => {
  expect(() => classOf({ storageClassName: 'Fast' })).toThrow(
    new Error(
      "[org/fast] storageClassName must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter " +
        "or digit), got 'Fast': choose another name",
    ),
  );
});
