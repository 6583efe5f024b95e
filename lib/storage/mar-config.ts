import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { setOwner } from '../cluster/owner';
import { ClusterContext } from '../cluster/cluster-context';
import { mapOf } from '../internal/collections';
import { pathIn, propError, textOf } from '../internal/errors';
import { DNS_SUBDOMAIN, requireName, slug } from '../kube/names';
import { requireObject, requireProps, requireRecord, requireText, requireTexts, typeOf } from '../internal/values';
import { writeAllKeys } from '../synth/render';

/** Properties of a configuration. */
export interface MarConfigProps {
  /**
   * Name of the ConfigMap.
   * @default - the id
   */
  readonly configName?: string;
  /**
   * String values by key. Each key becomes a file name if the configuration is mounted. `addData`, `addFile` and
   * `addDirectory` add more.
   * @default - none
   */
  readonly data?: { readonly [key: string]: string };
  /**
   * Base64 values by key, for data that is not UTF-8 text.
   * @default - none
   */
  readonly binaryData?: { readonly [key: string]: string };
}

/**
 * Maximum size of all data as JSON. `kubectl apply` stores a copy of the object in an annotation, and annotations are
 * limited to 256 KiB.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
 */
const MAX_BYTES = 256 * 1024 - 2048; // leaves 2 KiB for the rest of the object
/** Maximum length of a volume name. */
const MAX_LABEL = 63;

/**
 * Configuration of programs: `main.mount('/etc/orders', config)`, `env: { LEVEL: config.envValue('level') }` or `envFrom:
 * [config.envFrom()]`. Creates one ConfigMap. If the contents change, Deployments, StatefulSets and DaemonSets that use the
 * configuration replace their pods, because the annotation `config-hash` of the pods is a hash of the contents.
 * @throws if the construct is not inside a cluster, if the name is not valid or already in use, or if a key or the size is
 * not valid
 */
export class MarConfig extends kplus.ConfigMap implements kplus.IStorage {
  private volume?: kplus.Volume;

  constructor(scope: Construct, id: string, props: MarConfigProps = {}) {
    requireProps(scope, id, props);
    const where = pathIn(scope, id);
    const context = ClusterContext.of(scope, where);
    for (const prop of ['data', 'binaryData'] as const) requireRecord(where, prop, props[prop] ?? {});
    const name = props.configName ?? id;
    requireName(where, 'configName', name, DNS_SUBDOMAIN, 'choose another name');
    context.names.claim(scope, id, 'configName', 'ConfigMap', name);
    const metadata = { name, namespace: context.facts.clusterName };
    super(scope, id, { metadata, data: { ...props.data }, binaryData: { ...props.binaryData } });
    context.configHashes.set(name, () => this.hash());
    keepEmptyValues(this);
  }

  /** Adds a string value. @throws if the key is not valid or already in use, or if all data together would exceed 254 KiB */
  public override addData(key: string, value: string): void {
    requireText(this, `data['${textOf(key)}']`, value, typeOf);
    this.requireRoom(key, value);
    allowEveryKey(this, key);
    super.addData(key, value);
  }

  /**
   * Adds a base64 value. Line breaks are removed.
   * @throws if the value is not base64, if the key is not valid or already in use, or if all data together would exceed 254
   * KiB
   */
  public override addBinaryData(key: string, value: string): void {
    requireText(this, `binaryData['${textOf(key)}']`, value, typeOf);
    const oneLine = value.replace(/[\r\n]/g, '');
    const bytes = Buffer.from(oneLine, 'base64');
    if (bytes.toString('base64') !== oneLine) {
      throw propError(
        this,
        `binaryData['${textOf(key)}']`,
        `${value.length} characters`,
        'must be base64',
        'encode it',
      );
    }
    this.requireRoom(key, oneLine);
    allowEveryKey(this, key);
    super.addBinaryData(key, oneLine);
  }

  /**
   * Adds a file under `key`, by default its file name. A file that is not UTF-8 text is added as base64. @throws if the file
   * cannot be read, and in the cases of `addData`
   */
  public override addFile(localFile: string, key?: string): void {
    requireText(this, 'localFile', localFile); // Node treats a number as an open file descriptor
    const bytes = this.read(localFile);
    const text = bytes.toString();
    const name = key ?? path.basename(localFile);
    if (Buffer.from(text).equals(bytes)) this.addData(name, text);
    else this.addBinaryData(name, bytes.toString('base64'));
  }

  /**
   * Adds the files of a folder under their file names. @throws if the folder cannot be read, and in the cases of `addFile`
   */
  public override addDirectory(localDir: string, options: kplus.AddDirectoryOptions = {}): void {
    requireText(this, 'localDir', localDir);
    requireObject(this, 'options', options);
    requireTexts(this, 'options.exclude', options.exclude);
    if (options.keyPrefix !== undefined) requireText(this, 'options.keyPrefix', options.keyPrefix);
    try {
      fs.readdirSync(localDir);
    } catch (error) {
      throw propError(this, 'localDir', localDir, `must be a folder that can be read (${String(error)})`, 'correct it');
    }
    super.addDirectory(localDir, options);
  }

  /** Returns a volume with one file per key: `container.mount('/etc/orders', config)`. */
  public asVolume(): kplus.Volume {
    this.volume ??= kplus.Volume.fromConfigMap(this, 'Volume', this, { name: volumeName(this.name) });
    return this.here(this.volume);
  }

  /** Returns the string value of `key` as the value of an environment variable. @throws if the key has not been added */
  public envValue(key: string): kplus.EnvValue {
    if (Object.keys(this.data).includes(key)) return this.here(kplus.EnvValue.fromConfigMap(this, key));
    const known = Object.keys(this.data).map((other) => `'${other}'`).join(', ') || 'none'; // prettier-ignore
    throw propError(this, 'key', key, `must be one that the configuration has (${known})`, 'add it first');
  }

  /** Returns all string values as environment variables, named after their keys. */
  public envFrom(): kplus.EnvFrom {
    return this.here(new kplus.EnvFrom(this));
  }

  private read(localFile: string): Buffer {
    try {
      return fs.readFileSync(localFile);
    } catch (error) {
      throw propError(this, 'localFile', localFile, `must be a file that can be read (${String(error)})`, 'correct it');
    }
  }

  private here<T extends object>(value: T): T {
    return setOwner(value, String(this.metadata.namespace), this);
  }

  private requireRoom(key: string, value: string): void {
    if (typeof key !== 'string' || !/^[-._a-zA-Z0-9]{1,253}$/.test(key) || key.startsWith('..') || key === '.') {
      const rule = "must be 1 to 253 of letters, digits, '-', '_' and '.', and no '.' or '..'";
      throw propError(this, 'key', key, rule, 'rename it');
    }
    if ([...Object.keys(this.data), ...Object.keys(this.binaryData)].includes(key)) {
      throw propError(this, 'key', key, 'must be unique in its configuration', 'choose another key');
    }
    const json = JSON.stringify([this.data, this.binaryData, { [key]: value }]);
    const size = Buffer.byteLength(json.replace(/[<>&]/g, '\\u0000')); // Go's JSON encoder escapes these characters
    if (size <= MAX_BYTES) return;
    throw propError(
      this,
      'data',
      `${size} bytes`,
      `must not be larger than ${MAX_BYTES} bytes, for kubectl apply to keep a copy`,
      'split it',
    );
  }

  /** Returns a hash of the contents. The order in which values were added does not change the hash. */
  private hash(): string {
    const contents = [this.data, this.binaryData].map((map) =>
      Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    return createHash('sha256').update(JSON.stringify(contents)).digest('hex');
  }
}

/**
 * Returns `config-<name>` if that is a valid volume name. Otherwise returns a shortened form with a hash of `configName`, so
 * that different names stay different.
 */
function volumeName(configName: string): string {
  const readable = `config-${slug(configName)}`;
  if (readable === `config-${configName}` && readable.length <= MAX_LABEL) return readable;
  const hash = createHash('sha256').update(configName).digest('hex').slice(0, 8);
  return `${readable.slice(0, MAX_LABEL - 9)}-${hash}`;
}

/**
 * Makes keys such as `constructor` work in `config`. cdk8s-plus stores the data in objects that inherit these properties,
 * and cdk8s does not render all such keys.
 */
function allowEveryKey(config: kplus.ConfigMap, key: string): void {
  if (!(key in Object.prototype)) return;
  const { _data, _binaryData } = config as unknown as { readonly _data: object; readonly _binaryData: object };
  for (const data of [_data, _binaryData]) Object.setPrototypeOf(data, null);
  writeAllKeys(ApiObject.of(config));
}

/** Makes `config` render data whose values are all empty. cdk8s-plus would leave out such data, including the keys. */
function keepEmptyValues(config: kplus.ConfigMap): void {
  Object.defineProperties(config, {
    synthesizeData: { value: () => mapOf(config.data) },
    synthesizeBinaryData: { value: () => mapOf(config.binaryData) },
  });
}
