export * from './action/actions';
export type { ClusterStatus, ClusterSummary, PhaseCount, QuotaUsage, WarningEvent } from './status/cluster-status';
export { MarErrorCode, MarRuntimeError } from './api/errors';
export * from './object/instance-kind';
export * from './status/instance-status';
export type { ConnectOptions } from './api/kube-config';
export type { ListOptions } from './status/read-inventory';
export * from './mar-client';
export { type StatusChange, StatusChangeType } from './status/status-watch';
