import { k8s } from 'cdk8s-plus-30';
import { DNS_SUBDOMAIN, requireName } from '../kube/names';

/**
 * Data source of a new volume: a VolumeSnapshot or another PersistentVolumeClaim.
 *
 * @see
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-snapshot-and-restore-volume-from-snapshot-support
 */
export class StorageSource {
  /**
   * Restores the VolumeSnapshot called `name` of the same namespace. Needs a CSI driver that supports snapshots.
   *
   * @throws if the name is invalid
   */
  public static snapshot(name: string): StorageSource {
    requireName('StorageSource.snapshot', 'name', name, DNS_SUBDOMAIN, 'correct the name');
    return new StorageSource({ apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name });
  }

  /**
   * Clones the PersistentVolumeClaim called `name` of the same namespace. Needs a CSI driver that supports cloning.
   *
   * @throws if the name is invalid
   */
  public static claim(name: string): StorageSource {
    requireName('StorageSource.claim', 'name', name, DNS_SUBDOMAIN, 'correct the name');
    return new StorageSource({ kind: 'PersistentVolumeClaim', name });
  }

  private constructor(private readonly reference: k8s.TypedLocalObjectReference) {}

  /** @internal */
  public _toKube(): k8s.TypedLocalObjectReference {
    return { ...this.reference };
  }
}
