import { Chart } from 'cdk8s';
import * as path from 'node:path';
import { MarCluster, MarConfig, MarConfigProps } from '../../lib/index';
import { fill, inFolder } from '../support/folder';
import { newCluster, newInstance } from '../support/instance';
import { expectRefusal, frozen, only, testApp } from '../support/manifest';

const KEY = "key must be 1 to 253 of letters, digits, '-', '_' and '.', and no '.' or '..'";
const DNS_NAME = "must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit)";

function newConfig(props: MarConfigProps = {}, cluster: MarCluster = newCluster()): MarConfig {
  return new MarConfig(cluster, 'orders', frozen(props));
}

/** What was refused is not in the ConfigMap either. */
function expectGrowthRefused(config: MarConfig, action: () => void, message: string): void {
  const before = only(Chart.of(config), 'ConfigMap');
  expectRefusal(Chart.of(config), action, `[prod/orders] ${message}`);
  expect(only(Chart.of(config), 'ConfigMap')).toEqual(before);
}

const base64 = (bytes: number): string => Buffer.alloc(bytes).toString('base64');
const MAX = 260_096;
const size = (bytes: number): string =>
  `data must not be larger than ${MAX} bytes, for kubectl apply to keep a copy, got '${bytes} bytes': split it`;

const BAD_KEYS = ['', '.', '..', '..data', 'a b', 'a/b', 'ä', 'a\n', 'a'.repeat(254)];

describe.each(BAD_KEYS)('a configuration fails to take the key %j', (key) => {
  const message = `${KEY}, got '${key}': rename it`;

  test('for a text', () => {
    const config = newConfig({ data: { a: '1' } });
    expectGrowthRefused(config, () => { config.addData(key, ''); }, message); // prettier-ignore
  });

  test('for data', () => {
    const config = newConfig({ data: { a: '1' } });
    expectGrowthRefused(config, () => { config.addBinaryData(key, ''); }, message); // prettier-ignore
  });

  test.each(['data', 'binaryData'])('from its %s', (prop) => {
    expect(() => newConfig({ [prop]: { [key]: '' } })).toThrow(new Error(`[prod/orders] ${message}`));
  });
});

test.each(['a', '-', '_', '.a', '.a..b', 'A_b-c.9', 'a'.repeat(253)])("the key '%s' is taken", (key) => {
  const config = newConfig({ data: { [key]: 'text' } });
  expect(only(Chart.of(config), 'ConfigMap').data).toEqual({ [key]: 'text' });
});

describe('fails when the key is taken', () => {
  const unique = "key must be unique in its configuration, got 'a': choose another key";

  test.each(['data', 'binaryData'])('by one of %s, and a text is added', (prop) => {
    const config = newConfig({ [prop]: { a: 'AA==' } });
    expectGrowthRefused(config, () => { config.addData('a', 'other'); }, unique); // prettier-ignore
  });

  test.each(['data', 'binaryData'])('by one of %s, and data are added', (prop) => {
    const config = newConfig({ [prop]: { a: 'AA==' } });
    expectGrowthRefused(config, () => { config.addBinaryData('a', '/w=='); }, unique); // prettier-ignore
  });

  test('by data, as it is in both props', () => {
    expect(() => newConfig({ data: { a: '1' }, binaryData: { a: '' } })).toThrow(new Error(`[prod/orders] ${unique}`));
  });

  test('and a file of the name is added', () => {
    const config = newConfig({ data: { a: '1' } });
    inFolder((folder) => {
      fill(folder, { a: 'text' });
      expectGrowthRefused(config, () => { config.addFile(path.join(folder, 'a')); }, unique); // prettier-ignore
    });
  });

  test('and a folder with a file of the name is added', () => {
    const config = newConfig({ binaryData: { a: '' } });
    inFolder((folder) => {
      fill(folder, { a: 'text' });
      expectGrowthRefused(config, () => { config.addDirectory(folder); }, unique); // prettier-ignore
    });
  });
});

const NOT_BASE64: [string, string][] = [
  ['are a plain text', 'the quick brown fox jumps over it'],
  ['are in the alphabet for URLs', 'aaaaaaaaaaaaaaaaaaaaaa-_'],
  ['are cut off', `${base64(20)}A`],
  ['have no padding', base64(20).replace('=', '')],
  ['are short', 'a b'],
];

test.each(NOT_BASE64)('fails when binary data %s', (_, value) => {
  const message = `binaryData['a'] must be base64, got '${value.length} characters': encode it`;
  const config = newConfig();
  expectGrowthRefused(config, () => { config.addBinaryData('a', value); }, message); // prettier-ignore
  expect(() => newConfig({ binaryData: { a: value } })).toThrow(new Error(`[prod/orders] ${message}`));
});

/** What the JSON of one text, `a`, has beside it. */
const AROUND = '[{},{},{"a":""}]'.length;
const ROOM = MAX - AROUND;

test.each([
  ['ASCII', 'a', 1],
  ['characters of two bytes', 'ä', 2],
  ['characters of four bytes', '😀', 4],
  ['lines, as JSON writes them', '\n', 2],
  ['markup, as Go writes it', '<', 6],
])('a configuration has as much text as kubectl can keep a copy of: %s', (_, character, bytes) => {
  const most = Math.floor(ROOM / bytes);
  expect(() => newConfig({ data: { a: character.repeat(most) } })).not.toThrow();
  const above = AROUND + (most + 1) * bytes;
  expect(() => newConfig({ data: { a: character.repeat(most + 1) } })).toThrow(
    new Error(`[prod/orders] ${size(above)}`),
  );
});

test.each([
  ['a text', (config: MarConfig) => { config.addData('more', 'ä'); }, '{"more":"ä"}'],
  ['data', (config: MarConfig) => { config.addBinaryData('more', 'AAA='); }, '{"more":"AAA="}'],
])('fails when %s would make a configuration too large to be applied', (_, grow, more) => {
  const config = newConfig({ data: { a: 'a'.repeat(ROOM - 10) } });
  const before = Buffer.byteLength(JSON.stringify([config.data, config.binaryData]).slice(0, -1) + ',');
  expectGrowthRefused(config, () => { grow(config); }, size(before + Buffer.byteLength(`${more}]`)));
}); // prettier-ignore

test('fails when a file cannot be read', () => {
  const config = newConfig();
  const message =
    "localFile must be a file that can be read (Error: ENOENT: no such file or directory, open '/nowhere'), got '/nowhere': " +
    'correct it';
  expectGrowthRefused(config, () => { config.addFile('/nowhere'); }, message); // prettier-ignore
});

test.each([
  [{}, 'none'],
  [{ data: { level: '' } }, "'level'"],
  [{ data: { level: '', mode: '' } }, "'level', 'mode'"],
  [{ binaryData: { key: 'AA==' } }, 'none'],
])('fails when an environment variable has the value of a key that %j has not', (props: MarConfigProps, known) => {
  const message = `key must be one that the configuration has (${known}), got 'key': add it first`;
  const config = newConfig(props);
  expectGrowthRefused(config, () => { config.envValue('key'); }, message); // prettier-ignore
});

test.each(['Orders', 'or_ders', '', '-orders', 'a'.repeat(254)])(
  "fails when a configuration is called '%s'",
  (name) => {
    const cluster = newCluster();
    const message = `[prod/orders] configName ${DNS_NAME}, got '${name}': choose another name`;
    expectRefusal(cluster, () => newConfig({ configName: name }, cluster), message);
  },
);

test('fails when the id of a configuration is no name and none is given', () => {
  const cluster = newCluster();
  const message = `[prod/Orders] configName ${DNS_NAME}, got 'Orders': choose another name`;
  expectRefusal(cluster, () => new MarConfig(cluster, 'Orders'), message);
});

test('fails when another configuration of the cluster has the name', () => {
  const cluster = newCluster();
  newConfig({}, cluster);
  const message =
    "[prod/other] configName must be unique among the objects of kind ConfigMap in cluster 'prod', got 'orders': choose " +
    "another name, 'prod/orders' has this one";
  expectRefusal(cluster, () => new MarConfig(cluster, 'other', { configName: 'orders' }), message);
});

test('fails when something else has the id of a configuration, whose name is then free', () => {
  const cluster = newCluster();
  newInstance({}, cluster);
  const message = "[prod/api] id must be unique in its scope, and not empty, got 'api': choose another id";
  expectRefusal(cluster, () => new MarConfig(cluster, 'api', { configName: 'orders' }), message);
  expect(newConfig({}, cluster).name).toBe('orders');
});

test('two clusters may each have a configuration of one name', () => {
  const app = testApp();
  for (const id of ['prod', 'dev']) {
    const cluster = new MarCluster(app, id);
    newConfig({}, cluster);
    expect(only(cluster, 'ConfigMap').metadata).toMatchObject({ name: 'orders', namespace: id });
  }
});

test.each(['an app', 'a chart'])('fails when a configuration is in %s outside of any cluster', (where) => {
  const app = testApp();
  const scope = where === 'an app' ? app : new Chart(app, 'shop');
  const place = scope.node.path;
  const message =
    `[${place === '' ? '' : `${place}/`}orders] scope must be a MarCluster, or something in one but no other chart, got ` +
    `'${place}': create it in a MarCluster, or in MarCluster.fromName(…)`;
  expectRefusal(app, () => new MarConfig(scope, 'orders'), message);
});
