import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import {
  MarCluster,
  MarInstance,
  MarOrganization,
  MarPersistentVolume,
  MarService,
  MarStorage,
  VolumeBackend,
} from '../../lib';
import { newCluster, newInstance, podOf, SMALL } from '../support/instance';
import { expectRefusal, only, testApp } from '../support/manifest';

const GIB = Size.gibibytes(1);

function disk(): MarPersistentVolume {
  const org = new MarOrganization(testApp(), 'org');
  return new MarPersistentVolume(org, 'disk', { size: GIB, backend: VolumeBackend.nfs('nfs.example.com', '/a') });
}

test('fails when a claim is larger than its static volume, to which it would never bind', () => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => instance.addStorage('/data', { size: Size.gibibytes(2), volume: disk() }),
    "[prod/api/Storage-api-data] size must not be above that of its volume, '1Gi', got '2Gi': claim less, or another volume",
  );
});

test('fails when a static volume has a claim already', () => {
  const instance = newInstance();
  const volume = disk();
  instance.addStorage('/a', { size: GIB, volume });
  expectRefusal(
    instance,
    () => instance.addStorage('/b', { size: GIB, volume }),
    "[prod/api/Storage-api-b] volume must have one claim, it has 'prod/api/Storage-api-a', got 'disk': claim another volume",
  );
});

test('fails when a device has a sub path', () => {
  const instance = newInstance();
  const volumeMode = kplus.PersistentVolumeMode.BLOCK;
  expectRefusal(
    instance,
    () => instance.addStorage('/dev/xvda', { size: GIB, volumeMode, subPath: 'a' }),
    "[prod/api] subPath must not be given for a device, got 'a': leave it out",
  );
});

test('fails when the path of storage is that of the whole file system', () => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => instance.addStorage('/', { size: GIB }),
    "[prod/api] mountPath must be a folder below '/', without ':', got '/': correct the path",
  );
});

test('fails when storage is claimed outside of any cluster', () => {
  const org = new MarOrganization(testApp(), 'org');
  expectRefusal(
    org,
    () => new MarStorage(org, 'data', { size: GIB }),
    "[org/data] scope must be a MarCluster, or something in one but no other chart, got 'org': create it in a MarCluster, or " +
      'in MarCluster.fromName(…)',
  );
});

test('fails when a Service selects an instance of another cluster, which it could not reach', () => {
  const other = new MarInstance(new MarCluster(testApp(), 'other'), 'api', SMALL);
  const prod = newCluster();
  expectRefusal(
    prod,
    () => new MarService(prod, 'front', { selector: other, ports: [{ port: 80 }] }),
    "[prod/front] selector must select pods of the Service's own cluster, 'prod', got 'other/api': create the Service in the " +
      'other cluster',
  );
});

test('fails when an Ingress is to lead to the Service of another instance', () => {
  const prod = newCluster();
  const instance = newInstance({}, prod);
  const service = new MarInstance(prod, 'db', { ...SMALL, port: 5432 }).exposeViaService();
  expectRefusal(
    prod,
    () => instance.exposeViaIngress('api.example.com', { service }),
    "[prod/api] service must lead to the instance, got 'db': expose what it leads to instead",
  );
});

test('fails when an Ingress is to lead to a port that is not asked over TCP', () => {
  const instance = newInstance({ ports: [{ name: 'dns', number: 53, protocol: kplus.Protocol.UDP }] });
  expectRefusal(
    instance,
    () => instance.exposeViaIngress('api.example.com'),
    "[prod/api] servicePort must be a TCP port of the Service, which has none, got 'undefined': correct it",
  );
});

describe('a service account', () => {
  const prod = newCluster();
  const homeless = { toSubjectConfiguration: () => ({ kind: 'ServiceAccount', name: 'x' }) };

  test.each([
    ['of another cluster', new MarCluster(testApp(), 'dev').addServiceAccount('x'), 'dev'],
    ['of no namespace', homeless as kplus.IServiceAccount, 'none'],
  ])('fails when it is %s, where the API server would not look', (_, serviceAccount, namespace) => {
    expect(() => newInstance({ serviceAccount })).toThrow(
      new Error(
        `[prod/api] serviceAccount must be of the cluster 'prod', not of '${namespace}', got 'x': create it with ` +
          'cluster.addServiceAccount',
      ),
    );
  });

  test('of the same cluster is used, with its token', () => {
    const { spec } = podOf(newInstance({ serviceAccount: prod.addServiceAccount('x') }));
    expect(spec).toMatchObject({ serviceAccountName: 'x', automountServiceAccountToken: true });
  });
});

test('the working directory is left out where it is empty, as the API server does', () => {
  expect(only(newCluster(), 'Namespace').metadata.name).toBe('prod');
  expect(podOf(newInstance({ workingDir: '' })).spec.containers[0]).not.toHaveProperty('workingDir');
});
