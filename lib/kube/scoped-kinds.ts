import { nearest } from '../internal/nearest';
import { plural } from './plural';

/** What belongs to no namespace, of the kinds that Kubernetes itself serves. @see `kubectl api-resources --namespaced=false` */
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

/** Whether objects of a kind belong to no namespace. */
export function isClusterScoped(kind: string): boolean {
  return CLUSTER_SCOPED.has(kind);
}

/** What belongs to a namespace, of the kinds that Kubernetes itself serves. @see `kubectl api-resources --namespaced=true` */
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

/** The kind of Kubernetes that was meant, where there is none of a name: by its plural, other letters, or one too many. */
export function likelyKind(kind: string): string | undefined {
  if (KINDS.includes(kind)) return undefined;
  const lower = kind.toLowerCase();
  const alike = KINDS.find((known) => [known.toLowerCase(), plural(known)].includes(lower));
  // kinds of others are often called like those of Kubernetes, with further words
  const close = KINDS.filter((known) => known.startsWith(kind.charAt(0)) && Math.abs(known.length - kind.length) < 2);
  return alike ?? nearest(kind, close);
}
