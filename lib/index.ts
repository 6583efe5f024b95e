export * from './app/mar-app';
export type { MarAppProps } from './app/mar-app-props';
export { Checks } from './check/checks';
export { Manifest } from './check/manifest';
export { Manifests } from './check/manifests';
export {
  type IValidationContext,
  type IValidationReport,
  MarValidation,
  type MarValidationProps,
  type ValidationViolation,
} from './check/mar-validation';
export type { KubeObject, Labels, ObjectMeta } from './kube/objects';
export { TrafficMatrix, type TrafficPath } from './check/connectivity/traffic-matrix';
export { CheckReport } from './check/report';
export { type Finding, type IRule, Severity } from './check/rule';
export type { CheckFinding } from './check/run';
export type { MarClusterProps } from './cluster/cluster-props';
export * from './cluster/existing-cluster';
export type { IngressControllerProps } from './network/ingress-controller';
export { type DnsServiceProps, Isolation } from './network/isolation';
export type { ClaimBounds, LimitRequestRatio, LimitsProps, ResourceAmounts, ResourceBounds } from './cluster/limits';
export * from './cluster/mar-cluster';
export * from './cluster/mar-organization';
export { type IPeer, Peer, type PeerCidrOptions, type PeerPodsOptions } from './network/peer';
export { MarPermission } from './access/permission';
export { PodSecurityLevel, type PodSecurityProps } from './security/pod-security-level';
export { type InstancePort, Port } from './network/port';
export type { ComputeQuotaProps, QuotaProps, ScopedQuota, StorageClassQuota } from './cluster/quota';
export * from './cluster/quota-scope';
export * from './cluster/mar-region';
export * from './access/role';
export * from './access/subject';
export type { ExposeViaServiceProps } from './expose/exposed-ports';
export { type ExposeViaIngressProps, MarIngress } from './expose/ingress';
export { MarConfig, type MarConfigProps } from './storage/mar-config';
export * from './workload/mar-instance';
export type { IMarPod } from './workload/mar-pod';
export * from './storage/persistent-volume';
export * from './expose/service';
export * from './expose/service-type';
export * from './storage/storage-class';
export {
  type IMarStorage,
  type InstanceStorageProps,
  MarStorage,
  type StorageMountProps,
  type StorageProps,
} from './storage/storage';
export * from './storage/storage-source';
export * from './expose/tls';
export {
  Health,
  type HealthGrpcOptions,
  type HealthHttpOptions,
  type HealthOptions,
  type HealthPortOptions,
} from './pod/health';
export type { MarPodProps } from './pod/pod-props';
export { MarProfile, type MarProfileProps } from './profile/mar-profile';
export type { PodSettings, RequestProps } from './profile/pod-settings';
export { AppArmorProfile, SeccompProfile, type SecurityProps, type SeLinuxOptions } from './security/security-props';
export { type TopologySpread, WhenUnsatisfiable } from './profile/topology-spread';
export { MarVolume, ProjectedSource } from './pod/volume';
export type { AutoscaleProps } from './workload/autoscaler';
export type { AvailabilityProps } from './workload/availability';
export { type DaemonSetRollingUpdateOptions, DaemonSetStrategy } from './workload/daemon-set-strategy';
export { DisruptionBudget } from './workload/disruption-budget';
export { JobCompletionMode, type MarJobProps } from './workload/job-props';
export * from './workload/mar-cron-job';
export * from './workload/mar-daemon-set';
export * from './workload/mar-deployment';
export * from './workload/mar-job';
export * from './workload/mar-replica-set';
export * from './workload/mar-replication-controller';
export * from './workload/mar-stateful-set';
export * from './workload/pod-failure-rule';
export type { MarReplicaSetProps } from './workload/replica-keeper';
export type { IReplicated, ReplicatedProps } from './workload/replicas';
export type { MarWorkloadProps } from './workload/workload-props';
