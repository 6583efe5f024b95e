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
 * The predecessor of ReplicaSets and Deployments, for users who still run ReplicationControllers. Writes one
 * ReplicationController and, with more than one replica, a PodDisruptionBudget.
 * @throws if `scope` is not in a cluster, if the name is invalid or already in use, if a prop does not meet its
 * documentation, or if there is more than one replica and no readiness probe
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicationcontroller/
 */
export class MarReplicationController extends replicaKeeper(
  REPLICATION_CONTROLLER,
  (scope, metadata, spec) =>
    new k8s.KubeReplicationController(scope, 'Resource', { metadata, spec: lazily(() => byLabels(spec())) }),
) {}

/**
 * Replaces the label selector of a ReplicaSet spec with its `matchLabels`: a ReplicationController has no match expressions.
 */
function byLabels({ selector, ...spec }: k8s.ReplicaSetSpec): k8s.ReplicationControllerSpec {
  return { ...spec, selector: selector.matchLabels };
}
