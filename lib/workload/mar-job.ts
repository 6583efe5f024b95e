import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { IMarPod } from './mar-pod';
import { withMarPod } from './pod-mixin';
import { pathIn } from '../internal/errors';
import { INSTANCE_ID } from '../kube/names';
import { requireProps } from '../internal/values';
import { withoutProfiles } from '../profile/mar-profile';
import { PodKind, planPod } from '../pod/pod-plan';
import { renderJobFields, podsAtOnce } from './job-fields';
import { MarJobProps } from './job-props';
import { stockWorkloadProps } from './workload-props';

const JOB: PodKind = { kind: 'Job', nameProp: 'workloadName', nameRule: INSTANCE_ID };

interface HardenedJob extends IMarPod, kplus.Job {}

/**
 * Pods that run to completion. Writes one Job. Kubernetes does not let the pod template of a Job change: give a new version
 * a new name, or delete the old Job first.
 * @throws if the parent is not in a cluster, if the name is not valid or is taken, or if a prop is not valid
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export class MarJob extends withMarPod<typeof kplus.Job, HardenedJob>(kplus.Job, JOB) {
  private readonly fields: Partial<kplus.k8s.JobSpec>;
  private readonly most: number;

  constructor(scope: Construct, id: string, props: MarJobProps) {
    requireProps(scope, id, props);
    const { workloadName = id, restartPolicy = kplus.RestartPolicy.NEVER } = props;
    const { backoffLimit, activeDeadline, ttlAfterFinished } = props;
    const fields = renderJobFields(pathIn(scope, id), workloadName, props);
    const plan = planPod(scope, id, JOB, workloadName, props);
    // the pod template cannot change, so it has no profile labels: a new profile version would change them
    const fixedLabels = withoutProfiles(plan.labels);
    super(
      scope,
      id,
      { ...stockWorkloadProps(plan, fixedLabels), restartPolicy, backoffLimit, activeDeadline, ttlAfterFinished },
      plan,
    );
    this.fields = fields;
    this.most = podsAtOnce(props);
  }

  /** @internal */
  public override _maxPods(): number {
    return this.most;
  }

  /** @internal */
  public override _toKube(): kplus.k8s.JobSpec {
    return { ...super._toKube(), ...this.fields };
  }
}
