import { ApiObject, ApiObjectMetadata, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { pathIn } from '../internal/errors';
import { wholeSeconds } from '../kube/quantity';
import { requireProps } from '../internal/values';
import { planPod } from '../pod/pod-plan';
import { IReplicated, ReplicatedKind, ReplicatedProps } from './replicas';
import { replicated } from './replicated-mixin';
import { stockWorkloadProps } from './workload-props';

/** Properties of a MarReplicaSet or MarReplicationController, which keep a number of pods running but do not update them. */
export interface MarReplicaSetProps extends ReplicatedProps {
  /**
   * How long a new pod must be ready before Kubernetes counts it as available, in whole seconds.
   * @default - as soon as it is ready
   */
  readonly minReady?: Duration;
}

/** Creates the API object. `spec` may only be called during synthesis, when all constructs exist. */
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

/** Workload class for ReplicaSets and ReplicationControllers, in the style of cdk8s-plus, which has neither. */
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

/** A MarReplicaSet or MarReplicationController: keeps a number of pods running but does not update them. */
export interface ReplicaKeeper extends IReplicated, StockReplicaKeeper {}

/** Returns the base class of the constructs for `kind`, which create their API object with `create`. */
export function replicaKeeper(
  kind: ReplicatedKind,
  create: CreateObject,
): new (scope: Construct, id: string, props: MarReplicaSetProps) => ReplicaKeeper {
  return class extends replicated<typeof StockReplicaKeeper, ReplicaKeeper>(StockReplicaKeeper, kind) {
    constructor(scope: Construct, id: string, props: MarReplicaSetProps) {
      requireProps(scope, id, props);
      const { minReady = Duration.seconds(0), replicas } = props;
      const minReadySeconds = wholeSeconds(pathIn(scope, id), 'minReady', minReady, 0);
      const plan = planPod(scope, id, kind, props.workloadName, props);
      super(scope, id, { ...stockWorkloadProps(plan), create, replicas, minReadySeconds }, plan, props);
    }
  };
}

/** Returns a cdk8s `Lazy` that calls `produce` during synthesis, typed as its result. */
export function lazily<T>(produce: () => T): T {
  return Lazy.any({ produce }) as T;
}
