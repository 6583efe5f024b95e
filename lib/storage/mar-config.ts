import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { belongsTo } from '../cluster/belonging';
import { ClusterContext } from '../cluster/cluster-context';
import { mapOf } from '../internal/collections';
import { pathIn, propError, textOf } from '../internal/errors';
import { DNS_SUBDOMAIN, requireName, slug } from '../kube/names';
import { requireObject, requireProps, requireRecord, requireText, requireTexts, typeOf } from '../internal/values';
import { writeAllKeys } from '../synth/render';

/** Properties of a configuration. */
export interface MarConfigProps {
  /**
   * The name of the ConfigMap.
   * @default - the id
   */
  readonly configName?: string;
  /**
   * Texts by key, which is the name of a file where it is mounted. More are added with `addData`, `addFile`, `addDirectory`.
   * @default - none
   */
  readonly data?: { readonly [key: string]: string };
  /**
   * Data that are no text, in base64, by key.
   * @default - none
   */
  readonly binaryData?: { readonly [key: string]: string };
}

/**
 * All of it together, as JSON: `kubectl apply` keeps a copy of the object in an annotation, and annotations have 256 KiB.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
 */
const MAX_BYTES = 256 * 1024 - 2048; // for the rest of the object
/** Of the name of a volume. */
const MAX_LABEL = 63;

/**
 * Configuration of programs: `main.mount('/etc/orders', config)`, `env: { LEVEL: config.envValue('level') }` or
 * `envFrom: [config.envFrom()]`. When it changes, Deployments, StatefulSets and DaemonSets that use it replace their pods: the
 * annotation `config-hash` of their pods is made of its contents. Writes one ConfigMap.
 * @throws if it is in no cluster, if its name is not valid or taken, or a key or the size is not what Kubernetes takes
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

  /** Adds a text. @throws if the key is not valid or taken, or all of it would be larger than 254 KiB */
  public override addData(key: string, value: string): void {
    requireText(this, `data['${textOf(key)}']`, value, typeOf);
    this.requireRoom(key, value);
    allowEveryKey(this, key);
    super.addData(key, value);
  }

  /** Adds data in base64. @throws if they are not, if the key is not valid or taken, or all of it would be larger than 254 KiB */
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

  /** Adds a file, as data if it is no text. @throws if it cannot be read, and as `addData` */
  public override addFile(localFile: string, key?: string): void {
    requireText(this, 'localFile', localFile); // Node reads a number as an open file
    const bytes = this.read(localFile);
    const text = bytes.toString();
    const name = key ?? path.basename(localFile);
    if (Buffer.from(text).equals(bytes)) this.addData(name, text);
    else this.addBinaryData(name, bytes.toString('base64'));
  }

  /** Adds the files of a folder, each by its name. @throws as `addFile` does, or if the folder cannot be read */
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

  /** All of it, as files of a folder: `container.mount('/etc/orders', config)`. */
  public asVolume(): kplus.Volume {
    this.volume ??= kplus.Volume.fromConfigMap(this, 'Volume', this, { name: volumeName(this.name) });
    return this.here(this.volume);
  }

  /** One text, as the value of an environment variable. @throws if there is no such key yet */
  public envValue(key: string): kplus.EnvValue {
    if (Object.keys(this.data).includes(key)) return this.here(kplus.EnvValue.fromConfigMap(this, key));
    const known = Object.keys(this.data).map((other) => `'${other}'`).join(', ') || 'none'; // prettier-ignore
    throw propError(this, 'key', key, `must be one that the configuration has (${known})`, 'add it first');
  }

  /** All texts, as environment variables of the same names. */
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
    return belongsTo(value, String(this.metadata.namespace), this);
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
    const size = Buffer.byteLength(json.replace(/[<>&]/g, '\\u0000')); // as Go escapes them
    if (size <= MAX_BYTES) return;
    throw propError(
      this,
      'data',
      `${size} bytes`,
      `must not be larger than ${MAX_BYTES} bytes, for kubectl apply to keep a copy`,
      'split it',
    );
  }

  /** The same for the same contents, in whatever order they were added. */
  private hash(): string {
    const contents = [this.data, this.binaryData].map((map) =>
      Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    return createHash('sha256').update(JSON.stringify(contents)).digest('hex');
  }
}

/** Where a name can be no volume's, a hash tells it from others that become the same. */
function volumeName(configName: string): string {
  const readable = `config-${slug(configName)}`;
  if (readable === `config-${configName}` && readable.length <= MAX_LABEL) return readable;
  const hash = createHash('sha256').update(configName).digest('hex').slice(0, 8);
  return `${readable.slice(0, MAX_LABEL - 9)}-${hash}`;
}

/** cdk8s-plus keeps data in objects that have `constructor` and the like already, and cdk8s cannot write all such keys. */
function allowEveryKey(config: kplus.ConfigMap, key: string): void {
  if (!(key in Object.prototype)) return;
  const { _data, _binaryData } = config as unknown as { readonly _data: object; readonly _binaryData: object };
  for (const data of [_data, _binaryData]) Object.setPrototypeOf(data, null);
  writeAllKeys(ApiObject.of(config));
}

/** cdk8s-plus leaves out data whose values are all empty, with their keys. */
function keepEmptyValues(config: kplus.ConfigMap): void {
  Object.defineProperties(config, {
    synthesizeData: { value: () => mapOf(config.data) },
    synthesizeBinaryData: { value: () => mapOf(config.binaryData) },
  });
}
