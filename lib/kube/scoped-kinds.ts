import { nearest } from '../internal/nearest';
import { plural } from './plural';

/** Built-in kinds of Kubernetes that belong to no namespace. @see `kubectl api-resources --namespaced=false` */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'ComponentStatus',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'DeviceClass',
  'FlowSchema',
  'IngressClass',
  'IPAddress',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceSlice',
  'RuntimeClass',
  'ServiceCIDR',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);

/** Returns true if `kind` is a built-in kind that belongs to no namespace. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** Built-in kinds of Kubernetes that belong to a namespace. @see `kubectl api-resources --namespaced=true` */
const NAMESPACED: readonly string[] = [
  'Binding',
  'ConfigMap',
  'ControllerRevision',
  'CronJob',
  'CSIStorageCapacity',
  'DaemonSet',
  'Deployment',
  'Endpoints',
  'EndpointSlice',
  'Event',
  'HorizontalPodAutoscaler',
  'Ingress',
  'Job',
  'Lease',
  'LimitRange',
  'LocalSubjectAccessReview',
  'NetworkPolicy',
  'PersistentVolumeClaim',
  'Pod',
  'PodDisruptionBudget',
  'PodTemplate',
  'ReplicaSet',
  'ReplicationController',
  'ResourceClaim',
  'ResourceClaimTemplate',
  'ResourceQuota',
  'Role',
  'RoleBinding',
  'Secret',
  'Service',
  'ServiceAccount',
  'StatefulSet',
];

const KINDS: readonly string[] = [...NAMESPACED, ...CLUSTER_SCOPED];

/**
 * Returns the built-in kind that was probably meant by a misspelled `kind`: a plural, wrong case, or a typing error. Returns
 * undefined if `kind` is built in or no kind is close.
 */
export function likelyKind(kind: string): string | undefined {
  if (KINDS.includes(kind)) return undefined;
  const lower = kind.toLowerCase();
  const alike = KINDS.find((known) => [known.toLowerCase(), plural(known)].includes(lower));
  // compares only kinds of about the same length: custom kinds often extend the name of a built-in kind
  const close = KINDS.filter((known) => known.startsWith(kind.charAt(0)) && Math.abs(known.length - kind.length) < 2);
  return alike ?? nearest(kind, close);
}
