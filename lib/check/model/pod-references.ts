import { grouped } from '../../internal/collections';
import { oncePerManifests } from '../manifests';
import { objectsIn } from './json';
import { Container, EnvFromSource, EnvVar, KeyRef, PodSpec, Volume, VolumeFiles } from '../../kube/objects';
import { Located, PodGroup, podGroups } from './pod-group';

/** Object that must exist in the namespace of pods before the pods can start. */
export interface PodReference {
  readonly kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim';
  readonly name: string;
  /** Keys that the object must have. */
  readonly keys: readonly string[];
  /** Path of the field that refers to the object. */
  readonly field: string;
}

/** Reference to an object, with the pods that need the object. */
export interface NeededByPods extends PodReference {
  readonly pods: PodGroup;
}

interface Reference extends Omit<PodReference, 'name'> {
  readonly name?: string;
  readonly optional?: boolean;
}

/** Returns a function that returns the references of all pods to objects of a kind. */
export const podReferences = oncePerManifests((manifests) => {
  const all = podGroups(manifests).flatMap((pods) => referencesOf(pods).map((reference) => ({ pods, ...reference })));
  const byKind = grouped(all, ({ kind }) => kind);
  return (kind: PodReference['kind']): readonly NeededByPods[] => byKind.get(kind) ?? [];
});

/** Returns the references of pods in containers and volumes, without those marked `optional`. */
function referencesOf({ containers, spec, field }: PodGroup): PodReference[] {
  const all = [
    ...containers.flatMap(ofContainer),
    ...objectsIn(spec.volumes).flatMap((volume, i) => ofVolume(volume, field, i)),
  ];
  return all.flatMap(({ name, optional, ...reference }) =>
    name === undefined || optional === true ? [] : [{ name, ...reference }],
  );
}

function ofContainer({ container, field }: Located): Reference[] {
  const { env, envFrom }: Container = container;
  return [
    ...objectsIn(env).flatMap((variable) => ofVariable(variable, field)),
    ...objectsIn(envFrom).flatMap((source, i) => ofSource(source, `${field}.envFrom[${i}]`)),
  ];
}

function ofVariable({ name = '', valueFrom = {} }: EnvVar, field: string): Reference[] {
  const { configMapKeyRef, secretKeyRef } = valueFrom;
  const at = `${field}.env['${name}'].valueFrom`;
  const reference = (kind: Reference['kind'], ref: KeyRef | undefined, key: string): Reference[] =>
    ref === undefined ? [] : [{ ...ref, kind, keys: ref.key === undefined ? [] : [ref.key], field: `${at}.${key}` }];
  return [
    ...reference('ConfigMap', configMapKeyRef, 'configMapKeyRef'),
    ...reference('Secret', secretKeyRef, 'secretKeyRef'),
  ];
}

function ofSource({ configMapRef, secretRef }: EnvFromSource, field: string): Reference[] {
  return [
    ...(configMapRef === undefined
      ? []
      : [{ ...configMapRef, kind: 'ConfigMap' as const, keys: [], field: `${field}.configMapRef` }]),
    ...(secretRef === undefined
      ? []
      : [{ ...secretRef, kind: 'Secret' as const, keys: [], field: `${field}.secretRef` }]),
  ];
}

function ofVolume(
  { name, configMap, secret, persistentVolumeClaim, projected }: Volume,
  pod: string,
  i: number,
): Reference[] {
  const field = `${pod}.volumes['${name ?? i}']`;
  const sources = objectsIn(projected?.sources).flatMap((source, j) => [
    ...ofFiles('ConfigMap', source.configMap, source.configMap?.name, `${field}.projected.sources[${j}].configMap`),
    ...ofFiles('Secret', source.secret, source.secret?.name, `${field}.projected.sources[${j}].secret`),
  ]);
  const claim = persistentVolumeClaim?.claimName;
  return [
    ...ofFiles('ConfigMap', configMap, configMap?.name, `${field}.configMap`),
    ...ofFiles('Secret', secret, secret?.secretName, `${field}.secret`),
    ...sources,
    ...(claim === undefined
      ? []
      : [{ kind: 'PersistentVolumeClaim' as const, name: claim, keys: [], field: `${field}.persistentVolumeClaim` }]),
  ];
}

function ofFiles(
  kind: Reference['kind'],
  files: VolumeFiles | undefined,
  name: string | undefined,
  field: string,
): Reference[] {
  if (files === undefined) return [];
  const keys = objectsIn(files.items).flatMap(({ key }) => key ?? []);
  return [{ kind, name, keys, field, optional: files.optional }];
}

/** Returns the name of the ServiceAccount of pods, `default` if they name none. */
export function serviceAccountOf({ serviceAccountName, serviceAccount }: PodSpec): string {
  return [serviceAccountName, serviceAccount].find((name) => name !== undefined && name !== '') ?? 'default';
}
