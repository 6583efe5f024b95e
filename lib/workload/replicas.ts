import * as kplus from 'cdk8s-plus-30';
import { IMarPod } from './mar-pod';
import { errorAt, propError } from '../internal/errors';
import { requireWhole } from '../kube/names';
import { PodKind, PodPlan } from '../pod/pod-plan';
import { AutoscaleProps, requireRange, toBaseAutoscalerProps } from './autoscaler';
import { AvailabilityProps, evenSpread, requireBudget, requireReadiness, writeBudget } from './availability';
import { MarWorkloadProps } from './workload-props';

/** Properties of every workload that has replicas. */
export interface ReplicatedProps extends MarWorkloadProps {
  /**
   * Number of pods: a whole number of 0 or more. Excludes `autoscale`.
   * @default - 2 for a Deployment, otherwise 1
   */
  readonly replicas?: number;
  /**
   * Settings that keep more than one replica available.
   * @default - a PodDisruptionBudget, an even spread over zones and hosts, and a required readiness probe
   */
  readonly availability?: AvailabilityProps;
}

/** Workload whose number of pods can be changed. */
export interface IReplicated extends IMarPod {
  /**
   * Scales the workload by its load. Writes one HorizontalPodAutoscaler; the workload then has no `replicas` field, so that
   * `kubectl apply` does not change the number of pods. There is one exception: the first apply that removes the field from
   * an existing workload makes Kubernetes set it to 1, and the autoscaler then raises it to `min`. To avoid this, first
   * remove the field from the annotation with `kubectl apply edit-last-applied`.
   * @throws if the workload has `replicas` or an autoscaler, if `min` is above `max`, if the budget forbids every eviction,
   * or if `max` is above 1 and the workload has no readiness probe or uses storage that only one pod can mount
   */
  autoscale(props: AutoscaleProps): kplus.HorizontalPodAutoscaler;
}

/** Differences between the kinds of replicated workloads. */
export interface ReplicatedKind extends PodKind {
  /** Number of replicas if the props do not set it. */
  readonly defaultReplicas: number;
  /**
   * Label key whose value distinguishes the pods of different revisions. Undefined if Kubernetes sets no such label for the
   * kind.
   */
  readonly revisionLabel?: string;
}

type Scalable = kplus.AbstractPod & kplus.IScalable & IMarPod;

/** Replicas of a workload: their number, and the objects and fields that keep them available. */
export class Replicas {
  private readonly availability: AvailabilityProps;
  private autoscaler?: kplus.HorizontalPodAutoscaler;

  constructor(
    private readonly workload: Scalable,
    private readonly kind: ReplicatedKind,
    private readonly plan: PodPlan,
    private readonly props: ReplicatedProps,
  ) {
    this.availability = props.availability ?? {};
    requireWhole(workload, 'replicas', this.most, 0);
    requireBudget(workload, this.availability);
    // the tree must be complete to know if the workload has an autoscaler
    if (props.replicas === undefined) workload.node.addValidation({ validate: () => this.unscaledFindings() });
    else this.requireEvictable(props.replicas);
    this.requireReadiness(this.most);
    this.writeBudget();
  }

  /**
   * Highest number of replicas at one time, without the extra pods of a rolling update. Infinity if the workload has an
   * autoscaler that `autoscale` did not create.
   */
  public get most(): number {
    if (this.workload.hasAutoscaler) return this.autoscaler?.maxReplicas ?? Infinity; // one of cdk8s-plus may say so
    return this.props.replicas ?? this.kind.defaultReplicas;
  }

  /** Number of replicas. Undefined if an autoscaler sets it. */
  public get count(): number | undefined {
    return this.workload.hasAutoscaler ? undefined : this.most;
  }

  public autoscale(props: AutoscaleProps): kplus.HorizontalPodAutoscaler {
    const { workload, plan } = this;
    this.requireScalable();
    const min = requireRange(workload, props);
    this.requireEvictable(min);
    this.requireReadiness(props.max);
    this.requireShareable(props.max);
    plan.context.names.takeFor(workload, 'HorizontalPodAutoscaler', plan.name);
    const names = { name: plan.name, namespace: plan.context.facts.clusterName };
    const stock = { ...toBaseAutoscalerProps(props), target: workload, metadata: names };
    this.autoscaler = new kplus.HorizontalPodAutoscaler(workload, 'Autoscaler', stock);
    this.writeBudget();
    return this.autoscaler;
  }

  /**
   * Returns `spec` with topology spread constraints for an even spread. Returns `spec` unchanged if it has constraints
   * already, if there are fewer than 2 replicas, or if `availability.allowCrowding` is set.
   */
  public spread(spec: kplus.k8s.PodSpec): kplus.k8s.PodSpec {
    const isSpread = spec.topologySpreadConstraints === undefined && this.availability.allowCrowding !== true;
    if (this.most < 2 || !isSpread) return spec;
    return { ...spec, topologySpreadConstraints: evenSpread(this.plan.selector, this.kind.revisionLabel) };
  }

  private requireScalable(): void {
    const { workload, props } = this;
    if (props.replicas !== undefined) {
      throw propError(
        workload,
        'replicas',
        props.replicas,
        'must not be given together with autoscale',
        'leave it out',
      );
    }
    if (!workload.hasAutoscaler) return;
    const rule = 'must be called once, as two autoscalers would work against each other';
    throw propError(workload, 'autoscale', this.plan.name, rule, 'give all measures in one call');
  }

  private requireEvictable(replicas: number): void {
    const [problem] = this.budgetFindings(replicas);
    if (problem !== undefined) throw errorAt(this.workload, problem);
  }

  private unscaledFindings(): string[] {
    return this.count === undefined ? [] : this.budgetFindings(this.count);
  }

  private budgetFindings(replicas: number): string[] {
    return this.availability.budget?._findings(replicas) ?? [];
  }

  private requireReadiness(most: number): void {
    if (most > 1) requireReadiness(this.workload, this.plan.props, this.availability);
  }

  private requireShareable(most: number): void {
    const [claim] = this.workload._exclusiveClaims;
    if (claim === undefined || most < 2) return;
    const rule = `must not be above 1, as one pod alone can mount the claim '${claim}'`;
    throw propError(this.workload, 'autoscale.max', most, rule, 'claim it READ_WRITE_MANY, or use a MarStatefulSet');
  }

  private writeBudget(): void {
    const { workload, plan, availability } = this;
    if (workload.node.tryFindChild('Budget') !== undefined) return;
    if (this.most > 1 || availability.budget !== undefined) writeBudget(workload, plan, availability);
  }
}
