import { Size } from 'cdk8s';
import { MarStatefulSet, MarStatefulSetProps } from '../../lib';
import { newCluster } from '../support/instance';
import { expectRefusal, only } from '../support/manifest';
import { ONCE, READY } from './fixture';

const taken = (name: string): string =>
  `[prod/db] claimName must be unique among the volumes of its StatefulSet, got '${name}': choose another name with claimName`;

function newSet(props: Partial<MarStatefulSetProps> = {}, cluster = newCluster()): MarStatefulSet {
  return new MarStatefulSet(cluster, 'db', { ...READY, ...props });
}

test.each(['a--b', 'a'.repeat(63)])('a template called %s is mounted by its name, letter for letter', (claimName) => {
  const cluster = newCluster();
  newSet({}, cluster).addStorage('/data', { ...ONCE, claimName });
  const { spec } = only(cluster, 'StatefulSet');
  expect(spec.volumeClaimTemplates[0].metadata.name).toBe(claimName);
  expect(spec.template.spec.containers[0].volumeMounts).toContainEqual({ name: claimName, mountPath: '/data' });
  expect(spec.template.spec.volumes).toEqual([{ name: 'tmp', emptyDir: { sizeLimit: '100Mi' } }]);
});

test.each([
  ['of /tmp, which is there by default', {}, '/var/tmp', 'tmp'],
  ['of a writable path', { writablePaths: { '/data': Size.mebibytes(1) } }, '/var/data', 'data'],
])('fails when the name of a template is that of the volume %s', (_, props, path, name) => {
  const cluster = newCluster();
  const database = newSet(props, cluster);
  expectRefusal(cluster, () => database.addStorage(path, ONCE), taken(name));
});

test('a claim that is mounted beside a template of its name has a volume of another name', () => {
  const cluster = newCluster();
  const database = newSet({}, cluster);
  database.addStorage('/data', ONCE);
  database.mountClaim('/other', 'data');
  expect(only(cluster, 'StatefulSet').spec.template.spec.volumes).toContainEqual({
    name: 'data-2',
    persistentVolumeClaim: { claimName: 'data' },
  });
});

test('a template in the place of /tmp leaves no volumes', () => {
  const cluster = newCluster();
  newSet({}, cluster).addStorage('/tmp', { ...ONCE, claimName: 'scratch' });
  expect(only(cluster, 'StatefulSet').spec.template.spec).not.toHaveProperty('volumes');
});
