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
   * Returns a source with files from a ConfigMap: all its keys, or only the keys of `items`, each with the path of its file.
   * @throws if the name, a key or a path is not valid
   */
  public static configMap(name: string, items?: { readonly [key: string]: string }): ProjectedSource {
    return new ProjectedSource('configMap', Object.values(items ?? {}), {
      configMap: renderKeys('configMap', name, items),
    });
  }

  /**
   * Returns a source with files from a Secret: all its keys, or only the keys of `items`, each with the path of its file.
   * @throws if the name, a key or a path is not valid
   */
  public static secret(name: string, items?: { readonly [key: string]: string }): ProjectedSource {
    return new ProjectedSource('secret', Object.values(items ?? {}), { secret: renderKeys('secret', name, items) });
  }

  /**
   * Returns a source with fields of the pod, such as `metadata.labels`, each with the path of its file. @throws if a field
   * or path is not valid
   */
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
   * Returns a source with a token of the pod's service account for one audience, valid for an hour and renewed by the
   * kubelet.
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
    /** Paths of the files of the source. @internal */
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

/** Creates volumes that cdk8s-plus does not support. They are mounted like its own. */
export class MarVolume {
  /**
   * Returns a projected volume: the files of several sources in one folder.
   * @throws if the name is not a DNS label, if `sources` is empty, or if two files have the same path
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
   * Returns an emptyDir volume: a folder on the node's disk that lives as long as the pod.
   * @throws if the name is not a DNS label, or the size is not above 0
   */
  public static emptyDir(scope: Construct, name: string, sizeLimit: Size): Volume {
    return emptyDir(scope, name, 'sizeLimit', sizeLimit);
  }

  private constructor() {}
}

/** Returns the volumes of a pod or workload, mounted or not, each of them once. */
export function volumesOf(pods: AbstractPod): Volume[] {
  const mounts = [...pods.containers, ...pods.initContainers].flatMap((container) => container.mounts);
  return [...new Set([...pods.volumes, ...mounts.map((mount) => mount.volume)])];
}

/** Returns a volume for a PersistentVolumeClaim. `readOnly` is written only if true, as the API server omits false. */
export function claimVolume(scope: Construct, claimName: string, readOnly: boolean | undefined): Volume {
  const name = freeName(scope, slug(claimName));
  return rawVolume(scope, name, {
    persistentVolumeClaim: { claimName, readOnly: readOnly === true ? true : undefined },
  });
}

/**
 * Returns a placeholder for the volume that Kubernetes adds to each pod of a StatefulSet for the volume claim template
 * `name`.
 */
export function templateVolume(scope: Construct, name: string): Volume {
  return rawVolume(scope, name, { emptyDir: {} });
}

/** Returns an emptyDir volume for a writable folder of a container, with a name that is not in use in `scope`. */
export function writableVolume(scope: Construct, wantedName: string, prop: string, size: Size): Volume {
  return emptyDir(scope, freeName(scope, wantedName), prop, size);
}

function emptyDir(scope: Construct, name: string, prop: string, size: Size): Volume {
  requireScope(scope, 'volume');
  return rawVolume(scope, name, { emptyDir: { sizeLimit: sizeQuantity(scope, prop, size) } });
}

/**
 * Returns a volume that renders `source`. The constructor of cdk8s-plus's Volume is private, so an emptyDir volume is
 * created and its rendering replaced.
 */
function rawVolume(scope: Construct, name: string, source: Omit<k8s.Volume, 'name'>): Volume {
  requireName(scope, 'volume', name, DNS_LABEL, 'rename the volume');
  requireFreeId(scope, volumeId(name));
  const volume = Volume.fromEmptyDir(scope, volumeId(name), name);
  volume._toKube = () => ({ name, ...source });
  return volume;
}

/**
 * Returns `wanted`, cut to 60 characters, with a number added if a volume of `scope` has that name: different paths may have
 * the same slug.
 */
function freeName(scope: Construct, wanted: string): string {
  const base = wanted.slice(0, 60).replace(/-$/, '') || 'volume';
  let name = base;
  for (let i = 2; scope.node.tryFindChild(volumeId(name)) !== undefined; i++) name = `${base}-${i}`;
  return name;
}

/** Returns the construct id of the volume with this name. */
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
