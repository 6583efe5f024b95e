import { CLUSTER, COMMON_LABELS, SELECTOR_LABEL } from '../../internal/labels';
import { InstanceKind } from './instance-kind';
import { KubeObject } from './kube';

const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** Label selector for the objects that this library wrote. */
export const OURS = `${MANAGED_BY}=${COMMON_LABELS[MANAGED_BY]}`;

/** Label selector for the namespaces that a MarCluster wrote. */
export const CLUSTERS = `${OURS},${CLUSTER}`;

/** By which the server selects the pods of their own, and those of workloads. */
export const ALONE = SELECTOR_LABEL.Pod;

/** Returns true if the object is an instance of MAR, not a part of one, such as a Job of a CronJob. */
export function isInstance(kind: InstanceKind, { metadata }: KubeObject): boolean {
  const { labels = {}, ownerReferences = [] } = metadata;
  return (
    labels[MANAGED_BY] === COMMON_LABELS[MANAGED_BY] &&
    labels[SELECTOR_LABEL[kind]] === metadata.name &&
    !ownerReferences.some(({ controller }) => controller === true)
  );
}
