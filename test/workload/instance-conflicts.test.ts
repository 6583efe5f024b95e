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
} from '../../lib/index';
import { newCluster, newInstance, podOf, SMALL } from '../support/instance';
import { expectRefusal, only, testApp } from '../support/manifest';

const GIB = Size.gibibytes(1);

function disk(storageClassName?: string): MarPersistentVolume {
  const org = new MarOrganization(testApp(), 'org');
  return new MarPersistentVolume(org, 'disk', {
    size: GIB,
    storageClassName,
    backend: VolumeBackend.nfs('nfs.example.com', '/a'),
  });
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

describe('a claim of a static volume', () => {
  const many = kplus.PersistentVolumeAccessMode.READ_ONLY_MANY;
  const backend = VolumeBackend.csi('csi.example.com', 'vol-1');
  const device = (): MarPersistentVolume =>
    new MarPersistentVolume(new MarOrganization(testApp(), 'org'), 'disk', {
      size: GIB,
      backend,
      accessMode: many,
      volumeMode: kplus.PersistentVolumeMode.BLOCK,
    });

  test('has the modes of the volume, to which it would not bind otherwise', () => {
    const prod = newCluster();
    newInstance({}, prod).addStorage('/dev/xvda', { size: GIB, volume: device() });
    expect(only(prod, 'PersistentVolumeClaim').spec).toMatchObject({
      accessModes: ['ReadOnlyMany'],
      volumeMode: 'Block',
    });
    expect(only(prod, 'Pod').spec.containers[0].volumeDevices).toEqual([{ devicePath: '/dev/xvda', name: 'api-xvda' }]);
  });

  test.each([
    ['accessMode', { accessMode: kplus.PersistentVolumeAccessMode.READ_WRITE_MANY }, 'ReadOnlyMany', 'ReadWriteMany'],
    ['volumeMode', { volumeMode: kplus.PersistentVolumeMode.FILE_SYSTEM }, 'Block', 'Filesystem'],
  ])('fails when its %s is not that of the volume', (prop, props, known, got) => {
    const instance = newInstance();
    const volume = device();
    expectRefusal(
      instance,
      () => instance.addStorage('/dev/xvda', { size: GIB, volume, ...props }),
      `[prod/api/Storage-api-xvda] ${prop} must be one that its volume has (${known}), got '${got}': leave it out`,
    );
  });

  test.each([undefined, 'slow'])('fails when its class is not that of the volume, %s', (known) => {
    const instance = newInstance();
    expectRefusal(
      instance,
      () => instance.addStorage('/data', { size: GIB, volume: disk(known), storageClassName: 'fast' }),
      `[prod/api/Storage-api-data] storageClassName must be one that its volume has (${known ?? ''}), got 'fast': leave it out`,
    );
  });

  test('of cdk8s-plus that says no mode is ReadWriteOnce', () => {
    const prod = newCluster();
    const volume = new kplus.AwsElasticBlockStorePersistentVolume(prod, 'Volume', { volumeId: 'vol-1', storage: GIB });
    newInstance({}, prod).addStorage('/data', { size: GIB, volume });
    expect(only(prod, 'PersistentVolumeClaim').spec.accessModes).toEqual(['ReadWriteOnce']);
  });
});

test('a device at /tmp takes the place of the default /tmp', () => {
  const instance = newInstance();
  instance.addStorage('/tmp', { size: GIB, volumeMode: kplus.PersistentVolumeMode.BLOCK });
  expect(podOf(instance).spec.containers[0]).not.toHaveProperty('volumeMounts');
});

test('fails when a container beside the main one is to be a native sidecar', () => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => instance.addContainer({ name: 'proxy', image: 'p:1', restartPolicy: kplus.ContainerRestartPolicy.ALWAYS }),
    "[prod/api] containers[].restartPolicy must not be given, got 'Always': use addInitContainer for a native sidecar",
  );
});

test.each([
  ['port', 70000],
  ['portNumber', 0],
])('fails when the %s of a further container is no port', (prop, number) => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => instance.addContainer({ name: 'proxy', image: 'p:1', [prop]: number }),
    `[prod/api] containers['proxy'].portNumber must be a whole number of 1 to 65535, got '${number}': correct it`,
  );
});

test('fails when a further container declares its port twice', () => {
  const instance = newInstance();
  expectRefusal(
    instance,
    () => instance.addContainer({ name: 'proxy', image: 'p:1', portNumber: 80, ports: [{ number: 80 }] }),
    "[prod/api] containers['proxy'].ports[].number must be unique in its container, got '80/TCP': change or remove one of them",
  );
});

test('the name of a port of a Service may be longer than that of a container', () => {
  const prod = newCluster();
  new MarService(prod, 'front', { ports: [{ port: 80, name: 'a-very-long-port-name' }] });
  expect(only(prod, 'Service').spec.ports[0].name).toBe('a-very-long-port-name');
});
