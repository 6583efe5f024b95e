import * as kplus from 'cdk8s-plus-30';
import { IMarPod } from './mar-pod';
import { errorAt, propError } from '../internal/errors';
import { requireWhole } from '../kube/names';
import { PodKind, PodPlan } from '../pod/pod-plan';
import { AutoscaleProps, requireRange, stockAutoscalerProps } from './autoscaler';
import { AvailabilityProps, evenSpread, requireBudget, requireReadiness, writeBudget } from './availability';
import { MarWorkloadProps } from './workload-props';

/** What every workload can say that has replicas. */
export interface ReplicatedProps extends MarWorkloadProps {
  /**
   * How many pods there are: a whole number of 0 or more. Excludes `autoscale`.
   * @default - 2 of a Deployment, else 1
   */
  readonly replicas?: number;
  /**
   * What keeps more than one replica available.
   * @default - a PodDisruptionBudget, an even spread over zones and hosts, and a readiness probe that must be given
   */
  readonly availability?: AvailabilityProps;
}

/** A workload whose number of pods can be changed. */
export interface IReplicated extends IMarPod {
  /**
   * Scales the workload by its load. Writes one HorizontalPodAutoscaler; the workload itself then has no `replicas` field, so
   * that `kubectl apply` leaves their number alone. The exception is the apply that takes the field away from a workload which
   * had it: Kubernetes sets it to 1, and the autoscaler brings back the fewest. Take it out of the annotation first, with
   * `kubectl apply edit-last-applied`.
   * @throws if it has `replicas` or an autoscaler, if `min` is above `max`, if there can be several replicas but there is no
   * readiness probe, or storage for one pod alone, or a budget that forbids every eviction
   */
  autoscale(props: AutoscaleProps): kplus.HorizontalPodAutoscaler;
}

/** What makes one kind of replicated workload different from another. */
export interface ReplicatedKind extends PodKind {
  /** How many replicas there are if nobody says. */
  readonly defaultReplicas: number;
  /** The label by which Kubernetes tells the pods of one revision from those of another, if it does. */
  readonly revisionLabel?: string;
}

type Scalable = kplus.AbstractPod & kplus.IScalable & IMarPod;

/** The replicas of a workload: how many there can be, and what keeps them available. */
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
    // whether they are scaled is known when the tree is complete
    if (props.replicas === undefined) workload.node.addValidation({ validate: () => this.unscaledFindings() });
    else this.requireEvictable(props.replicas);
    this.requireReadiness(this.most);
    this.writeBudget();
  }

  /** The most that there can be at once, those of an update left out. */
  public get most(): number {
    if (this.workload.hasAutoscaler) return this.autoscaler?.maxReplicas ?? Infinity; // one of cdk8s-plus may say so
    return this.props.replicas ?? this.kind.defaultReplicas;
  }

  /** How many there are; undefined if an autoscaler says so. */
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
    const stock = { ...stockAutoscalerProps(props), target: workload, metadata: names };
    this.autoscaler = new kplus.HorizontalPodAutoscaler(workload, 'Autoscaler', stock);
    this.writeBudget();
    return this.autoscaler;
  }

  /** The pods, evenly spread unless something else is said. */
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
