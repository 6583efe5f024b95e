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
 * A number of pods that are all alike. A change reaches only the pods that are made after it, so a MarDeployment is the better
 * choice but for what orchestrates updates itself. Writes one ReplicaSet and, with more than one replica, a
 * PodDisruptionBudget.
 * @throws if it is in no cluster, if its name is not valid or taken, if a prop is not what its documentation says, or if there
 * is more than one replica and no readiness probe
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
 */
export class MarReplicaSet extends replicaKeeper(
  REPLICA_SET,
  (scope, metadata, spec) => new k8s.KubeReplicaSet(scope, 'Resource', { metadata, spec: lazily(spec) }),
) {}
