import { AbstractPod, PersistentVolumeAccessMode, Volume } from 'cdk8s-plus-30';
import { propError } from '../internal/errors';
import { DNS_SUBDOMAIN, requireName } from '../internal/names';
import { NameRegistry } from '../internal/name-registry';
import { accessModeOf, CLAIM, IMarStorage, MarStorage, StorageProps } from './storage';

/** Storage that was just claimed for a pod. */
export interface ClaimedStorage extends IMarStorage {
  _mounted(readOnly: boolean | undefined): Volume;
}

/** Where the storage of pods comes from: claims of their own, or the templates of a StatefulSet. */
export interface ClaimSource {
  /** The name of what is claimed, from the last part of its path. */
  nameFor(part: string): string;
  /** Claims storage; refuses a name that is not valid or taken. */
  claim(name: string, storage: StorageProps): ClaimedStorage;
}

/** The modes in which one pod alone, or the pods of one node, can mount a volume. */
const EXCLUSIVE = [PersistentVolumeAccessMode.READ_WRITE_ONCE, PersistentVolumeAccessMode.READ_WRITE_ONCE_POD];

/** Claims that all pods of one kind share. */
export class PodClaims implements ClaimSource {
  private readonly exclusiveClaims: string[] = [];

  constructor(
    private readonly pod: AbstractPod & { _maxPods(): number },
    private readonly podName: string,
    private readonly names: NameRegistry,
  ) {}

  /** The names of those that one pod alone can mount. */
  public get exclusive(): readonly string[] {
    return this.exclusiveClaims;
  }

  public nameFor(part: string): string {
    return `${this.podName}-${part}`;
  }

  public claim(claimName: string, storage: StorageProps): MarStorage {
    const { pod, names } = this;
    requireName(pod, 'claimName', claimName, DNS_SUBDOMAIN, 'choose another name');
    names.requireFree(pod, 'claimName', CLAIM, claimName);
    const accessMode = accessModeOf(storage);
    const isExclusive = EXCLUSIVE.includes(accessMode);
    if (isExclusive && pod._maxPods() > 1) {
      const rule = 'must let several pods mount the claim, as there can be more than one of these';
      throw propError(
        pod,
        'accessMode',
        accessMode,
        rule,
        'use READ_WRITE_MANY or a MarStatefulSet, or let one run at a time',
      );
    }
    const claim = new MarStorage(pod, `Storage-${claimName}`, { ...storage, claimName });
    if (isExclusive) this.exclusiveClaims.push(claimName);
    return claim;
  }
}
