import { ApiObject, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { listOf } from '../internal/collections';
import { callError, pathIn, requireFreeId, textOf } from '../internal/errors';
import { DNS_SUBDOMAIN, requireName } from '../kube/names';
import { sizeQuantity } from '../kube/quantity';
import { withoutNamespace } from '../internal/scope';
import { requireUnicode } from '../internal/unicode';
import { VERSION_ANNOTATION } from '../internal/version';
import { requireInstance, requireMember, requireProps, requireTexts } from '../internal/values';
import { CSI_DRIVER } from '../kube/volume-sources';

/** Location of a static volume. */
export class VolumeBackend {
  /**
   * Returns a folder that an NFS server exports. @throws if `server` is empty or contains whitespace, or `path` is not
   * absolute
   */
  public static nfs(server: string, path: string): VolumeBackend {
    requireUnicode('VolumeBackend.nfs', 'server', server);
    if (typeof server !== 'string' || !/^\S+$/.test(server)) {
      throw callError(`VolumeBackend.nfs('${textOf(server)}')`, 'must name a server', 'give its host name or address');
    }
    requireAbsolutePath('nfs', path);
    return new VolumeBackend({ nfs: { server, path } });
  }

  /**
   * Returns a volume of a CSI driver, identified by the driver's volume handle.
   * @throws if `driver` is not a DNS name of at most 63 characters, or `volumeHandle` is empty
   */
  public static csi(driver: string, volumeHandle: string): VolumeBackend {
    requireName('VolumeBackend.csi', 'driver', driver, CSI_DRIVER, 'give the name of a CSI driver');
    requireUnicode('VolumeBackend.csi', 'volumeHandle', volumeHandle);
    if (volumeHandle === '')
      throw callError(`VolumeBackend.csi('${driver}')`, 'must have a handle', 'give that of the driver');
    return new VolumeBackend({ csi: { driver, volumeHandle } });
  }

  /** Returns a disk or folder on the named nodes. @throws if no node is named, or `path` is not absolute */
  public static local(path: string, ...nodes: string[]): VolumeBackend {
    if (nodes.length === 0)
      throw callError(`VolumeBackend.local('${textOf(path)}')`, 'must name a node', 'give at least one');
    requireAbsolutePath('local', path);
    requireUnicode('VolumeBackend.local', 'nodes', nodes);
    const expression = { key: 'kubernetes.io/hostname', operator: 'In', values: [...nodes] };
    const nodeAffinity = { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } };
    return new VolumeBackend({ local: { path }, nodeAffinity });
  }

  private constructor(private readonly spec: kplus.k8s.PersistentVolumeSpec) {}

  /** @internal */
  public _toKube(): kplus.k8s.PersistentVolumeSpec {
    return { ...this.spec };
  }
}

function requireAbsolutePath(factory: string, path: string): void {
  requireUnicode(`VolumeBackend.${factory}`, 'path', path);
  if (typeof path === 'string' && path.startsWith('/') && !path.split('/').includes('..')) return;
  throw callError(
    `VolumeBackend.${factory}('${textOf(path)}')`,
    "must have an absolute path without '..'",
    'correct the path',
  );
}

function requireChoices(path: string, props: MarPersistentVolumeProps): void {
  const example = "VolumeBackend.nfs('nfs.example.com', '/data')";
  requireInstance(path, 'backend', props.backend, '_toKube', 'a VolumeBackend', example);
  requireMember(path, 'accessMode', props.accessMode, kplus.PersistentVolumeAccessMode);
  requireMember(path, 'reclaimPolicy', props.reclaimPolicy, kplus.PersistentVolumeReclaimPolicy);
  requireMember(path, 'volumeMode', props.volumeMode, kplus.PersistentVolumeMode);
  requireTexts(path, 'mountOptions', props.mountOptions);
}

/** Properties of a static volume. */
export interface MarPersistentVolumeProps {
  /** Capacity of the volume, in whole bytes. */
  readonly size: Size;
  /** Location of the volume. */
  readonly backend: VolumeBackend;
  /**
   * Name of the volume.
   * @default - the id
   */
  readonly volumeName?: string;
  /**
   * Access mode: which nodes or pods can mount the volume at the same time.
   * @default PersistentVolumeAccessMode.READ_WRITE_ONCE
   */
  readonly accessMode?: kplus.PersistentVolumeAccessMode;
  /**
   * Storage class that a claim must name to get the volume.
   * @default - none: only a claim that names the volume gets it
   */
  readonly storageClassName?: string;
  /**
   * Tells Kubernetes whether to keep or delete the volume after its claim is deleted.
   * @default PersistentVolumeReclaimPolicy.RETAIN
   */
  readonly reclaimPolicy?: kplus.PersistentVolumeReclaimPolicy;
  /**
   * Volume mode: file system or block device.
   * @default PersistentVolumeMode.FILE_SYSTEM
   */
  readonly volumeMode?: kplus.PersistentVolumeMode;
  /**
   * Mount options.
   * @default - none
   */
  readonly mountOptions?: string[];
}

/**
 * A volume that already exists, declared by the owners of the platform. `addStorage` with `volume` claims the volume.
 * Creates one PersistentVolume, which is not part of any cluster.
 * @throws if the size is not above 0, or if a name or an option is not valid
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/
 */
export class MarPersistentVolume extends kplus.PersistentVolume {
  private readonly capacity: kplus.k8s.Quantity;
  private readonly backend: VolumeBackend;

  constructor(scope: Construct, id: string, props: MarPersistentVolumeProps) {
    requireProps(scope, id, props);
    requireChoices(pathIn(scope, id), props);
    requireFreeId(scope, id);
    super(scope, id, {
      metadata: { name: props.volumeName ?? id, annotations: VERSION_ANNOTATION },
      storage: props.size,
      accessModes: [props.accessMode ?? kplus.PersistentVolumeAccessMode.READ_WRITE_ONCE],
      storageClassName: props.storageClassName,
      reclaimPolicy: props.reclaimPolicy,
      volumeMode: props.volumeMode,
      mountOptions: listOf(props.mountOptions),
    });
    requireName(this, 'volumeName', this.name, DNS_SUBDOMAIN, 'choose another name');
    if (props.storageClassName !== undefined) {
      requireName(this, 'storageClassName', props.storageClassName, DNS_SUBDOMAIN, 'give the name of a StorageClass');
    }
    this.capacity = sizeQuantity(this, 'size', props.size);
    this.backend = props.backend;
    withoutNamespace(ApiObject.of(this));
  }

  /**
   * Returns the volume spec with the exact capacity and the backend. cdk8s-plus supports only whole gibibytes and the disks
   * of three clouds. @internal
   */
  public override _toKube(): kplus.k8s.PersistentVolumeSpec {
    const withoutSize = Object.create(this, { storage: { value: undefined } }) as this;
    const stock = super._toKube.call(withoutSize);
    return { ...stock, capacity: { storage: this.capacity }, ...this.backend._toKube() };
  }
}
