import { k8s } from 'cdk8s-plus-30';
import { DNS_SUBDOMAIN, requireName } from '../kube/names';

/** What new storage is filled with. @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#volume-snapshot-and-restore-volume-from-snapshot-support */
export class StorageSource {
  /** The contents of a VolumeSnapshot of the same cluster. Needs a CSI driver that has snapshots. @throws if the name is not valid */
  public static snapshot(name: string): StorageSource {
    requireName('StorageSource.snapshot', 'name', name, DNS_SUBDOMAIN, 'correct the name');
    return new StorageSource({ apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name });
  }

  /** A copy of what another claim of the same cluster holds. Needs a CSI driver that clones. @throws if the name is not valid */
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
