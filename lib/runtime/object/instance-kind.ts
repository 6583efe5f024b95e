/** What an instance is in Kubernetes: a pod of its own, or a workload that makes pods. */
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
