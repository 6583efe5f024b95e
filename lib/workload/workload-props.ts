import * as kplus from 'cdk8s-plus-30';
import { propError } from '../internal/errors';
import { PodPlan } from '../pod/pod-plan';
import { MarPodProps } from '../pod/pod-props';

/** Properties of every workload: the properties of its pods, and the name. */
export interface MarWorkloadProps extends MarPodProps {
  /**
   * Name of the workload, at most 63 characters, or at most 52 for a StatefulSet or CronJob. The workload selects its pods
   * by this name.
   * @default - the id, letter for letter
   */
  readonly workloadName?: string;
}

/**
 * Returns the props for the cdk8s-plus workload. `select` is false because cdk8s-plus would select by a hash of the
 * construct path, which changes when code moves.
 */
export function stockWorkloadProps(plan: PodPlan, podLabels = plan.labels): kplus.WorkloadProps {
  const { stock, name, context, labels, annotations } = plan;
  const metadata = { name, namespace: context.facts.clusterName, labels };
  return { ...stock, select: false, metadata, podMetadata: { labels: podLabels, annotations } };
}

/** Returns undefined if `seconds` is 0, otherwise `seconds`: the API server leaves out 0 too. */
export function unlessZero(seconds: number | undefined): number | undefined {
  return seconds === 0 ? undefined : seconds;
}

/**
 * Makes the workload select its pods by its name. Later calls of `select` throw, because a selector is immutable in
 * Kubernetes.
 */
export function selectByName(workload: kplus.Workload, plan: PodPlan): void {
  workload.select(kplus.LabelSelector.of({ labels: plan.selector }));
  const refuse = (): never => {
    const rule = 'must be left as it is, as Kubernetes lets it never be changed';
    throw propError(workload, 'select', plan.name, rule, 'select the pods by their labels where that is needed');
  };
  Object.defineProperty(workload, 'select', { value: refuse });
}
