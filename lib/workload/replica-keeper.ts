import { ApiObject, ApiObjectMetadata, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { pathIn } from '../internal/errors';
import { wholeSeconds } from '../internal/quantity';
import { IMarPod } from '../instance/mar-pod';
import { marPod } from '../instance/pod-mixin';
import { planPod } from '../pod/pod-plan';
import { AutoscaleProps } from './autoscaler';
import { IReplicated, ReplicatedKind, ReplicatedProps, Replicas } from './replicas';
import { selectByName, stockWorkloadProps } from './workload-props';

/** Properties of what keeps a number of pods running, without updates. */
export interface MarReplicaSetProps extends ReplicatedProps {
  /**
   * How long a pod must be ready until it counts, in whole seconds.
   * @default - as soon as it is ready
   */
  readonly minReady?: Duration;
}

/** Creates the object; its spec is known when everything is. */
type CreateObject = (
  scope: Construct,
  metadata: ApiObjectMetadata | undefined,
  spec: () => kplus.k8s.ReplicaSetSpec,
) => ApiObject;

interface StockProps extends kplus.WorkloadProps {
  readonly create: CreateObject;
  readonly replicas?: number;
  readonly minReadySeconds?: number;
}

/** What cdk8s-plus would have, if it had ReplicaSets. */
class StockReplicaKeeper extends kplus.Workload implements kplus.IScalable {
  public readonly resourceType: string;
  public hasAutoscaler = false;
  protected readonly apiObject: ApiObject;

  constructor(
    scope: Construct,
    id: string,
    private readonly stock: StockProps,
  ) {
    super(scope, id, stock);
    this.apiObject = stock.create(this, stock.metadata, () => this._toKube());
    this.resourceType = `${this.apiObject.kind.toLowerCase()}s`;
  }

  public markHasAutoscaler(): void {
    this.hasAutoscaler = true;
  }

  public toScalingTarget(): kplus.ScalingTarget {
    const { apiVersion, kind, name } = this.apiObject;
    return { apiVersion, kind, name, containers: this.containers, replicas: this.stock.replicas };
  }

  /** @internal */
  public _toKube(): kplus.k8s.ReplicaSetSpec {
    return {
      minReadySeconds: this.stock.minReadySeconds,
      selector: this._toLabelSelector(),
      template: { metadata: this.podMetadata.toJson() as kplus.k8s.ObjectMeta, spec: this._toPodSpec() },
    };
  }
}

interface HardenedReplicaKeeper extends StockReplicaKeeper, IMarPod {}

/** What keeps a number of pods running, without updates. */
export interface ReplicaKeeper extends HardenedReplicaKeeper, IReplicated {}

/** The class of one kind of what keeps a number of pods running, without updates. */
// eslint-disable-next-line max-lines-per-function -- it is a class
export function replicaKeeper(
  kind: ReplicatedKind,
  create: CreateObject,
): new (scope: Construct, id: string, props: MarReplicaSetProps) => ReplicaKeeper {
  return class extends marPod<typeof StockReplicaKeeper, HardenedReplicaKeeper>(StockReplicaKeeper, kind) {
    private readonly scaling: Replicas;

    constructor(scope: Construct, id: string, { minReady, ...props }: MarReplicaSetProps) {
      const seconds = wholeSeconds(pathIn(scope, id), 'minReady', minReady ?? Duration.seconds(0), 0);
      const minReadySeconds = seconds === 0 ? undefined : seconds; // as the API server leaves it out
      const plan = planPod(scope, id, kind, props.workloadName, props);
      super(scope, id, { ...stockWorkloadProps(plan), create, replicas: props.replicas, minReadySeconds }, plan);
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

    public override _toKube(): kplus.k8s.ReplicaSetSpec {
      return { ...super._toKube(), replicas: this.scaling.count };
    }
  };
}

/** A value of cdk8s that is known when everything is. */
export function lazily<T>(produce: () => T): T {
  return Lazy.any({ produce }) as T;
}
