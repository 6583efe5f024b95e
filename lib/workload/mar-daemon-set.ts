import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { IMarPod } from './mar-pod';
import { withMarPod } from './pod-mixin';
import { pathIn } from '../internal/errors';
import { INSTANCE_ID } from '../kube/names';
import { wholeSeconds } from '../kube/quantity';
import { requireInstance, requireProps } from '../internal/values';
import { PodKind, planPod, PodPlan } from '../pod/pod-plan';
import { rolledByConfigs } from './config-hash';
import { DaemonSetStrategy } from './daemon-set-strategy';
import { MarWorkloadProps, selectByName, stockWorkloadProps, unlessZero } from './workload-props';

/** Properties of a DaemonSet. */
export interface MarDaemonSetProps extends MarWorkloadProps {
  /**
   * Update strategy.
   * @default - DaemonSetStrategy.rollingUpdate(), one node after the other
   */
  readonly strategy?: DaemonSetStrategy;
  /**
   * Time that a pod must be ready before it counts as available, in whole seconds.
   * @default - as soon as it is ready
   */
  readonly minReady?: Duration;
}

const DAEMON_SET: PodKind = {
  kind: 'DaemonSet',
  nameProp: 'workloadName',
  nameRule: INSTANCE_ID,
};

interface HardenedDaemonSet extends IMarPod, kplus.DaemonSet {}

/**
 * One pod on each node, or on each node that `nodeSelector` and `scheduling` select. Writes one DaemonSet.
 * @throws if the parent is not in a cluster, if the name is not valid or is taken, or if a prop is not valid
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/daemonset/
 */
export class MarDaemonSet extends withMarPod<typeof kplus.DaemonSet, HardenedDaemonSet>(kplus.DaemonSet, DAEMON_SET) {
  private readonly plan: PodPlan;
  private readonly strategy: DaemonSetStrategy;

  constructor(scope: Construct, id: string, props: MarDaemonSetProps) {
    requireProps(scope, id, props);
    const { minReady = Duration.seconds(0), strategy = DaemonSetStrategy.rollingUpdate() } = props;
    const path = pathIn(scope, id);
    requireInstance(path, 'strategy', strategy, '_toKube', 'a DaemonSetStrategy', 'DaemonSetStrategy.onDelete()');
    const minReadySeconds = wholeSeconds(path, 'minReady', minReady, 0);
    const plan = planPod(scope, id, DAEMON_SET, props.workloadName, props);
    super(scope, id, { ...stockWorkloadProps(plan), minReadySeconds }, plan);
    selectByName(this, plan);
    this.plan = plan;
    this.strategy = strategy;
  }

  /** Returns Infinity, because the number of nodes is not known. @internal */
  public override _maxPods(): number {
    return Infinity;
  }

  /** @internal */
  public override _toKube(): kplus.k8s.DaemonSetSpec {
    const stock = super._toKube();
    return {
      ...stock,
      template: rolledByConfigs(this.plan, stock.template),
      minReadySeconds: unlessZero(stock.minReadySeconds),
      updateStrategy: this.strategy._toKube(),
    };
  }
}
