import { k8s, PersistentVolumeReclaimPolicy } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { listOf, mapOf } from '../internal/collections';
import { propError, requireFreeId, Where } from '../internal/errors';
import { DNS_SUBDOMAIN, requireKey, requireName } from '../kube/names';
import { VERSION_ANNOTATION } from '../internal/version';
import { withoutNamespace } from '../internal/scope';
import { requireMember, requireProps, requireRecord, requireText, requireTexts } from '../internal/values';

/** When a volume is chosen or made for a claim. */
export enum VolumeBindingMode {
  /** When an instance uses the claim, so that both end up in the same zone. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',
  /** At once. */
  IMMEDIATE = 'Immediate',
}

/** Properties of a storage class. */
export interface MarStorageClassProps {
  /** The driver that makes the volumes, such as `ebs.csi.aws.com` or `rancher.io/local-path`. */
  readonly provisioner: string;
  /**
   * The name of the class.
   * @default - the id
   */
  readonly storageClassName?: string;
  /**
   * Whether claims without a class get this one.
   * @default false
   */
  readonly isDefault?: boolean;
  /**
   * Parameters of the driver.
   * @default - none
   */
  readonly parameters?: { readonly [key: string]: string };
  /**
   * What happens to a volume whose claim is deleted.
   * @default PersistentVolumeReclaimPolicy.RETAIN, so that no data goes with a claim
   */
  readonly reclaimPolicy?: PersistentVolumeReclaimPolicy;
  /**
   * When a volume is chosen or made for a claim.
   * @default VolumeBindingMode.WAIT_FOR_FIRST_CONSUMER
   */
  readonly volumeBindingMode?: VolumeBindingMode;
  /**
   * Whether claims can be enlarged. Say false for a driver that cannot.
   * @default true
   */
  readonly allowVolumeExpansion?: boolean;
  /**
   * Options of the mounts.
   * @default - none
   */
  readonly mountOptions?: string[];
}

/**
 * A storage class, for the owners of the platform. Writes one StorageClass, which belongs to no cluster.
 * @throws if the name or the provisioner is not valid, or a parameter is not a string or has no name
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export class MarStorageClass extends Construct {
  /** The name of the class, for `storageClassName`. */
  public readonly storageClassName: string;

  constructor(scope: Construct, id: string, props: MarStorageClassProps) {
    requireProps(scope, id, props);
    requireFreeId(scope, id);
    super(scope, id);
    requireMember(this, 'reclaimPolicy', props.reclaimPolicy, PersistentVolumeReclaimPolicy);
    requireMember(this, 'volumeBindingMode', props.volumeBindingMode, VolumeBindingMode);
    requireRecord(this, 'parameters', props.parameters ?? {});
    requireTexts(this, 'mountOptions', props.mountOptions);
    requireParameters(this, props.parameters ?? {});
    const name = props.storageClassName ?? id;
    requireName(this, 'storageClassName', name, DNS_SUBDOMAIN, 'choose another name');
    requireKey(this, 'provisioner', props.provisioner);
    this.storageClassName = name;
    const ofDefault = { 'storageclass.kubernetes.io/is-default-class': 'true' };
    const annotations = { ...VERSION_ANNOTATION, ...((props.isDefault ?? false) ? ofDefault : {}) };
    const resource = new k8s.KubeStorageClass(this, 'Resource', {
      metadata: { name, annotations },
      provisioner: props.provisioner,
      parameters: mapOf(props.parameters),
      reclaimPolicy: props.reclaimPolicy ?? PersistentVolumeReclaimPolicy.RETAIN,
      volumeBindingMode: props.volumeBindingMode ?? VolumeBindingMode.WAIT_FOR_FIRST_CONSUMER,
      allowVolumeExpansion: props.allowVolumeExpansion ?? true,
      mountOptions: listOf(props.mountOptions),
    });
    withoutNamespace(resource);
  }
}

const MAX_PARAMETERS = 512;

/** @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/storage-class-v1/ */
function requireParameters(where: Where, parameters: Readonly<Record<string, string>>): void {
  const entries = Object.entries(parameters);
  for (const [key, value] of entries) {
    if (key === '') throw propError(where, 'parameters', key, 'must not have an empty key', 'name the parameter');
    requireText(where, `parameters['${key}']`, value);
  }
  if (entries.length <= MAX_PARAMETERS) return;
  const rule = `must have at most ${MAX_PARAMETERS} entries`;
  throw propError(where, 'parameters', entries.length, rule, 'remove some of them');
}
