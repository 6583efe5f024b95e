import * as kplus from 'cdk8s-plus-30';
import { MarCluster, MarInstance, PodSecurityLevel } from '../../lib';
import { newCluster, newInstance, podOf, SMALL } from '../support/instance';
import { expectRefusal, testApp } from '../support/manifest';

const hostPath = (instance: MarInstance): kplus.Volume => {
  return kplus.Volume.fromHostPath(instance, 'Etc', 'etc', { path: '/etc' });
};
const nfs = (instance: MarInstance): kplus.Volume => {
  return kplus.Volume.fromNfs(instance, 'Nfs', 'nfs', { server: 'nfs.example.com', path: '/a' });
};
const at = (level: PodSecurityLevel): MarInstance => newInstance({}, newCluster({ podSecurity: { level } }));

test.each([
  [PodSecurityLevel.RESTRICTED, 'hostPath', hostPath],
  [PodSecurityLevel.RESTRICTED, 'nfs', nfs],
  [PodSecurityLevel.BASELINE, 'hostPath', hostPath],
])('fails when a cluster of level %s is to admit a volume of kind %s', (level, kind, volumeOf) => {
  const instance = at(level);
  const volume = volumeOf(instance);
  const message =
    `[prod/api] volume.kind must not be loosened so far in a cluster that enforces the pod security level '${level}', got ` +
    `'${kind}': leave it out, or change the cluster's podSecurity`;
  const mounts = [
    () => {
      instance.main.mount('/a', volume);
    },
    () => {
      instance.addVolume(volume);
    },
  ];
  for (const mount of mounts) expectRefusal(instance, mount, message);
  expect(podOf(instance).spec.volumes).toHaveLength(1);
});

test.each([
  [PodSecurityLevel.BASELINE, 'nfs', nfs],
  [PodSecurityLevel.PRIVILEGED, 'etc', hostPath],
])('a cluster of level %s admits the volume %s', (level, name, volumeOf) => {
  const instance = at(level);
  instance.main.mount('/a', volumeOf(instance));
  expect(podOf(instance).spec.volumes).toContainEqual(expect.objectContaining({ name }));
});

test('a namespace whose level is not known refuses no volume', () => {
  const instance = new MarInstance(MarCluster.fromName(testApp(), 'legacy'), 'api', SMALL);
  expect(() => {
    instance.main.mount('/a', hostPath(instance));
  }).not.toThrow();
});

test('one volume can be mounted at two paths', () => {
  const instance = newInstance();
  const cache = kplus.Volume.fromEmptyDir(instance, 'Cache', 'cache');
  instance.main.mount('/a', cache);
  instance.main.mount('/b', cache);
  expect(podOf(instance).spec.volumes).toHaveLength(2);
});

test('fails when two volumes have one name', () => {
  const instance = newInstance();
  const volume = kplus.Volume.fromEmptyDir(instance, 'Other', 'tmp');
  expectRefusal(
    instance,
    () => {
      instance.main.mount('/a', volume);
    },
    "[prod/api] volume must be the name of one volume of its pod, got 'tmp': rename the volume, or the claim, configuration or path that it is called after",
  );
});

test('fails when cdk8s-plus calls a volume after a Secret with a dot in its name', () => {
  const instance = newInstance();
  const secret = kplus.Secret.fromSecretName(instance, 'Secret', 'my.secret');
  const volume = kplus.Volume.fromSecret(instance, 'SecretVolume', secret);
  expectRefusal(
    instance,
    () => {
      instance.main.mount('/a', volume);
    },
    "[prod/api] volume must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit), got " +
      "'secret-my.secret': give the volume another name",
  );
});

test('fails when a mount would propagate to the node', () => {
  const instance = newInstance();
  const cache = kplus.Volume.fromEmptyDir(instance, 'Cache', 'cache');
  expectRefusal(
    instance,
    () => {
      instance.main.mount('/a', cache, { propagation: kplus.MountPropagation.BIDIRECTIONAL });
    },
    "[prod/api] propagation must not reach the node from a container that is not privileged, got 'Bidirectional': leave it out",
  );
});

test('what takes the place of the default /tmp may take its name too', () => {
  const instance = newInstance();
  instance.main.mount(
    '/tmp',
    kplus.Volume.fromEmptyDir(instance, 'Memory', 'tmp', { medium: kplus.EmptyDirMedium.MEMORY }),
  );
  expect(podOf(instance).spec.volumes).toEqual([{ name: 'tmp', emptyDir: { medium: 'Memory' } }]);
});
