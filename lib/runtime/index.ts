export * from './actions';
export type { ClusterStatus, ClusterSummary, PhaseCount, QuotaUsage, WarningEvent } from './cluster-status';
export { MarErrorCode, MarRuntimeError } from './errors';
export * from './instance-kind';
export * from './instance-status';
export type { ConnectOptions } from './kube-config';
export type { ListOptions } from './listing';
export * from './mar-client';
export { type StatusChange, StatusChangeType } from './status-watch';
