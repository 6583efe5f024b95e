import { Chart } from 'cdk8s';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { MarCluster, MarConfig, MarConfigProps, MarInstance, MarVolume } from '../../lib/index';
import { fill, inFolder } from '../support/folder';
import { LIMITS, newCluster, newInstance, podOf, SMALL } from '../support/instance';
import { frozen, Manifest, only, testApp } from '../support/manifest';

/** The configuration `orders`, of the cluster `prod`. */
function newConfig(props: MarConfigProps = {}, cluster: MarCluster = newCluster()): MarConfig {
  return new MarConfig(cluster, 'orders', frozen(props));
}

function mapOf(config: MarConfig): Manifest {
  return only(Chart.of(config), 'ConfigMap');
}

test('every prop of a configuration is at its place', () => {
  const props: Required<MarConfigProps> = {
    configName: 'orders.v2',
    data: { level: 'info', 'app.yaml': 'a: 1\n' },
    binaryData: { 'logo.png': 'iVBORw==' },
  };
  expect(mapOf(newConfig(props))).toMatchObject({
    apiVersion: 'v1',
    metadata: { name: 'orders.v2', namespace: 'prod' },
    data: { level: 'info', 'app.yaml': 'a: 1\n' },
    binaryData: { 'logo.png': 'iVBORw==' },
  });
});

test('the name of a configuration is its id', () => {
  const config = newConfig();
  expect([config.name, mapOf(config).metadata.name]).toEqual(['orders', 'orders']);
});

test.each(['data', 'binaryData'])('a configuration has no %s unless some are given', (field) => {
  expect(mapOf(newConfig())).not.toHaveProperty(field);
  expect(mapOf(newConfig({ [field]: undefined }))).not.toHaveProperty(field);
});

test('a configuration whose name is undefined is called like its id', () => {
  expect(newConfig({ configName: undefined }).name).toBe('orders');
});

test('a configuration has the labels of its cluster, and is in its namespace', () => {
  const config = newConfig({}, newCluster({ clusterName: 'prod-us-east', labels: { team: 'shop' } }));
  const labels = { team: 'shop', 'app.kubernetes.io/managed-by': 'cdk8s-mar' };
  expect(mapOf(config).metadata).toMatchObject({ namespace: 'prod-us-east', labels });
});

test('a configuration can be in a cluster that is managed elsewhere', () => {
  const legacy = MarCluster.fromName(testApp(), 'legacy');
  new MarConfig(legacy, 'orders', { data: { level: 'info' } });
  expect(only(legacy, 'ConfigMap')).toMatchObject({ metadata: { namespace: 'legacy' }, data: { level: 'info' } });
});

test('data that are added to the map later are not those of the configuration', () => {
  const data: Record<string, string> = { level: 'info' };
  const config = new MarConfig(newCluster(), 'orders', { data });
  data.level = 'debug';
  expect(mapOf(config).data).toEqual({ level: 'info' });
});

describe('a configuration grows', () => {
  test('by a text', () => {
    const config = newConfig({ data: { level: 'info' } });
    config.addData('mode', 'fast');
    expect(mapOf(config).data).toEqual({ level: 'info', mode: 'fast' });
  });

  test('by data that are no text', () => {
    const config = newConfig({ binaryData: { a: 'AA==' } });
    config.addBinaryData('b', '/w==');
    expect(mapOf(config).binaryData).toEqual({ a: 'AA==', b: '/w==' });
  });

  test('by an empty text beside others, which is a text too', () => {
    const config = newConfig({ data: { level: 'info' } });
    config.addData('empty', '');
    expect(mapOf(config).data).toEqual({ level: 'info', empty: '' });
  });

  test('by a file, under its name or another', () => {
    const config = newConfig();
    inFolder((folder) => {
      fill(folder, { 'app.yaml': 'a: ä\n' });
      config.addFile(path.join(folder, 'app.yaml'));
      config.addFile(path.join(folder, 'app.yaml'), 'copy.yaml');
    });
    expect(mapOf(config).data).toEqual({ 'app.yaml': 'a: ä\n', 'copy.yaml': 'a: ä\n' });
  });

  test('by the files of a folder, without those below it or those left out', () => {
    const config = newConfig();
    inFolder((folder) => {
      fill(folder, { 'a.yaml': 'a', 'b.yaml': 'b', 'c.md': 'c', 'deep/d.yaml': 'd' });
      config.addDirectory(folder, { keyPrefix: 'conf-', exclude: ['*.md'] });
    });
    expect(mapOf(config).data).toEqual({ 'conf-a.yaml': 'a', 'conf-b.yaml': 'b' });
  });
});

describe('mounted, a configuration', () => {
  test('is a folder of files', () => {
    const cluster = newCluster();
    const instance = newInstance({}, cluster);
    instance.main.mount('/etc/orders', newConfig({}, cluster));
    const { volumes, containers } = podOf(instance).spec;
    expect(volumes).toContainEqual({ name: 'config-orders', configMap: { name: 'orders' } });
    expect(containers[0].volumeMounts).toContainEqual({ name: 'config-orders', mountPath: '/etc/orders' });
  });

  test('can be one file of it', () => {
    const cluster = newCluster();
    const instance = newInstance({}, cluster);
    instance.main.mount('/etc/a.yaml', newConfig({}, cluster), { subPath: 'a.yaml', readOnly: true });
    const mount = { name: 'config-orders', mountPath: '/etc/a.yaml', subPath: 'a.yaml', readOnly: true };
    expect(podOf(instance).spec.containers[0].volumeMounts).toContainEqual(mount);
  });

  test('is one volume of a pod, in however many containers', () => {
    const cluster = newCluster();
    const [config, instance] = [newConfig({}, cluster), newInstance({}, cluster)];
    const sidecar = instance.addContainer({ name: 'proxy', image: 'proxy:1', resources: LIMITS });
    const first = instance.addInitContainer({ name: 'first', image: 'first:1', resources: LIMITS });
    instance.main.mount('/etc/a', config);
    instance.main.mount('/etc/b', config);
    sidecar.mount('/etc/c', config);
    first.mount('/etc/d', config);
    const { volumes, containers, initContainers } = podOf(instance).spec;
    expect(volumes.filter((volume: Manifest) => volume.configMap !== undefined)).toHaveLength(1);
    const mounts = [...containers, ...initContainers].flatMap((container: Manifest) => container.volumeMounts);
    const paths = mounts.filter((mount) => mount.name === 'config-orders').map((mount) => mount.mountPath);
    expect(paths).toEqual(['/etc/a', '/etc/b', '/etc/c', '/etc/d']);
  });

  test('is a volume of each pod that mounts it', () => {
    const cluster = newCluster();
    const config = newConfig({}, cluster);
    for (const id of ['one', 'two']) new MarInstance(cluster, id, SMALL).main.mount('/etc/orders', config);
    for (const id of ['one', 'two']) {
      const volume = { name: 'config-orders', configMap: { name: 'orders' } };
      expect(only(cluster, 'Pod', id).spec.volumes).toContainEqual(volume);
    }
  });

  test('is beside another configuration and other volumes', () => {
    const cluster = newCluster();
    const instance = newInstance({}, cluster);
    instance.main.mount('/etc/orders', newConfig({}, cluster));
    instance.main.mount('/etc/other', new MarConfig(cluster, 'other'));
    instance.main.mount('/empty', MarVolume.emptyDir(instance, 'empty', SMALL.memory));
    const names = podOf(instance).spec.volumes.map((volume: Manifest) => volume.name);
    expect(names.sort()).toEqual(['config-orders', 'config-other', 'empty', 'tmp']);
  });

  test.each([
    ['a-b', 'config-a-b'],
    ['a.b', 'config-a-b-2e7336dc'],
    ['a'.repeat(56), `config-${'a'.repeat(56)}`],
    ['a'.repeat(60), `config-${'a'.repeat(47)}-11ee3912`],
  ])('is a volume whose name is a DNS label of its own when it is called %s', (configName, volume) => {
    const cluster = newCluster();
    const instance = newInstance({}, cluster);
    instance.main.mount('/etc/orders', newConfig({ configName }, cluster));
    expect(podOf(instance).spec.volumes).toContainEqual({ name: volume, configMap: { name: configName } });
  });
});

test('a configuration keeps keys whose values are empty', () => {
  const config = newConfig({ data: { flag: '' }, binaryData: { none: '' } });
  expect(only(Chart.of(config), 'ConfigMap')).toMatchObject({ data: { flag: '' }, binaryData: { none: '' } });
});

test('base64 may be broken into lines', () => {
  const config = newConfig({ binaryData: { key: 'AAEC\nAwQF\n' } });
  expect(config.binaryData).toEqual({ key: 'AAECAwQF' });
});

test('a text of a configuration is the value of an environment variable', () => {
  const cluster = newCluster();
  const config = newConfig({ data: { level: 'info' } }, cluster);
  config.addData('mode', 'fast');
  const env = { LEVEL: config.envValue('level'), MODE: config.envValue('mode') };
  expect(podOf(newInstance({ env }, cluster)).spec.containers[0].env).toEqual([
    { name: 'LEVEL', valueFrom: { configMapKeyRef: { name: 'orders', key: 'level' } } },
    { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'orders', key: 'mode' } } },
  ]);
});

test('all texts of a configuration are environment variables', () => {
  const cluster = newCluster();
  const envFrom = [newConfig({}, cluster).envFrom()];
  expect(podOf(newInstance({ envFrom }, cluster)).spec.containers[0].envFrom).toEqual([
    { configMapRef: { name: 'orders' } },
  ]);
});

test('a file becomes text, or data if it is no text', () => {
  inFolder((folder) => {
    fs.writeFileSync(path.join(folder, 'text'), 'größer\n');
    fs.writeFileSync(path.join(folder, 'image'), Buffer.from([0xff, 0xfe, 0x00]));
    const config = newConfig();
    config.addDirectory(folder);
    expect([config.data, config.binaryData]).toEqual([{ text: 'größer\n' }, { image: '//4A' }]);
  });
});
