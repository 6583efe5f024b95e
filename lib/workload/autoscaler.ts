import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { seenWith } from '../internal/collections';
import { propError, Where } from '../internal/errors';
import { findMetricProblems } from '../kube/metrics';
import { requireWhole } from '../kube/names';
import { wholeSeconds } from '../kube/quantity';
import { throwFirst } from '../kube/problem';
import { requireInstance, requireList, requireMember, requireObject } from '../internal/values';
import { canonicalTarget } from '../pod/canonical-fields';

/** Range of replicas for an autoscaler, and the metrics that it scales by. */
export interface AutoscaleProps {
  /**
   * Lowest number of replicas: 1 or more.
   * @default 2
   */
  readonly min?: number;
  /** Highest number of replicas: 1 or more, and not below `min`. */
  readonly max: number;
  /**
   * Target average CPU usage of the pods, in percent of their CPU request: 1 or more. The autoscaler adds replicas above it.
   * @default - 80, if no other metric is set
   */
  readonly cpu?: number;
  /**
   * Target average memory usage of the pods, in percent of their memory request: 1 or more. Useful only for programs that
   * free memory when the load drops.
   * @default - memory is not measured
   */
  readonly memory?: number;
  /**
   * Further metrics. A metrics source other than the metrics server must provide custom and external ones.
   * @default - none
   */
  readonly metrics?: kplus.Metric[];
  /**
   * Limits on how fast replicas are added. Windows and periods are whole seconds: windows 0 to 3600, periods 1 to 1800.
   * @default - that of cdk8s-plus: at once; per minute, 4 more or three times as many, whichever is more
   */
  readonly scaleUp?: kplus.ScalingRules;
  /**
   * Limits on how fast replicas are removed. Windows and periods have the ranges of `scaleUp`.
   * @default - after fewer were enough for five minutes; per minute, one or a tenth, whichever is more
   */
  readonly scaleDown?: kplus.ScalingRules;
}

const DEFAULT_MIN = 2;
/** In percent. */
const DEFAULT_CPU = 80;
/** Default of `scaleDown`. Removes replicas slowly, because a short dip in the load is often followed by a rise. */
const CAUTIOUS: kplus.ScalingRules = {
  stabilizationWindow: Duration.minutes(5),
  policies: [
    { replicas: kplus.Replicas.absolute(1), duration: Duration.minutes(1) },
    { replicas: kplus.Replicas.percent(10), duration: Duration.minutes(1) },
  ],
};
/** In seconds. @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/ */
const MAX_WINDOW = 3600;
const MAX_PERIOD = 1800;

/**
 * Returns the lowest number of replicas: `props.min` or its default. Throws if a range, percentage, metric or scaling rule
 * in `props` is one that Kubernetes would reject.
 */
export function requireRange(where: Where, props: AutoscaleProps): number {
  requireObject(where, 'autoscale', props);
  const { min = DEFAULT_MIN, max, cpu, memory, metrics = [], scaleUp = {}, scaleDown = {} } = props;
  requireWhole(where, 'autoscale.max', max, 1);
  requireWhole(where, 'autoscale.min', min, 1);
  requireOrder(where, props.min, max);
  for (const [name, share] of Object.entries({ cpu, memory })) {
    if (share !== undefined) requireWhole(where, `autoscale.${name}`, share, 1);
  }
  const example = 'Metric.resourceCpu(…)';
  requireList(where, 'autoscale.metrics', metrics);
  for (const [i, metric] of metrics.entries()) {
    requireInstance(where, 'autoscale.metrics[]', metric, '_toKube', 'a Metric', example);
    const written = kplus.k8s.toJson_MetricSpecV2(metric._toKube()) ?? {};
    throwFirst(where, findMetricProblems(`autoscale.metrics[${i}]`, written));
  }
  requireRules(where, 'autoscale.scaleUp', scaleUp);
  requireRules(where, 'autoscale.scaleDown', scaleDown);
  return min;
}

function requireOrder(where: Where, min: number | undefined, max: number): void {
  if ((min ?? DEFAULT_MIN) <= max) return;
  if (min === undefined) {
    const rule = `must not be below autoscale.min, which by default is ${DEFAULT_MIN}`;
    throw propError(where, 'autoscale.max', max, rule, 'raise it, or give min');
  }
  const rule = `must not be above autoscale.max of '${max}'`;
  throw propError(where, 'autoscale.min', min, rule, 'lower it, or raise max');
}

/** Returns the props of the cdk8s-plus HorizontalPodAutoscaler, with defaults filled in, except its target and metadata. */
export function toBaseAutoscalerProps(
  props: AutoscaleProps,
): Omit<kplus.HorizontalPodAutoscalerProps, 'target' | 'metadata'> {
  const { min = DEFAULT_MIN, max, memory, metrics = [], scaleUp, scaleDown } = props;
  const cpu = props.cpu ?? (memory === undefined && metrics.length === 0 ? DEFAULT_CPU : undefined);
  const share = (percent: number) => kplus.MetricTarget.averageUtilization(percent);
  return {
    minReplicas: min,
    maxReplicas: max,
    metrics: [
      ...(cpu === undefined ? [] : [kplus.Metric.resourceCpu(share(cpu))]),
      ...(memory === undefined ? [] : [kplus.Metric.resourceMemory(share(memory))]),
      ...metrics.map(withCanonicalTarget),
    ],
    scaleUp,
    scaleDown: {
      ...scaleDown,
      stabilizationWindow: scaleDown?.stabilizationWindow ?? CAUTIOUS.stabilizationWindow,
      policies: scaleDown?.policies ?? CAUTIOUS.policies,
    },
  };
}

/**
 * Returns `metric` with its target quantities formatted as the API server returns them, so that a second apply changes
 * nothing.
 */
function withCanonicalTarget(metric: kplus.Metric): kplus.Metric {
  return seenWith(metric, {
    _toKube: () => {
      const { type, ...sources } = metric._toKube();
      const entries = Object.entries(sources) as [string, { readonly target: kplus.k8s.MetricTargetV2 } | undefined][];
      const changed = entries.map(([key, source]) => [
        key,
        source && { ...source, target: canonicalTarget(source.target) },
      ]);
      return { type, ...(Object.fromEntries(changed) as typeof sources) };
    },
  });
}

function requireRules(where: Where, prop: string, rules: kplus.ScalingRules): void {
  requireObject(where, prop, rules);
  const { stabilizationWindow, policies, strategy } = rules;
  if (policies !== undefined) requireList(where, `${prop}.policies`, policies);
  requireMember(where, `${prop}.strategy`, strategy, kplus.ScalingStrategy);
  if (policies?.length === 0) throw propError(where, `${prop}.policies`, '', 'must not be empty', 'leave it out');
  if (stabilizationWindow !== undefined) {
    wholeSeconds(where, `${prop}.stabilizationWindow`, stabilizationWindow, 0, MAX_WINDOW);
  }
  for (const policy of policies ?? []) {
    requireObject(where, `${prop}.policies[]`, policy);
    const { duration, replicas } = policy;
    if (duration !== undefined) wholeSeconds(where, `${prop}.policies[].duration`, duration, 1, MAX_PERIOD);
    requireInstance(where, `${prop}.policies[].replicas`, replicas, '_toKube', 'Replicas', 'Replicas.absolute(1)');
    requireWhole(where, `${prop}.policies[].replicas`, replicas._toKube().value, 1);
  }
}
