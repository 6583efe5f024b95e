import { k8s } from 'cdk8s-plus-30';
import { INSTANCE_ID } from '../kube/names';
import { lazily, replicaKeeper } from './replica-keeper';
import { ReplicatedKind } from './replicas';

const REPLICA_SET: ReplicatedKind = {
  kind: 'ReplicaSet',
  nameProp: 'workloadName',
  nameRule: INSTANCE_ID,
  defaultReplicas: 1,
};

/**
 * Keeps a number of identical pods running. Changes of the template reach only pods created later, so prefer a MarDeployment
 * unless other software orchestrates the updates. Writes one ReplicaSet and, with more than one replica, a
 * PodDisruptionBudget.
 * @throws if `scope` is not in a cluster, if the name is invalid or already in use, if a prop does not meet its
 * documentation, or if there is more than one replica and no readiness probe
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
 */
export class MarReplicaSet extends replicaKeeper(
  REPLICA_SET,
  (scope, metadata, spec) => new k8s.KubeReplicaSet(scope, 'Resource', { metadata, spec: lazily(spec) }),
) {}
