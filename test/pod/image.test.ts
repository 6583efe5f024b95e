import { ImagePullPolicy } from 'cdk8s-plus-30';
import { MarClusterProps } from '../../lib';
import { containerOf, newCluster, newInstance } from '../support/instance';
import { Manifest } from '../support/manifest';

const DIGEST = `sha256:${'0a'.repeat(32)}`;
const app = (image: string, cluster: MarClusterProps = {}, imagePullPolicy?: ImagePullPolicy): Manifest =>
  containerOf(newInstance({ image, imagePullPolicy }, newCluster(cluster)));

test.each([
  'orders:1.4.2',
  'acme/orders:v1_2-rc.3',
  'localhost:5000/orders:1',
  'registry.example.com:8443/team__a/or-ders/x.y:1',
  `orders@${DIGEST}`,
  `orders:latest@${DIGEST}`,
  `orders@sha384:${'0a'.repeat(48)}`,
  `orders:1@sha512:${'0a'.repeat(64)}`,
  `ghcr.io/acme/orders:1@${DIGEST}`,
  `orders:${'1'.repeat(128)}`,
])('the image %s is taken letter for letter', (image) => {
  expect(app(image).image).toBe(image);
});

test.each([
  '',
  ':1',
  'Orders:1',
  'orders:',
  'orders:1:2',
  'orders 2:1',
  'a//b:1',
  '-orders:1',
  'orders:-1',
  'https://ghcr.io/orders:1',
  'orders@sha256:abc',
  `orders@sha512:${'0'.repeat(64)}`,
  `orders@sha384:${'0'.repeat(128)}`,
  `orders@sha512:${'A'.repeat(128)}`,
  `orders@md5:${'0'.repeat(32)}`,
  `orders@blake3:${'0'.repeat(64)}`,
  `orders:${'1'.repeat(129)}`,
])("fails when the image is '%s', which is none", (image) => {
  expect(() => newInstance({ image })).toThrow(
    new Error(`[prod/api] image must be an image, got '${image}': write it as 'registry.example.com/orders:1.4.2'`),
  );
});

test.each(['orders', 'orders:latest', 'registry.example.com:5000/orders'])(
  'fails when the image is %s, as its version is open',
  (image) => {
    expect(() => newInstance({ image })).toThrow(
      new Error(
        `[prod/api] image must name its version by a digest or a tag other than 'latest', got '${image}': add one, such as ` +
          "':1.4.2'",
      ),
    );
  },
);

describe('the pull policy', () => {
  test('of a tag is Always, as it may move', () => {
    expect(app('orders:1').imagePullPolicy).toBe('Always');
  });

  test.each([DIGEST, `sha512:${'0a'.repeat(64)}`])('of the digest %s is IfNotPresent, as it cannot move', (digest) => {
    expect(app(`orders:1@${digest}`).imagePullPolicy).toBe('IfNotPresent');
  });

  test('of a digest is Always where the cluster always pulls', () => {
    expect(app(`orders@${DIGEST}`, { alwaysPullImages: true }).imagePullPolicy).toBe('Always');
  });

  test('is the one that the instance says', () => {
    expect(app('orders:1', { alwaysPullImages: true }, ImagePullPolicy.NEVER).imagePullPolicy).toBe('Never');
  });
});

describe('allowed registries', () => {
  test.each([
    ['registry.example.com', 'registry.example.com/orders:1'],
    ['ghcr.io/acme', 'ghcr.io/acme/team/orders:1'],
    ['localhost:5000', 'localhost:5000/orders:1'],
    ['localhost', 'localhost/orders:1'],
    ['docker.io', 'orders:1'],
    ['docker.io/library', 'orders:1'],
    ['docker.io/acme', 'acme/orders:1'],
  ])('%s allows %s', (registry, image) => {
    expect(app(image, { allowedRegistries: ['other.example.com', registry] }).image).toBe(image);
  });

  test.each([
    ['registry.example.com', 'registry.example.com.evil.example/orders:1'],
    ['ghcr.io/acme', 'ghcr.io/acme-evil/orders:1'],
    ['ghcr.io/acme', 'acme/orders:1'],
    ['docker.io', 'localhost/orders:1'],
    ['docker.io/acme', 'orders:1'],
    // container runtimes take a first part with capitals for a host
    ['docker.io', 'Evil/orders:1'],
  ])('fails when the cluster allows %s and the image is %s', (registry, image) => {
    expect(() => app(image, { allowedRegistries: ['other.example.com', registry] })).toThrow(
      new Error(
        `[prod/api] image must come from a registry that the cluster allows (other.example.com, ${registry}), got '${image}': ` +
          "use one of them, or add to the cluster's allowedRegistries",
      ),
    );
  });

  test('fails when the cluster allows none at all', () => {
    expect(() => app('orders:1', { allowedRegistries: [] })).toThrow(
      new Error(
        "[prod/api] image must come from a registry that the cluster allows (), got 'orders:1': use one of them, or add to " +
          "the cluster's allowedRegistries",
      ),
    );
  });
});
