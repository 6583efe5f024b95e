import { k8s, PersistentVolumeReclaimPolicy } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { listOf, mapOf } from '../internal/collections';
import { propError, requireFreeId, Where } from '../internal/errors';
import { DNS_SUBDOMAIN, requireKey, requireName } from '../kube/names';
import { VERSION_ANNOTATION } from '../internal/version';
import { withoutNamespace } from '../internal/scope';
import { requireMember, requireProps, requireRecord, requireText, requireTexts } from '../internal/values';

/** Time at which Kubernetes chooses or provisions a volume for a claim. */
export enum VolumeBindingMode {
  /** Chooses or creates the volume when a pod uses the claim, so that the pod and the volume are in the same zone. */
  WAIT_FOR_FIRST_CONSUMER = 'WaitForFirstConsumer',
  /** Chooses or creates the volume as soon as the claim is created. */
  IMMEDIATE = 'Immediate',
}

/** Properties of a storage class. */
export interface MarStorageClassProps {
  /** Driver that provisions the volumes, such as `ebs.csi.aws.com` or `rancher.io/local-path`. */
  readonly provisioner: string;
  /**
   * Name of the class.
   * @default - the id
   */
  readonly storageClassName?: string;
  /**
   * True if claims that name no class get this class.
   * @default false
   */
  readonly isDefault?: boolean;
  /**
   * Parameters of the driver.
   * @default - none
   */
  readonly parameters?: { readonly [key: string]: string };
  /**
   * Tells Kubernetes whether to keep or delete a volume after its claim is deleted.
   * @default PersistentVolumeReclaimPolicy.RETAIN, so that deleting a claim does not delete data
   */
  readonly reclaimPolicy?: PersistentVolumeReclaimPolicy;
  /**
   * Time at which Kubernetes chooses or provisions a volume for a claim.
   * @default VolumeBindingMode.WAIT_FOR_FIRST_CONSUMER
   */
  readonly volumeBindingMode?: VolumeBindingMode;
  /**
   * True if claims can be enlarged. Set to false for a driver that does not support expansion.
   * @default true
   */
  readonly allowVolumeExpansion?: boolean;
  /**
   * Mount options.
   * @default - none
   */
  readonly mountOptions?: string[];
}

/**
 * A storage class, declared by the owners of the platform. Creates one StorageClass, which is not part of any cluster.
 * @throws if the name or the provisioner is not valid, if a parameter is not a string or has an empty key, or if there are
 * more than 512 parameters
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/
 */
export class MarStorageClass extends Construct {
  /** Name of the class, for use as `storageClassName` of a claim. */
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
    const resource = new k8s.KubeStorageClass(this, 'Resource', {
      metadata: { name, annotations: { ...VERSION_ANNOTATION, ...((props.isDefault ?? false) ? DEFAULT_CLASS : {}) } },
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

/** Annotation of the class that claims without a class get. */
const DEFAULT_CLASS = { 'storageclass.kubernetes.io/is-default-class': 'true' };

const MAX_PARAMETERS = 512;

/**
 * Throws if a parameter has an empty key or is not a string, or if there are more than 512 parameters.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/storage-class-v1/
 */
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
