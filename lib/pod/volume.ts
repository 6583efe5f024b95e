import { Size } from 'cdk8s';
import { AbstractPod, k8s, Volume } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { listOf } from '../internal/collections';
import { callError, propError, requireFreeId, requireScope } from '../internal/errors';
import { findFieldPathProblems } from '../kube/downward-api';
import { DATA_KEY, DNS_LABEL, DNS_SUBDOMAIN, requireName, requireUnique, requireVolumeFile, slug } from '../kube/names';
import { throwFirst } from '../kube/problem';
import { sizeQuantity } from '../kube/quantity';
import { requireUnicode } from '../internal/unicode';
import { requireInstance, requireList, requireRecord } from '../internal/values';

type KeysOf = k8s.ConfigMapProjection & k8s.SecretProjection;

/** Fields of a pod that can be files. @see https://kubernetes.io/docs/concepts/workloads/pods/downward-api/ */
const FIELD = /^metadata\.(name|namespace|uid|(labels|annotations)(\['[^']+'\])?)$/;

/** One source of a projected volume. @see https://kubernetes.io/docs/concepts/storage/projected-volumes/ */
export class ProjectedSource {
  /**
   * Keys of a ConfigMap, by its name: all of them, or those given, each with the path of its file.
   * @throws if the name or a path is not valid
   */
  public static configMap(name: string, items?: { readonly [key: string]: string }): ProjectedSource {
    return new ProjectedSource('configMap', Object.values(items ?? {}), {
      configMap: renderKeys('configMap', name, items),
    });
  }

  /**
   * Keys of a Secret, by its name: all of them, or those given, each with the path of its file.
   * @throws if the name or a path is not valid
   */
  public static secret(name: string, items?: { readonly [key: string]: string }): ProjectedSource {
    return new ProjectedSource('secret', Object.values(items ?? {}), { secret: renderKeys('secret', name, items) });
  }

  /** Fields of the pod, such as `metadata.labels`, each with the path of its file. @throws if a field or path is not valid */
  public static fields(fields: { readonly [fieldPath: string]: string }): ProjectedSource {
    requireRecord('ProjectedSource.fields', 'fields', fields);
    const wrong = Object.keys(fields).find((field) => !FIELD.test(field));
    if (wrong !== undefined) {
      throw callError(
        `ProjectedSource.fields('${wrong}')`,
        'must name metadata of the pod',
        "use a field such as 'metadata.labels'",
      );
    }
    for (const field of Object.keys(fields)) {
      throwFirst('ProjectedSource.fields', findFieldPathProblems('field', field, 'file'));
    }
    const apiVersion = 'v1'; // as the API server fills it in, so that a second apply changes nothing
    const items = Object.entries(fields).map(([fieldPath, path]) => ({ path, fieldRef: { apiVersion, fieldPath } }));
    return new ProjectedSource('fields', Object.values(fields), { downwardApi: { items: listOf(items) } });
  }

  /**
   * A token of the pod's service account for one audience, valid for an hour and renewed by the node.
   * @throws if the path is not valid
   */
  public static serviceAccountToken(path: string, audience: string): ProjectedSource {
    requireUnicode('ProjectedSource.serviceAccountToken', 'audience', audience);
    const token = { path, audience: audience === '' ? undefined : audience, expirationSeconds: 3600 };
    const projection = { serviceAccountToken: token };
    return new ProjectedSource('serviceAccountToken', [path], projection);
  }

  private constructor(
    factory: string,
    /** Of the files. @internal */
    public readonly _paths: readonly string[],
    private readonly projection: k8s.VolumeProjection,
  ) {
    for (const path of _paths) requireVolumeFile(`ProjectedSource.${factory}`, 'path', path);
  }

  /** @internal */
  public _toKube(): k8s.VolumeProjection {
    return this.projection;
  }
}

/** Volumes that cdk8s-plus has not, to be mounted like its own. */
export class MarVolume {
  /**
   * Several sources in one folder.
   * @throws if the name is not a DNS label, if there is no source, or two have a file of the same path
   */
  public static projected(scope: Construct, name: string, sources: ProjectedSource[]): Volume {
    requireScope(scope, 'volume');
    requireList(scope, 'sources', sources);
    for (const source of sources) {
      requireInstance(scope, 'sources[]', source, '_paths', 'a ProjectedSource', "ProjectedSource.secret('orders')");
    }
    if (sources.length === 0) throw propError(scope, 'sources', '', 'must not be empty', 'give at least one');
    requireUnique(scope, 'sources', sources.flatMap((source) => source._paths), 'volume'); // prettier-ignore
    return rawVolume(scope, name, { projected: { sources: sources.map((source) => source._toKube()) } });
  }

  /**
   * A folder that lives as long as the pod, on the node's disk.
   * @throws if the name is not a DNS label, or the size is not above 0
   */
  public static emptyDir(scope: Construct, name: string, sizeLimit: Size): Volume {
    return emptyDir(scope, name, 'sizeLimit', sizeLimit);
  }

  private constructor() {}
}

/** All volumes of pods, mounted or not, from whatever library they are; each of them once. */
export function volumesOf(pods: AbstractPod): Volume[] {
  const mounts = [...pods.containers, ...pods.initContainers].flatMap((container) => container.mounts);
  return [...new Set([...pods.volumes, ...mounts.map((mount) => mount.volume)])];
}

/** A claim, mounted. cdk8s-plus writes out that it may be written, which the API server leaves out again. */
export function claimVolume(scope: Construct, claimName: string, readOnly: boolean | undefined): Volume {
  const name = freeName(scope, slug(claimName));
  return rawVolume(scope, name, {
    persistentVolumeClaim: { claimName, readOnly: readOnly === true ? true : undefined },
  });
}

/** Stands for a volume that Kubernetes puts into each pod of a StatefulSet, by the name of its template. */
export function templateVolume(scope: Construct, name: string): Volume {
  return rawVolume(scope, name, { emptyDir: {} });
}

/** A writable folder of a container. */
export function writableVolume(scope: Construct, wantedName: string, prop: string, size: Size): Volume {
  return emptyDir(scope, freeName(scope, wantedName), prop, size);
}

function emptyDir(scope: Construct, name: string, prop: string, size: Size): Volume {
  requireScope(scope, 'volume');
  return rawVolume(scope, name, { emptyDir: { sizeLimit: sizeQuantity(scope, prop, size) } });
}

/** cdk8s-plus closes the constructor of its Volume, so this takes one and says what it renders. */
function rawVolume(scope: Construct, name: string, source: Omit<k8s.Volume, 'name'>): Volume {
  requireName(scope, 'volume', name, DNS_LABEL, 'rename the volume');
  requireFreeId(scope, volumeId(name));
  const volume = Volume.fromEmptyDir(scope, volumeId(name), name);
  volume._toKube = () => ({ name, ...source });
  return volume;
}

/** Different paths may have the same slug, and a slug may be too long for a volume. */
function freeName(scope: Construct, wanted: string): string {
  const base = wanted.slice(0, 60).replace(/-$/, '') || 'volume';
  let name = base;
  for (let i = 2; scope.node.tryFindChild(volumeId(name)) !== undefined; i++) name = `${base}-${i}`;
  return name;
}

/** The id of a volume among the children of what it belongs to. */
export function volumeId(volumeName: string): string {
  return `Volume-${volumeName}`;
}

function renderKeys(factory: string, name: string, items: { readonly [key: string]: string } | undefined): KeysOf {
  requireName(`ProjectedSource.${factory}`, 'name', name, DNS_SUBDOMAIN, 'correct the name');
  requireRecord(`ProjectedSource.${factory}`, 'items', items ?? {});
  for (const key of Object.keys(items ?? {})) {
    requireName(`ProjectedSource.${factory}`, 'key', key, DATA_KEY, 'give a key of the data');
  }
  return { name, items: listOf(Object.entries(items ?? {}).map(([key, path]) => ({ key, path }))) };
}
