import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { MarInstance, MarVolume } from '../../lib';
import { containerOf, LIMITS, newInstance, podOf } from '../support/instance';
import { expectRefusal, Manifest } from '../support/manifest';

const MIB = Size.mebibytes(1);
const scratch = (instance: MarInstance, name = 'scratch'): kplus.Volume => MarVolume.emptyDir(instance, name, MIB);

/** Where what is mounted, with the limit of its size. */
function mountsOf(instance: MarInstance, container = 'app'): Record<string, string> {
  const { volumes } = podOf(instance).spec;
  const limitOf = (name: string): string => volumes.find((each: Manifest) => each.name === name).emptyDir?.sizeLimit;
  const mounts: Manifest[] = containerOf(instance, container).volumeMounts ?? [];
  return Object.fromEntries(mounts.map(({ mountPath, name }) => [mountPath, limitOf(name)]));
}

test('writable paths are emptyDirs of their size, beside /tmp', () => {
  const instance = newInstance({ writablePaths: { '/var/cache': MIB, '/run': Size.kibibytes(1500) } });
  expect(mountsOf(instance)).toEqual({ '/var/cache': '1Mi', '/run': '1500Ki', '/tmp': '100Mi' });
});

test('a volume of a writable path is called after the path', () => {
  const [mount] = containerOf(newInstance({ writablePaths: { '/var/cache': MIB } })).volumeMounts;
  expect(mount).toEqual({ mountPath: '/var/cache', name: 'var-cache' });
});

test('paths with the same letters get different volumes', () => {
  const instance = newInstance({ writablePaths: { '/a/b': MIB, '/a-b': Size.mebibytes(2) } });
  expect(mountsOf(instance)).toMatchObject({ '/a/b': '1Mi', '/a-b': '2Mi' });
});

test('a path too long for the name of a volume is cut', () => {
  const path = `/${'a'.repeat(59)}/${'b'.repeat(50)}`;
  const [mount] = containerOf(newInstance({ writablePaths: { [path]: MIB } })).volumeMounts;
  expect(mount).toEqual({ mountPath: path, name: 'a'.repeat(59) });
});

test.each(['/tmp', '/tmp/'])('a writable path %s takes the place of the default /tmp', (path) => {
  expect(mountsOf(newInstance({ writablePaths: { [path]: MIB } }))).toEqual({ [path]: '1Mi' });
});

test.each(['/tmp', '/tmp/'])('what is mounted at %s takes the place of the default /tmp', (path) => {
  const instance = newInstance();
  instance.main.mount(path, scratch(instance));
  expect(mountsOf(instance)).toEqual({ [path]: '1Mi' });
  expect(podOf(instance).spec.volumes).toEqual([{ name: 'scratch', emptyDir: { sizeLimit: '1Mi' } }]);
});

test('a further container with a /tmp of its own does not get the default one', () => {
  const instance = newInstance();
  const volumeMounts = [{ path: '/tmp', volume: scratch(instance) }];
  instance.addContainer({ name: 'more', image: 'proxy:1', resources: LIMITS, volumeMounts });
  expect(mountsOf(instance, 'more')).toEqual({ '/tmp': '1Mi' });
});

test('there is no /tmp of its own where the root filesystem is writable', () => {
  expect(mountsOf(newInstance({ security: { allowWritableRootFilesystem: true } }))).toEqual({});
});

test('options of a mount are kept', () => {
  const instance = newInstance();
  instance.main.mount('/data', scratch(instance), { readOnly: true, subPath: 'sub' });
  expect(containerOf(instance).volumeMounts).toContainEqual({
    mountPath: '/data',
    name: 'scratch',
    readOnly: true,
    subPath: 'sub',
  });
});

test('options of a mount of a further container are kept', () => {
  const instance = newInstance();
  const volumeMounts = [{ path: '/data', volume: scratch(instance), readOnly: true }];
  instance.addContainer({ name: 'more', image: 'proxy:1', resources: LIMITS, volumeMounts });
  const mount = { mountPath: '/data', name: 'scratch', readOnly: true };
  expect(containerOf(instance, 'more').volumeMounts).toContainEqual(mount);
});

test('two containers share a volume that both mount', () => {
  const instance = newInstance();
  const shared = scratch(instance);
  instance.main.mount('/out', shared);
  instance.addContainer({ name: 'more', image: 'proxy:1', resources: LIMITS }).mount('/in', shared);
  const named = podOf(instance).spec.volumes.filter((each: Manifest) => each.name === 'scratch');
  expect(named).toHaveLength(1);
});

test.each(['data', '', '/a:b'])("fails when the mount path is '%s'", (path) => {
  const instance = newInstance();
  const volume = scratch(instance);
  expectRefusal(
    instance,
    () => {
      instance.main.mount(path, volume);
    },
    `[prod/api] mountPath must be a folder below '/', without ':', got '${path}': correct the path`,
  );
});

test.each(['/proc', '/proc/', '//proc', '/proc/sys', '/srv/../proc/1', '/proc/sys/kernel', '/proc/cpuinfo/x'])(
  "fails when the mount path is '%s', where the runtime lets nothing be mounted",
  (path) => {
    const instance = newInstance();
    const volume = scratch(instance);
    const error = `[prod/api] mountPath must not be in /proc, where the container runtime mounts nothing, got '${path}': choose another path`;
    expectRefusal(
      instance,
      () => {
        instance.main.mount(path, volume);
      },
      error,
    );
    expectRefusal(instance, () => instance.addStorage(path, { size: MIB, claimName: 'data' }), error);
    expect(() => newInstance({ writablePaths: { [path]: MIB } })).toThrow(new Error(error));
  },
);

test.each(['/process', '/srv/proc', '/proc/cpuinfo', '/proc/meminfo/'])('a volume may be mounted at %s', (path) => {
  const instance = newInstance();
  instance.main.mount(path, scratch(instance));
  expect(mountsOf(instance)).toHaveProperty([path]);
});

test.each(['/data', '/data/'])('fails when something is mounted at %s already', (path) => {
  const instance = newInstance({ writablePaths: { '/data': MIB } });
  const volume = scratch(instance);
  expectRefusal(
    instance,
    () => {
      instance.main.mount(path, volume);
    },
    `[prod/api] mountPath must be unique in its container, got '${path}': choose another path`,
  );
});

test('fails when a further container mounts two volumes at one path, and says which container', () => {
  const instance = newInstance();
  const volumeMounts = ['a', 'b'].map((name) => ({ path: '/data', volume: scratch(instance, name) }));
  expect(() => instance.addContainer({ name: 'more', image: 'proxy:1', resources: LIMITS, volumeMounts })).toThrow(
    new Error(
      "[prod/api] containers['more'].mountPath must be unique in its container, got '/data': choose another path",
    ),
  );
});

test('fails when a writable path may hold nothing', () => {
  expect(() => newInstance({ writablePaths: { '/run': Size.mebibytes(0) } })).toThrow(
    new Error(
      "[prod/api] writablePaths['/run'] must be a whole number of bytes above 0, got '0Mi': give an amount such as " +
        'Size.mebibytes(512) or Size.gibibytes(4)',
    ),
  );
});
