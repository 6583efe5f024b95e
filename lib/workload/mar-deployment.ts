import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { ExposeViaServiceProps } from '../expose/exposed-ports';
import { ExposeViaIngressProps, MarIngress } from '../expose/ingress';
import { MarService } from '../expose/service';
import { pathIn, propError } from '../internal/errors';
import { INSTANCE_ID, requireWhole } from '../kube/names';
import { wholeSeconds } from '../kube/quantity';
import { requireOptional, requireProps } from '../internal/values';
import { planPod, PodPlan } from '../pod/pod-plan';
import { rolledByConfigs } from './config-hash';
import { COUNT, isCount } from './pod-count';
import { IReplicated, ReplicatedKind, ReplicatedProps } from './replicas';
import { replicated } from './replicated-mixin';
import { stockWorkloadProps } from './workload-props';

/** Properties of a Deployment. */
export interface MarDeploymentProps extends ReplicatedProps {
  /**
   * Update strategy.
   * @default - a rolling update that never has fewer ready pods than wanted, and up to a quarter more; if the pods have
   * storage that only one pod can mount, the old pod is stopped first
   */
  readonly strategy?: kplus.DeploymentStrategy;
  /**
   * Time that a pod must be ready before it counts as available, in whole seconds.
   * @default - as soon as it is ready
   */
  readonly minReady?: Duration;
  /**
   * Time without progress after which an update counts as failed, in whole seconds, longer than `minReady`.
   * @default Duration.minutes(10)
   */
  readonly progressDeadline?: Duration;
  /**
   * Number of old revisions that are kept for a rollback: a whole number of 0 or more.
   * @default 10
   */
  readonly revisionHistoryLimit?: number;
}

const DEPLOYMENT: ReplicatedKind = {
  kind: 'Deployment',
  nameProp: 'workloadName',
  nameRule: INSTANCE_ID,
  defaultReplicas: 2,
  revisionLabel: 'pod-template-hash',
};

const NEVER_FEWER = kplus.DeploymentStrategy.rollingUpdate({ maxUnavailable: kplus.PercentOrAbsolute.absolute(0) });

interface ReplicatedDeployment extends IReplicated, kplus.Deployment {
  exposeViaService(props?: ExposeViaServiceProps): MarService;
  exposeViaIngress(host: string, props?: ExposeViaIngressProps): MarIngress;
}

/**
 * Interchangeable pods that are replaced when they or their nodes fail. Writes one Deployment and, with more than one
 * replica, a PodDisruptionBudget.
 * @throws if the parent is not in a cluster, if the name is not valid or is taken, if a prop is not valid, or if there is
 * more than one replica and no readiness probe
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export class MarDeployment extends replicated<typeof kplus.Deployment, ReplicatedDeployment>(
  kplus.Deployment,
  DEPLOYMENT,
) {
  private readonly plan: PodPlan;
  private readonly ownStrategy?: kplus.DeploymentStrategy;
  private readonly revisionHistoryLimit?: number;

  constructor(scope: Construct, id: string, props: MarDeploymentProps) {
    requireProps(scope, id, props);
    requireDurations(pathIn(scope, id), props);
    requireStrategy(pathIn(scope, id), props.strategy);
    const plan = planPod(scope, id, DEPLOYMENT, props.workloadName, props);
    const { replicas, minReady, progressDeadline } = props;
    super(scope, id, { ...stockWorkloadProps(plan), replicas, minReady, progressDeadline }, plan, props);
    this.plan = plan;
    this.ownStrategy = props.strategy;
    this.revisionHistoryLimit = props.revisionHistoryLimit;
  }

  /** @internal */
  public override _toKube(): kplus.k8s.DeploymentSpec {
    const stock = super._toKube();
    return {
      ...stock,
      template: rolledByConfigs(this.plan, stock.template),
      revisionHistoryLimit: this.revisionHistoryLimit,
      strategy: (this.ownStrategy ?? this.defaultStrategy())._toKube(),
    };
  }

  /**
   * Returns Recreate for storage that only one pod can mount, otherwise a rolling update. In a rolling update, the new pod
   * would wait for the storage of the old pod, and the old pod for the new pod to be ready.
   */
  private defaultStrategy(): kplus.DeploymentStrategy {
    return this._exclusiveClaims.length > 0 ? kplus.DeploymentStrategy.recreate() : NEVER_FEWER;
  }
}

/** Throws if the strategy is not valid. cdk8s-plus does not check the numbers of pods. */
function requireStrategy(path: string, strategy: kplus.DeploymentStrategy | undefined): void {
  requireOptional(path, 'strategy', strategy, '_toKube', 'a DeploymentStrategy', 'DeploymentStrategy.recreate()');
  const amounts = Object.entries(strategy?._toKube().rollingUpdate ?? {}) as [string, kplus.PercentOrAbsolute][];
  for (const [field, amount] of amounts) {
    const isLarge = field === 'maxSurge' && /^\d+%$/.test(String(amount.value)); // more than all at once
    if (!isLarge && !isCount(amount)) throw propError(path, `strategy.${field}`, amount.value, COUNT, 'correct it');
  }
}

function requireDurations(path: string, props: MarDeploymentProps): void {
  const { minReady = Duration.seconds(0), progressDeadline = Duration.minutes(10), revisionHistoryLimit } = props;
  const least = wholeSeconds(path, 'minReady', minReady, 0);
  const deadline = wholeSeconds(path, 'progressDeadline', progressDeadline, 1);
  if (revisionHistoryLimit !== undefined) requireWhole(path, 'revisionHistoryLimit', revisionHistoryLimit, 0);
  if (deadline > least) return;
  const rule = `must be longer than minReady of ${least} s`;
  throw propError(path, 'progressDeadline', `${deadline} s`, rule, 'raise it');
}
