import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { IMarPod } from './mar-pod';
import { withMarPod } from './pod-mixin';
import { PodPlan } from '../pod/pod-plan';
import { AutoscaleProps } from './autoscaler';
import { IReplicated, ReplicatedKind, ReplicatedProps, Replicas } from './replicas';
import { selectByName, unlessZero } from './workload-props';

/** Fields that the specs of all replicated workloads share. */
interface ReplicatedSpec {
  readonly replicas?: number;
  readonly minReadySeconds?: number;
}

/** A cdk8s-plus workload that can be scaled. */
interface StockWorkload extends kplus.Workload, kplus.IScalable {
  _toKube(): ReplicatedSpec;
}

/** A cdk8s-plus workload that can be scaled and has the members of all MAR pods. */
interface HardenedWorkload extends IMarPod, StockWorkload {}

type WorkloadClass = abstract new (scope: Construct, id: string, props: never) => StockWorkload;

/**
 * Class type of a cdk8s-plus workload with the members that MAR adds. The constructor also takes the plan of the pods and
 * the props.
 */
type ReplicatedClass<B extends WorkloadClass, T> = Omit<B, 'prototype'> &
  (abstract new (
    scope: Construct,
    id: string,
    stock: ConstructorParameters<B>[2],
    plan: PodPlan,
    props: ReplicatedProps,
  ) => T);

/**
 * Returns a subclass of the cdk8s-plus workload class `Base` with hardened pods, whose replicas stay available and can be
 * scaled.
 */
export function replicated<B extends WorkloadClass, T extends InstanceType<B> & IReplicated>(
  Base: B,
  kind: ReplicatedKind,
): ReplicatedClass<B, T> {
  const Pods = withMarPod(Base, kind) as unknown as abstract new (
    scope: Construct,
    id: string,
    stock: kplus.WorkloadProps,
    plan: PodPlan,
  ) => HardenedWorkload;

  abstract class Replicated extends Pods implements IReplicated {
    private readonly scaling: Replicas;

    constructor(scope: Construct, id: string, stock: kplus.WorkloadProps, plan: PodPlan, props: ReplicatedProps) {
      super(scope, id, stock, plan);
      selectByName(this, plan);
      this.scaling = new Replicas(this, kind, plan, props);
    }

    public autoscale(props: AutoscaleProps): kplus.HorizontalPodAutoscaler {
      return this.scaling.autoscale(props);
    }

    public override _maxPods(): number {
      return this.scaling.most;
    }

    public override _toPodSpec(): kplus.k8s.PodSpec {
      return this.scaling.spread(super._toPodSpec());
    }

    public override _toKube(): ReplicatedSpec {
      const stock = super._toKube();
      return { ...stock, minReadySeconds: unlessZero(stock.minReadySeconds), replicas: this.scaling.count };
    }
  }
  return Replicated as unknown as ReplicatedClass<B, T>;
}
