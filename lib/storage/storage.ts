import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { setOwner } from '../cluster/owner';
import { ClusterContext } from '../cluster/cluster-context';
import { seenWith } from '../internal/collections';
import { pathIn, propError, Where } from '../internal/errors';
import { DNS_SUBDOMAIN, requireName, requireRelativePath } from '../kube/names';
import { bytes, sizeQuantity } from '../kube/quantity';
import { requireMember, requireOptional, requireProps } from '../internal/values';
import { claimVolume } from '../pod/volume';
import { StorageSource } from './storage-source';

/** Options for mounting storage. */
export interface StorageMountProps {
  /**
   * True if the instance can only read the storage.
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * Folder of the storage to mount, without a leading '/'.
   * @default - the whole storage
   */
  readonly subPath?: string;
}

/** Properties of a storage claim. */
export interface StorageProps {
  /**
   * Size of the claim, in whole bytes. The size can be raised later if the storage class allows expansion, but never
   * lowered. Kubernetes does not allow changes to the claim template of a StatefulSet: raise the size of the pods' claims
   * instead.
   */
  readonly size: Size;
  /**
   * Name of the claim.
   * @default - for an instance's storage: `<instance>-<last part of the path>`; otherwise the id
   */
  readonly claimName?: string;
  /**
   * Access mode: which nodes or pods can mount the storage at the same time.
   * @default PersistentVolumeAccessMode.READ_WRITE_ONCE; with `volume`, the first access mode of the volume
   */
  readonly accessMode?: kplus.PersistentVolumeAccessMode;
  /**
   * Name of the storage class.
   * @default - the Kubernetes cluster's default class; with `volume`, the class of the volume
   */
  readonly storageClassName?: string;
  /**
   * Volume mode: a file system, or a block device that the instance finds at the mount path.
   * @default PersistentVolumeMode.FILE_SYSTEM; with `volume`, the mode of the volume
   */
  readonly volumeMode?: kplus.PersistentVolumeMode;
  /**
   * Source of the initial contents.
   * @default - the storage starts empty
   */
  readonly source?: StorageSource;
  /**
   * Static volume to claim.
   * @default - a volume is provisioned
   */
  readonly volume?: kplus.PersistentVolume;
}

/** Options of `addStorage`: the claim, and how the claim is mounted. */
export interface InstanceStorageProps extends StorageProps, StorageMountProps {}

/** Storage that a pod can mount in any of its containers: `sidecar.mount('/data', storage)`. */
export interface IMarStorage extends kplus.IStorage {
  /** Name of the claim. For a StatefulSet, name of the claim template, from which each pod gets its own claim. */
  readonly name: string;
}

/** Kind of a claim, for error messages. */
export const CLAIM = 'PersistentVolumeClaim';

/** Construct path of the claim of each static volume. Used to reject a second claim of the same volume. */
const CLAIMED = new WeakMap<kplus.PersistentVolume, string>();

/**
 * A storage claim in a cluster. Creates one PersistentVolumeClaim.
 * @throws if the construct is not inside a cluster, if the size is not above 0, if a name is not valid or already in use, or
 * if the static volume is too small, has another access mode, volume mode or class, or is already claimed
 */
export class MarStorage extends kplus.PersistentVolumeClaim implements IMarStorage {
  private readonly spec: kplus.k8s.PersistentVolumeClaimSpec;
  private readonly home: Construct;
  private readonly clusterName: string;
  private mountedVolume?: kplus.Volume;

  constructor(scope: Construct, id: string, props: StorageProps) {
    requireProps(scope, id, props);
    const path = pathIn(scope, id);
    const context = ClusterContext.of(scope, path);
    const name = props.claimName ?? id;
    const spec = renderClaim(path, props);
    requireName(path, 'claimName', name, DNS_SUBDOMAIN, 'choose another name');
    requireVolumeFor(path, props);
    context.names.claim(scope, id, 'claimName', CLAIM, name);
    super(scope, id, {
      metadata: { name, namespace: context.facts.clusterName },
      storage: props.size,
      accessModes: [accessModeOf(props)],
      storageClassName: spec.storageClassName,
      volumeMode: volumeModeOf(props),
      volume: props.volume,
    });
    if (props.volume !== undefined) CLAIMED.set(props.volume, path);
    if (isExclusive(accessModeOf(props))) context.exclusiveClaims.add(name);
    this.spec = spec;
    this.home = scope;
    this.clusterName = context.facts.clusterName;
  }

  /** Returns the claim as a volume. Called by `container.mount('/data', storage)`. */
  public asVolume(): kplus.Volume {
    return this._mounted(undefined);
  }

  /**
   * Returns the volume of the claim. All containers share one volume, so only the `readOnly` of the first call decides
   * whether the node attaches the volume read-only. @internal
   */
  public _mounted(readOnly: boolean | undefined): kplus.Volume {
    // The volume's parent is the parent of the claim, so that no two volumes of a pod have the same name.
    return (this.mountedVolume ??= setOwner(claimVolume(this.home, this.name, readOnly), this.clusterName, this));
  }

  /**
   * Returns the claim spec with the exact size and the data source. cdk8s-plus supports only whole gibibytes and no data
   * source. @internal
   */
  public override _toKube(): kplus.k8s.PersistentVolumeClaimSpec {
    return Object.assign(super._toKube.call(seenWith(this, { storage: undefined })), this.spec);
  }
}

/**
 * Returns the PersistentVolumeClaim spec for `props`. Throws if the size, storage class, modes, source or volume are not
 * valid.
 */
export function renderClaim(where: Where, props: StorageProps): kplus.k8s.PersistentVolumeClaimSpec {
  const { size, storageClassName, source } = props;
  requireChoices(where, props);
  const request = sizeQuantity(where, 'size', size);
  if (storageClassName !== undefined) {
    requireName(where, 'storageClassName', storageClassName, DNS_SUBDOMAIN, 'give the name of a StorageClass');
  }
  return {
    accessModes: [accessModeOf(props)],
    storageClassName: classOf(props),
    volumeMode: volumeModeOf(props),
    resources: { requests: { storage: request } },
    dataSource: source?._toKube(),
  };
}

function requireChoices(where: Where, { accessMode, volumeMode, source, volume }: StorageProps): void {
  requireMember(where, 'accessMode', accessMode, kplus.PersistentVolumeAccessMode);
  requireMember(where, 'volumeMode', volumeMode, kplus.PersistentVolumeMode);
  requireOptional(where, 'source', source, '_toKube', 'a StorageSource', "StorageSource.snapshot('nightly')");
  requireOptional(where, 'volume', volume, 'reserve', 'a PersistentVolume', 'a MarPersistentVolume');
}

/**
 * Returns the storage class of the claim, or undefined for the default class. For a volume without a class, returns '': a
 * claim that names no class gets the default class, and would never bind to that volume.
 */
function classOf({ storageClassName, volume }: StorageProps): string | undefined {
  return storageClassName ?? (volume && (volume.storageClassName ?? ''));
}

/** Returns the given volume mode, otherwise the mode of the static volume, otherwise the file system mode. */
export function volumeModeOf({ volumeMode, volume }: StorageProps): kplus.PersistentVolumeMode {
  return volumeMode ?? volume?.mode ?? kplus.PersistentVolumeMode.FILE_SYSTEM;
}

/** Returns true if `mode` limits the storage to one pod or to the pods of one node. */
export function isExclusive(mode: kplus.PersistentVolumeAccessMode): boolean {
  const { READ_WRITE_ONCE, READ_WRITE_ONCE_POD } = kplus.PersistentVolumeAccessMode;
  return mode === READ_WRITE_ONCE || mode === READ_WRITE_ONCE_POD;
}

/** Returns the given access mode, otherwise the first one of the static volume, otherwise ReadWriteOnce. */
export function accessModeOf({ accessMode, volume }: StorageProps): kplus.PersistentVolumeAccessMode {
  return accessMode ?? volume?.accessModes?.[0] ?? kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE;
}

/** Throws if the static volume could never bind to the claim or already has another claim. */
function requireVolumeFor(path: string, props: StorageProps): void {
  const { volume, size } = props;
  if (volume === undefined) return;
  requireOneOf(path, 'accessMode', accessModeOf(props), volume.accessModes);
  requireOneOf(path, 'volumeMode', volumeModeOf(props), [volume.mode]);
  requireOneOf(path, 'storageClassName', classOf(props) ?? '', [volume.storageClassName ?? '']);
  const capacity = volume.storage;
  if (capacity !== undefined && bytes(size) > bytes(capacity)) {
    const rule = `must not be above that of its volume, '${capacity.asString()}'`;
    throw propError(path, 'size', size.asString(), rule, 'claim less, or another volume');
  }
  const other = CLAIMED.get(volume);
  if (other === undefined) return;
  throw propError(path, 'volume', volume.name, `must have one claim, it has '${other}'`, 'claim another volume');
}

function requireOneOf(path: string, prop: string, value: string, known: readonly string[] = [value]): void {
  if (known.includes(value)) return;
  throw propError(path, prop, value, `must be one that its volume has (${known.join(', ')})`, 'leave it out');
}

/** Throws if `subPath` is not a relative path inside the volume, or if a subpath is given for a block device. */
export function requireSubPath(where: Construct, subPath: string | undefined, isBlock: boolean): void {
  if (subPath === undefined) return;
  requireRelativePath(where, 'subPath', subPath);
  if (isBlock) throw propError(where, 'subPath', subPath, 'must not be given for a device', 'leave it out');
}
