export { MarApp } from './app/mar-app';
export type { MarAppProps } from './app/mar-app-props';
export { Checks } from './check/checks';
export { TrafficMatrix, type TrafficPath } from './check/connectivity/traffic-matrix';
export { Manifest } from './check/manifest';
export { Manifests } from './check/manifests';
export {
  type IValidationContext,
  type IValidationReport,
  MarValidation,
  type MarValidationProps,
  type ValidationViolation,
} from './check/mar-validation';
export { CheckReport } from './check/report';
export { type Finding, type IRule, Severity } from './check/rule';
export type { CheckFinding } from './check/run';
export type { AutoscaleProps } from './workload/autoscaler';
export type { AvailabilityProps } from './workload/availability';
export { type DaemonSetRollingUpdateOptions, DaemonSetStrategy } from './workload/daemon-set-strategy';
export { DisruptionBudget } from './workload/disruption-budget';
export { JobCompletionMode, type MarJobProps } from './workload/job-props';
export { MarCronJob, type MarCronJobProps } from './workload/mar-cron-job';
export { MarDaemonSet, type MarDaemonSetProps } from './workload/mar-daemon-set';
export { MarDeployment, type MarDeploymentProps } from './workload/mar-deployment';
export { MarInstance, type MarInstanceProps } from './workload/mar-instance';
export { MarJob } from './workload/mar-job';
export type { IMarPod } from './workload/mar-pod';
export { MarReplicaSet } from './workload/mar-replica-set';
export { MarReplicationController } from './workload/mar-replication-controller';
export {
  ClaimRetention,
  type ClaimRetentionPolicy,
  MarStatefulSet,
  type MarStatefulSetProps,
} from './workload/mar-stateful-set';
export { PodFailureAction, PodFailureRule } from './workload/pod-failure-rule';
export type { MarReplicaSetProps } from './workload/replica-keeper';
export type { IReplicated, ReplicatedProps } from './workload/replicas';
export type { MarWorkloadProps } from './workload/workload-props';
export type { ExposeViaServiceProps } from './expose/exposed-ports';
export { type ExposeViaIngressProps, MarIngress } from './expose/ingress';
export { MarService, type MarServicePort, type MarServiceProps } from './expose/service';
export {
  ExternalTrafficPolicy,
  type HeadlessServiceOptions,
  type LoadBalancerServiceOptions,
  MarServiceType,
  type NodePortServiceOptions,
} from './expose/service-type';
export { type CertManagerOptions, Tls } from './expose/tls';
export { MarConfig, type MarConfigProps } from './storage/mar-config';
export { MarPersistentVolume, type MarPersistentVolumeProps, VolumeBackend } from './storage/persistent-volume';
export {
  type IMarStorage,
  type InstanceStorageProps,
  MarStorage,
  type StorageMountProps,
  type StorageProps,
} from './storage/storage';
export { MarStorageClass, type MarStorageClassProps, VolumeBindingMode } from './storage/storage-class';
export { StorageSource } from './storage/storage-source';
export {
  Health,
  type HealthGrpcOptions,
  type HealthHttpOptions,
  type HealthOptions,
  type HealthPortOptions,
} from './pod/health';
export type { MarPodProps } from './pod/pod-props';
export { MarVolume, ProjectedSource } from './pod/volume';
export type { MarClusterProps } from './cluster/cluster-props';
export { ExistingCluster, type ExistingClusterProps } from './cluster/existing-cluster';
export type { ClaimBounds, LimitRequestRatio, LimitsProps, ResourceAmounts, ResourceBounds } from './cluster/limits';
export { MarCluster } from './cluster/mar-cluster';
export { MarOrganization, type MarOrganizationProps, type OrganizationGrantOptions } from './cluster/mar-organization';
export { MarRegion } from './cluster/mar-region';
export type { ComputeQuotaProps, QuotaProps, ScopedQuota, StorageClassQuota } from './cluster/quota';
export { QuotaScope } from './cluster/quota-scope';
export type { IngressControllerProps } from './network/ingress-controller';
export { type DnsServiceProps, Isolation } from './network/isolation';
export { type IPeer, Peer, type PeerCidrOptions, type PeerPodsOptions } from './network/peer';
export { type InstancePort, Port } from './network/port';
export { MarPermission } from './access/permission';
export { MarRole } from './access/role';
export { type ISubject, Subject } from './access/subject';
export { MarProfile, type MarProfileProps } from './profile/mar-profile';
export type { PodSettings, RequestProps } from './profile/pod-settings';
export { type TopologySpread, WhenUnsatisfiable } from './profile/topology-spread';
export { PodSecurityLevel, type PodSecurityProps } from './security/pod-security-level';
export { AppArmorProfile, type SeLinuxOptions, SeccompProfile, type SecurityProps } from './security/security-props';
export type { KubeObject, Labels, ObjectMeta } from './kube/objects';
