import { finding } from '../../../internal/errors';
import { findFieldRefProblems, findResourceRefProblems } from '../../../kube/downward-api';
import { isVolumeFile } from '../../../kube/names';
import { Problem, toMessages } from '../../../kube/problem';
import { isObject, objectsIn } from '../../model/json';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { notText } from './broken';

/** Entry of `items` in a ConfigMap, Secret or downwardAPI volume: one file in the volume. */
interface Item {
  readonly path?: unknown;
  readonly mode?: unknown;
  /** Field of the pod that becomes the content of the file. Only in downwardAPI volumes. */
  readonly fieldRef?: unknown;
  readonly resourceFieldRef?: unknown;
}

/** Volume source that contains files, with the fields that this rule checks. */
interface Files {
  readonly defaultMode?: unknown;
  readonly items?: readonly Item[];
  /** Path of the token file. Only in `serviceAccountToken`. */
  readonly path?: unknown;
}

/** Volume, or entry in `sources` of a projected volume. Each field is a volume source. */
type Sources = Readonly<Record<string, unknown>>;

const MAX_MODE = 0o777;

/** @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume/#projections */
export const VOLUME_FILES: Rule = {
  code: 'MAR-N17',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title:
    'The files in volumes of ConfigMaps, Secrets and fields of the pod have contents, paths and modes that Kubernetes takes.',
  check: (manifests) => podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, problems(pods))),
};

function problems({ spec, field }: PodGroup): string[] {
  return objectsIn(spec.volumes).flatMap((volume, i) => {
    const at = `${field}.volumes['${volume.name ?? i}']`;
    const { projected } = volume;
    if (!isObject(projected)) return ofSources(at, volume);
    const { defaultMode, sources } = projected as Files & { sources?: readonly Sources[] };
    return [
      ...brokenMode(`${at}.projected.defaultMode`, defaultMode),
      ...objectsIn(sources).flatMap((source, j) => ofSources(`${at}.projected.sources[${j}]`, source)),
    ];
  });
}

const KINDS = ['configMap', 'secret', 'downwardAPI'] as const;

function ofSources(at: string, sources: Sources): string[] {
  const token = sources.serviceAccountToken;
  return [
    ...KINDS.flatMap((kind) => (isObject(sources[kind]) ? ofFiles(`${at}.${kind}`, kind, sources[kind]) : [])),
    ...(isObject(token) ? brokenPath(`${at}.serviceAccountToken.path`, token.path) : []),
  ];
}

function ofFiles(at: string, kind: (typeof KINDS)[number], { defaultMode, items }: Files): string[] {
  return [
    ...brokenMode(`${at}.defaultMode`, defaultMode),
    ...objectsIn(items).flatMap((item, i) => [
      ...toMessages(findContentProblems(`${at}.items[${i}]`, kind, item)),
      ...brokenPath(`${at}.items[${i}].path`, item.path),
      ...brokenMode(`${at}.items[${i}].mode`, item.mode),
    ]),
  ];
}

function findContentProblems(at: string, kind: (typeof KINDS)[number], item: Item): Problem[] {
  const { fieldRef, resourceFieldRef } = item;
  if (kind !== 'downwardAPI') return [];
  return [
    ...(isObject(fieldRef) ? findFieldRefProblems(`${at}.fieldRef`, fieldRef, 'file') : []),
    ...(isObject(resourceFieldRef) ? findResourceRefProblems(`${at}.resourceFieldRef`, resourceFieldRef, 'file') : []),
  ];
}

function brokenPath(field: string, path: unknown = ''): string[] {
  if (typeof path !== 'string') return notText(field, path);
  if (isVolumeFile(path)) return [];
  return [finding(field, path, "must be relative and without '..'", 'correct the path')];
}

function brokenMode(field: string, mode: unknown): string[] {
  if (mode === undefined || mode === null) return [];
  if (Number.isInteger(mode) && Number(mode) >= 0 && Number(mode) <= MAX_MODE) return [];
  const text = typeof mode === 'string' ? mode : JSON.stringify(mode);
  const [, digits] = /^0*([0-7]{1,3})$/.exec(text) ?? [];
  const advice = digits === undefined ? 'correct it' : `write 0o${digits}`;
  return [finding(field, text, `must be a whole number of 0 to 0o777 (${MAX_MODE})`, advice)];
}
