import { AbstractPod, PersistentVolumeAccessMode, Volume } from 'cdk8s-plus-30';
import { ClusterContext } from '../cluster/cluster-context';
import { extended } from '../internal/collections';
import { finding, propError } from '../internal/errors';
import { DNS_SUBDOMAIN, requireName } from '../kube/names';
import { requireMember } from '../internal/values';
import { volumesOf } from '../pod/volume';
import { accessModeOf, CLAIM, IMarStorage, isExclusive, MarStorage, StorageProps } from './storage';

/** Storage that `ClaimSource.claim` returns; the pod mounts its volume. */
export interface ClaimedStorage extends IMarStorage {
  _mounted(readOnly: boolean | undefined): Volume;
}

/** Creates the storage of pods: PersistentVolumeClaims, or volume claim templates of a StatefulSet. */
export interface ClaimSource {
  /** Returns the name of the claim or template for `part`, the last segment of the mount path. */
  nameFor(part: string): string;
  /** Adds a claim or template called `name` and returns its storage. Throws if the name is invalid or taken. */
  claim(name: string, storage: StorageProps): ClaimedStorage;
}

type Pods = AbstractPod & { _maxPods(): number };

const SHARED = 'must let several pods mount the claim, as there can be more than one of these';
const ADVICE = 'use READ_WRITE_MANY or a MarStatefulSet, or let one run at a time';

/** Creates PersistentVolumeClaims that all pods of one workload share. */
export class PodClaims implements ClaimSource {
  constructor(
    private readonly pods: Pods,
    private readonly podName: string,
    private readonly context: ClusterContext,
  ) {}

  public nameFor(part: string): string {
    return `${this.podName}-${part}`;
  }

  public claim(claimName: string, storage: StorageProps): MarStorage {
    const { pods, context } = this;
    requireMember(pods, 'accessMode', storage.accessMode, PersistentVolumeAccessMode);
    requireName(pods, 'claimName', claimName, DNS_SUBDOMAIN, 'choose another name');
    context.names.requireFree(pods, 'claimName', CLAIM, claimName);
    const accessMode = accessModeOf(storage);
    if (isExclusive(accessMode) && pods._maxPods() > 1) {
      throw propError(pods, 'accessMode', accessMode, SHARED, ADVICE);
    }
    return new MarStorage(pods, `Storage-${claimName}`, extended(storage, { claimName }));
  }

  /** Names of the mounted claims that only one pod at a time can use, however the volume was added. */
  public get exclusive(): string[] {
    const sources = volumesOf(this.pods).map((volume) => volume._toKube());
    const names = sources.flatMap((source) => source.persistentVolumeClaim?.claimName ?? []);
    return names.filter((name) => this.context.exclusiveClaims.has(name));
  }

  /**
   * Returns a message for each mounted claim that only one pod can use, if the workload can run several pods. Otherwise,
   * returns an empty list.
   */
  public findings(): string[] {
    if (this.pods._maxPods() < 2) return [];
    return this.exclusive.map((name) => finding(`accessMode of the claim '${name}'`, 'one pod', SHARED, ADVICE));
  }
}
