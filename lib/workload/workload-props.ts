import * as kplus from 'cdk8s-plus-30';
import { PodPlan } from '../pod/pod-plan';
import { MarPodProps } from '../pod/pod-props';

/** What every workload can say: what every pod can, and what it is called. */
export interface MarWorkloadProps extends MarPodProps {
  /**
   * The name of the workload, at most 63 characters; of a StatefulSet or CronJob, at most 52. Its pods are selected by it.
   * @default - the id, letter for letter
   */
  readonly workloadName?: string;
}

/** What cdk8s-plus is told of a workload. It would select by a hash of the path, which changes when code moves. */
export function stockWorkloadProps({ stock, name, context, labels, annotations }: PodPlan): kplus.WorkloadProps {
  const metadata = { name, namespace: context.facts.clusterName, labels };
  return { ...stock, select: false, metadata, podMetadata: { labels, annotations } };
}

/** Makes a workload select its pods by its name. */
export function selectByName(workload: kplus.Workload, plan: PodPlan): void {
  workload.select(kplus.LabelSelector.of({ labels: plan.selector }));
}
