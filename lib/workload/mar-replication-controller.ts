import { k8s } from 'cdk8s-plus-30';
import { INSTANCE_ID } from '../kube/names';
import { lazily, replicaKeeper } from './replica-keeper';
import { ReplicatedKind } from './replicas';

const REPLICATION_CONTROLLER: ReplicatedKind = {
  kind: 'ReplicationController',
  nameProp: 'workloadName',
  nameRule: INSTANCE_ID,
  defaultReplicas: 1,
};

/**
 * What ReplicaSets and Deployments took the place of, for those that still run one. Writes one ReplicationController and, with
 * more than one replica, a PodDisruptionBudget.
 * @throws if it is in no cluster, if its name is not valid or taken, if a prop is not what its documentation says, or if there
 * is more than one replica and no readiness probe
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/
 */
export class MarReplicationController extends replicaKeeper(
  REPLICATION_CONTROLLER,
  (scope, metadata, spec) =>
    new k8s.KubeReplicationController(scope, 'Resource', { metadata, spec: lazily(() => byLabels(spec())) }),
) {}

/** It selects by labels alone. */
function byLabels({ selector, ...spec }: k8s.ReplicaSetSpec): k8s.ReplicationControllerSpec {
  return { ...spec, selector: selector.matchLabels };
}
