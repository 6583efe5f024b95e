import { MarClusterProps } from '../../lib/index';
import { expectRefusal, Manifest, only } from '../support/manifest';
import { cluster, instance } from '../cluster/fixture';

function accountOf(name: string, props: MarClusterProps = {}): Manifest {
  const prod = cluster(props);
  prod.addServiceAccount('ci');
  return only(prod, 'ServiceAccount', name);
}

test.each(['instances', 'ci'])('no pod gets the token of the service account %s unasked', (name) => {
  expect(accountOf(name).automountServiceAccountToken).toBe(false);
});

test.each(['instances', 'ci'])('the service account %s pulls images with the secrets of its cluster', (name) => {
  const account = accountOf(name, { imagePullSecrets: ['registry', 'mirror.example.com'] });
  expect(account.imagePullSecrets).toEqual([{ name: 'registry' }, { name: 'mirror.example.com' }]);
});

test.each([undefined, []])('a service account of a cluster with the pull secrets %j has no key for them', (secrets) => {
  expect(accountOf('instances', { imagePullSecrets: secrets })).not.toHaveProperty('imagePullSecrets');
});

test('instances use the service account of their cluster', () => {
  const prod = cluster();
  instance(prod, 'api');
  expect(only(prod, 'Pod').spec.serviceAccountName).toBe('instances');
});

test('a service account that is added belongs to the cluster and is returned', () => {
  const prod = cluster();
  const account = prod.addServiceAccount('ci.example.com');
  expect(account.name).toBe('ci.example.com');
  expect(only(prod, 'ServiceAccount', 'ci.example.com').metadata.namespace).toBe('prod');
});

test.each(['ci', 'instances'])('fails when the name %s of a service account is taken', (name) => {
  const prod = cluster();
  prod.addServiceAccount('ci');
  const rule = "must be unique among the objects of kind ServiceAccount in cluster 'prod'";
  const advice = "choose another name, 'prod' has this one";
  expectRefusal(prod, () => prod.addServiceAccount(name), `[prod] name ${rule}, got '${name}': ${advice}`);
});

test('fails when the name of a service account is not valid', () => {
  const prod = cluster();
  expectRefusal(
    prod,
    () => prod.addServiceAccount('my_ci'),
    "[prod] name must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit), got " +
      "'my_ci': rename the service account",
  );
});

test('fails when the name of a pull secret is not valid', () => {
  expect(() => cluster({ imagePullSecrets: ['registry', 'my_registry'] })).toThrow(
    new Error(
      "[prod] imagePullSecrets must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter " +
        "or digit), got 'my_registry': give the name of a Secret of this cluster",
    ),
  );
});
