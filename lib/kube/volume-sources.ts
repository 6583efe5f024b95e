import { getOwn } from '../internal/collections';
import { isObject } from '../internal/json';
import { DNS_SUBDOMAIN, NameRule } from './names';
import { checkGiven, checkMember, checkName, checkWhole, Problem } from './problem';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The server looks at the name of a CSI driver in lower case.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-driver-v1/
 */
export const CSI_DRIVER: NameRule = {
  pattern: new RegExp(DNS_SUBDOMAIN.pattern, 'i'),
  maxLength: 63,
  text: "must be the name of a CSI driver (a DNS name of 1 to 63 letters, digits, '-' and '.', in capitals or not)",
};

const HOST_PATH_TYPES = [
  'DirectoryOrCreate',
  'Directory',
  'FileOrCreate',
  'File',
  'Socket',
  'CharDevice',
  'BlockDevice',
];

/** The required fields of each volume source. Another rule checks the file names in it. */
const SOURCES: Readonly<Record<string, (at: string, source: Fields) => Problem[]>> = {
  csi: (at, { driver }) => checkName(`${at}.driver`, driver, CSI_DRIVER, 'give the name of a CSI driver'),
  secret: (at, { secretName, items }) => [...checkGiven(`${at}.secretName`, secretName), ...checkKeys(at, items)],
  configMap: (at, { name, items }) => [...checkGiven(`${at}.name`, name), ...checkKeys(at, items)],
  projected: (at, { sources }) => findProjectedProblems(`${at}.sources`, sources),
  persistentVolumeClaim: (at, { claimName }) => checkGiven(`${at}.claimName`, claimName),
  nfs: (at, { server, path }) => [...checkGiven(`${at}.server`, server), ...checkAbsolute(`${at}.path`, path)],
  hostPath: (at, { path, type }) => [
    ...checkGiven(`${at}.path`, path),
    ...checkNoWayUp(`${at}.path`, path),
    ...checkMember(`${at}.type`, type, HOST_PATH_TYPES),
  ],
  awsElasticBlockStore: (at, { volumeID, partition }) => [
    ...checkGiven(`${at}.volumeID`, volumeID),
    ...checkWhole(`${at}.partition`, partition, 0, 255),
  ],
  gcePersistentDisk: (at, { pdName, partition }) => [
    ...checkGiven(`${at}.pdName`, pdName),
    ...checkWhole(`${at}.partition`, partition, 0, 255),
  ],
  azureDisk: (at, { diskName, diskURI, kind }) => [
    ...checkGiven(`${at}.diskName`, diskName),
    ...checkDiskUri(`${at}.diskURI`, diskURI, kind === 'Managed' ? '/subscriptions/' : 'https://'),
  ],
};

/**
 * Returns the problems for which the API server rejects the source of a volume.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/
 */
export function findVolumeProblems(field: string, volume: Fields): Problem[] {
  const problems: Problem[] = [];
  for (const kind of Object.keys(volume)) {
    const source = volume[kind];
    const find = isObject(source) ? getOwn(SOURCES, kind) : undefined;
    if (isObject(source) && find !== undefined) problems.push(...find(`${field}.${kind}`, source));
  }
  return problems;
}

function findProjectedProblems(at: string, sources: unknown): Problem[] {
  const list: unknown[] = Array.isArray(sources) ? sources : [];
  return list.flatMap((source, i) => {
    const { configMap, secret } = isObject(source) ? source : ({} as Fields);
    return Object.entries({ configMap, secret }).flatMap(([kind, reference]) => {
      const field = `${at}[${i}].${kind}`;
      if (!isObject(reference)) return [];
      return [...checkGiven(`${field}.name`, reference.name), ...checkKeys(field, reference.items)];
    });
  });
}

function checkKeys(at: string, items: unknown): Problem[] {
  const list: unknown[] = Array.isArray(items) ? items : [];
  return list.flatMap((item, i) => checkGiven(`${at}.items[${i}].key`, isObject(item) ? item.key : undefined));
}

function checkAbsolute(field: string, path: unknown): Problem[] {
  if (typeof path === 'string' && path.startsWith('/')) return [];
  return [{ field, value: path ?? '', rule: 'must be absolute', advice: "start it with '/'" }];
}

function checkNoWayUp(field: string, path: unknown): Problem[] {
  if (typeof path !== 'string' || !path.split('/').includes('..')) return [];
  return [{ field, value: path, rule: "must be without '..'", advice: 'correct the path' }];
}

function checkDiskUri(field: string, uri: unknown, start: string): Problem[] {
  if (typeof uri === 'string' && uri.startsWith(start)) return [];
  return [{ field, value: uri ?? '', rule: `must start with '${start}' for its kind of disk`, advice: 'correct it' }];
}
