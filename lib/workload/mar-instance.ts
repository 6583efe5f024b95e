import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { pathIn } from '../internal/errors';
import { INSTANCE_ID } from '../kube/names';
import { requireMember, requireProps } from '../internal/values';
import { withDefaultTolerations } from '../pod/canonical-fields';
import { PodKind, planPod } from '../pod/pod-plan';
import { MarPodProps } from '../pod/pod-props';
import { IMarPod } from './mar-pod';
import { withMarPod } from './pod-mixin';

/** Properties of a MAR instance. */
export interface MarInstanceProps extends MarPodProps {
  /**
   * MAR: the instance ID, at most 63 characters. Kubernetes: the name of the pod.
   * @default - the id, letter for letter
   */
  readonly instanceId?: string;
  /**
   * When the kubelet restarts containers that have ended.
   * @default RestartPolicy.ALWAYS
   */
  readonly restartPolicy?: kplus.RestartPolicy;
}

const INSTANCE: PodKind = {
  kind: 'Pod',
  nameProp: 'instanceId',
  nameRule: INSTANCE_ID,
};

interface HardenedPod extends IMarPod, kplus.Pod {}

/**
 * A MAR instance: a hardened pod in a MAR cluster. Writes one Pod.
 * @throws if `scope` is not in a cluster, if the instance ID is invalid or already in use, or if a prop does not meet its
 * documentation
 */
export class MarInstance extends withMarPod<typeof kplus.Pod, HardenedPod>(kplus.Pod, INSTANCE) {
  /** MAR: the instance ID. Kubernetes: the name of the pod. */
  public readonly instanceId: string;

  constructor(scope: Construct, id: string, props: MarInstanceProps) {
    requireProps(scope, id, props);
    requireMember(pathIn(scope, id), 'restartPolicy', props.restartPolicy, kplus.RestartPolicy);
    const plan = planPod(scope, id, INSTANCE, props.instanceId, props);
    const { name, labels, annotations, stock } = plan;
    const metadata = { name, namespace: plan.context.facts.clusterName, labels, annotations };
    super(scope, id, { metadata, restartPolicy: props.restartPolicy, ...stock }, plan);
    this.instanceId = name;
  }

  /** @internal */
  public override _toKube(): kplus.k8s.PodSpec {
    const { tolerations, ...scheduling } = this.scheduling._toKube();
    // `_toPodSpec` returns a new object on each call, so changing it is safe
    return Object.assign(this._toPodSpec(), scheduling, { tolerations: withDefaultTolerations(tolerations) });
  }
}
