/** Kubernetes kind of an instance: a Pod, or a workload that creates pods. */
export enum InstanceKind {
  POD = 'Pod',
  DEPLOYMENT = 'Deployment',
  STATEFUL_SET = 'StatefulSet',
  DAEMON_SET = 'DaemonSet',
  REPLICA_SET = 'ReplicaSet',
  REPLICATION_CONTROLLER = 'ReplicationController',
  JOB = 'Job',
  CRON_JOB = 'CronJob',
}
