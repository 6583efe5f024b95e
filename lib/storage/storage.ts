import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { belongsTo } from '../cluster/belonging';
import { ClusterContext } from '../cluster/cluster-context';
import { seenWith } from '../internal/collections';
import { pathIn, propError, Where } from '../internal/errors';
import { DNS_SUBDOMAIN, requireName, requireRelativePath } from '../kube/names';
import { bytes, sizeQuantity } from '../kube/quantity';
import { requireMember, requireOptional, requireProps } from '../internal/values';
import { claimVolume } from '../pod/volume';
import { StorageSource } from './storage-source';

/** How storage is mounted. */
export interface StorageMountProps {
  /**
   * Whether the instance can only read it.
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * The folder of the storage that is mounted, without a leading '/'.
   * @default - all of it
   */
  readonly subPath?: string;
}

/** What storage is claimed. */
export interface StorageProps {
  /**
   * How much, in whole bytes. It can be raised later where the storage class allows expansion, never lowered. Of a
   * StatefulSet's template Kubernetes lets nothing be changed: raise its claims.
   */
  readonly size: Size;
  /**
   * The name of the claim.
   * @default - of an instance's: `<instance>-<last part of the path>`
   */
  readonly claimName?: string;
  /**
   * Who can mount it at once.
   * @default PersistentVolumeAccessMode.READ_WRITE_ONCE; with `volume`, the first of the volume's
   */
  readonly accessMode?: kplus.PersistentVolumeAccessMode;
  /**
   * The storage class.
   * @default - the Kubernetes cluster's default class; with `volume`, that of the volume
   */
  readonly storageClassName?: string;
  /**
   * Whether it is a file system, or a device that the instance finds at the path.
   * @default PersistentVolumeMode.FILE_SYSTEM; with `volume`, that of the volume
   */
  readonly volumeMode?: kplus.PersistentVolumeMode;
  /**
   * What it is filled with.
   * @default - nothing
   */
  readonly source?: StorageSource;
  /**
   * The static volume to use.
   * @default - a volume is provisioned
   */
  readonly volume?: kplus.PersistentVolume;
}

/** What `addStorage` claims, and how it is mounted. */
export interface InstanceStorageProps extends StorageProps, StorageMountProps {}

/** Storage that pods mount, in any of their containers: `sidecar.mount('/data', storage)`. */
export interface IMarStorage extends kplus.IStorage {
  /** The name of the claim; of a StatefulSet's: that of the template, from which each pod gets a claim of its own. */
  readonly name: string;
}

/** The kind, as errors name it. */
export const CLAIM = 'PersistentVolumeClaim';

/** The claims that static volumes have; each can have one. */
const CLAIMED = new WeakMap<kplus.PersistentVolume, string>();

/**
 * A claim of storage in a cluster. Writes one PersistentVolumeClaim.
 * @throws if it is in no cluster, if the size is not above 0, if a name is not valid or taken, or if the static volume is
 * smaller, of another class or mode, or has another claim
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

  /** The claim, to be mounted: `container.mount('/data', storage)`. */
  public asVolume(): kplus.Volume {
    return this._mounted(undefined);
  }

  /** One volume, however many containers mount it; the first decides whether a node attaches it to be read only. @internal */
  public _mounted(readOnly: boolean | undefined): kplus.Volume {
    // beside the claim, so that no two volumes of a pod have one name
    return (this.mountedVolume ??= belongsTo(claimVolume(this.home, this.name, readOnly), this.clusterName, this));
  }

  /** cdk8s-plus only knows whole gibibytes and no source. @internal */
  public override _toKube(): kplus.k8s.PersistentVolumeClaimSpec {
    return Object.assign(super._toKube.call(seenWith(this, { storage: undefined })), this.spec);
  }
}

/** What storage is claimed, as Kubernetes writes it; refuses a size that is none, and a class that can be none. */
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

/** A claim that names no class gets the default one, which would never bind to a volume without class. */
function classOf({ storageClassName, volume }: StorageProps): string | undefined {
  return storageClassName ?? (volume && (volume.storageClassName ?? ''));
}

/** Whether it is a file system or a device. */
export function volumeModeOf({ volumeMode, volume }: StorageProps): kplus.PersistentVolumeMode {
  return volumeMode ?? volume?.mode ?? kplus.PersistentVolumeMode.FILE_SYSTEM;
}

/** Whether one pod alone, or those of one node, can mount it. */
export function isExclusive(mode: kplus.PersistentVolumeAccessMode): boolean {
  const { READ_WRITE_ONCE, READ_WRITE_ONCE_POD } = kplus.PersistentVolumeAccessMode;
  return mode === READ_WRITE_ONCE || mode === READ_WRITE_ONCE_POD;
}

/** Who can mount it at once. */
export function accessModeOf({ accessMode, volume }: StorageProps): kplus.PersistentVolumeAccessMode {
  return accessMode ?? volume?.accessModes?.[0] ?? kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE;
}

/** Refuses a static volume that would never be bound. */
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

/** Refuses a folder of a volume that would lead out of it, and any folder of a device. */
export function requireSubPath(where: Construct, subPath: string | undefined, isBlock: boolean): void {
  if (subPath === undefined) return;
  requireRelativePath(where, 'subPath', subPath);
  if (isBlock) throw propError(where, 'subPath', subPath, 'must not be given for a device', 'leave it out');
}
