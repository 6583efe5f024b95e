import * as kplus from 'cdk8s-plus-30';
import { propError } from '../internal/errors';
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
export function stockWorkloadProps(plan: PodPlan, podLabels = plan.labels): kplus.WorkloadProps {
  const { stock, name, context, labels, annotations } = plan;
  const metadata = { name, namespace: context.facts.clusterName, labels };
  return { ...stock, select: false, metadata, podMetadata: { labels: podLabels, annotations } };
}

/** Seconds, as the API server writes them: it leaves out none. */
export function unlessZero(seconds: number | undefined): number | undefined {
  return seconds === 0 ? undefined : seconds;
}

/** Makes a workload select its pods by its name, and by nothing else. */
export function selectByName(workload: kplus.Workload, plan: PodPlan): void {
  workload.select(kplus.LabelSelector.of({ labels: plan.selector }));
  const refuse = (): never => {
    const rule = 'must be left as it is, as Kubernetes lets it never be changed';
    throw propError(workload, 'select', plan.name, rule, 'select the pods by their labels where that is needed');
  };
  Object.defineProperty(workload, 'select', { value: refuse });
}
