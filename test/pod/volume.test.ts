import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { MarInstance, MarVolume, ProjectedSource } from '../../lib';
import { containerOf, newInstance, podOf } from '../support/instance';
import { expectRefusal, frozen, Manifest } from '../support/manifest';

/** What a volume says in the pod that mounts it. */
function mounted(make: (instance: MarInstance) => kplus.Volume): Manifest {
  const instance = newInstance();
  const volume = make(instance);
  instance.main.mount('/data', volume);
  expect(containerOf(instance).volumeMounts).toContainEqual({ mountPath: '/data', name: volume.name });
  return podOf(instance).spec.volumes.find(({ name }: Manifest) => name === volume.name);
}

test('an emptyDir has its name and its size', () => {
  expect(mounted((instance) => MarVolume.emptyDir(instance, 'cache', Size.kibibytes(1500)))).toEqual({
    name: 'cache',
    emptyDir: { sizeLimit: '1500Ki' },
  });
});

test.each([
  ['all of a ConfigMap', ProjectedSource.configMap('settings'), { configMap: { name: 'settings' } }],
  [
    'keys of a ConfigMap',
    ProjectedSource.configMap('settings', frozen({ a: 'a.txt', b: 'sub/b.txt' })),
    { configMap: { name: 'settings', items: [{ key: 'a', path: 'a.txt' }, { key: 'b', path: 'sub/b.txt' }] } },
  ],
  ['all of a Secret', ProjectedSource.secret('passwords'), { secret: { name: 'passwords' } }],
  [
    'keys of a Secret',
    ProjectedSource.secret('passwords', { db: 'db.txt' }),
    { secret: { name: 'passwords', items: [{ key: 'db', path: 'db.txt' }] } },
  ],
  [
    'fields of the pod',
    ProjectedSource.fields({ 'metadata.labels': 'labels' }),
    { downwardAPI: { items: [{ path: 'labels', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.labels' } }] } },
  ],
  [
    'a token for one audience, valid for an hour',
    ProjectedSource.serviceAccountToken('token', 'vault'),
    { serviceAccountToken: { path: 'token', audience: 'vault', expirationSeconds: 3600 } },
  ],
])('a projected volume has %s', (_, source, rendered) => {
  expect(mounted((instance) => MarVolume.projected(instance, 'all', [source]))).toEqual({
    name: 'all',
    projected: { sources: [rendered] },
  });
}); // prettier-ignore

test('a projected volume has its sources in the order given', () => {
  const sources = frozen(['b', 'a'].map((name) => ProjectedSource.secret(name)));
  const { projected } = mounted((instance) => MarVolume.projected(instance, 'all', sources));
  expect(projected.sources).toEqual([{ secret: { name: 'b' } }, { secret: { name: 'a' } }]);
});

test('fails when a projected volume has no source', () => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => MarVolume.projected(instance, 'all', []),
    "[prod/api] sources must not be empty, got '': give at least one",
  );
});

test('fails when the name of a volume is no DNS label', () => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => MarVolume.projected(instance, 'My.Files', [ProjectedSource.secret('passwords')]),
    "[prod/api] volume must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit), got " +
      "'My.Files': rename the volume",
  );
});

test.each([0, NaN])('fails when an emptyDir may hold %s MiB', (amount) => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => MarVolume.emptyDir(instance, 'cache', Size.mebibytes(amount)),
    `[prod/api] sizeLimit must be a whole number of bytes above 0, got '${amount}Mi': give an amount such as ` +
      'Size.mebibytes(512) or Size.gibibytes(4)',
  );
});

test.each([
  [
    'a field is none of a pod',
    () => ProjectedSource.fields({ 'metadata.foo': 'foo' }),
    "ProjectedSource.fields('metadata.foo') must name metadata of the pod: use a field such as 'metadata.labels'",
  ],
  [
    'a file is outside of the folder',
    () => ProjectedSource.secret('a', { key: '../x' }),
    "[ProjectedSource.secret] path must be relative and without '..', got '../x': correct the path",
  ],
  [
    'a ConfigMap has no valid name',
    () => ProjectedSource.configMap('A B'),
    "[ProjectedSource.configMap] name must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit), got 'A B': correct the name",
  ],
])('fails at once when %s', (_, make, message) => {
  expect(make).toThrow(new Error(message));
});

test('a writable path without letters is in a volume all the same', () => {
  const { volumes } = podOf(newInstance({ writablePaths: { '/é': Size.mebibytes(1) } })).spec;
  expect(volumes.map(({ name }: Manifest) => name)).toEqual(['volume', 'tmp']);
});
