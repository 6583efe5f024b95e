import { CLUSTER, COMMON_LABELS, SELECTOR_LABEL } from '../../internal/labels';
import { InstanceKind } from './instance-kind';
import { KubeObject } from './kube';

const MANAGED_BY = 'app.kubernetes.io/managed-by';

/** By which the server selects what this library wrote. */
export const OURS = `${MANAGED_BY}=${COMMON_LABELS[MANAGED_BY]}`;

/** By which the server selects the namespaces that a MarCluster made. */
export const CLUSTERS = `${OURS},${CLUSTER}`;

/** By which the server selects the pods of their own, and those of workloads. */
export const ALONE = SELECTOR_LABEL.Pod;

/** Whether an object is an instance of MAR and not a part of one, as the jobs of a CronJob are. */
export function isInstance(kind: InstanceKind, { metadata }: KubeObject): boolean {
  const { labels = {}, ownerReferences = [] } = metadata;
  return (
    labels[MANAGED_BY] === COMMON_LABELS[MANAGED_BY] &&
    labels[SELECTOR_LABEL[kind]] === metadata.name &&
    !ownerReferences.some(({ controller }) => controller === true)
  );
}
