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

/** Between how many replicas a workload is scaled, and by what. */
export interface AutoscaleProps {
  /**
   * The fewest replicas: 1 or more.
   * @default 2
   */
  readonly min?: number;
  /** The most replicas. */
  readonly max: number;
  /**
   * The share of the requested CPU that the pods use on average when there are as many as needed, in percent: 1 or more. Above
   * it, there will be more of them.
   * @default - 80, if no other measure is given
   */
  readonly cpu?: number;
  /**
   * The same of the requested memory, in percent. Sensible where a program gives memory back.
   * @default - memory is not looked at
   */
  readonly memory?: number;
  /**
   * Further measures, which something other than the metrics server must provide.
   * @default - none
   */
  readonly metrics?: kplus.Metric[];
  /**
   * How fast replicas are added. Windows and periods are whole seconds: windows 0 to 3600, periods 1 to 1800.
   * @default - as cdk8s-plus says: at once; in a minute 4 more or three times as many, whichever is more
   */
  readonly scaleUp?: kplus.ScalingRules;
  /**
   * How fast replicas are removed.
   * @default - when five minutes long fewer were enough; in a minute one or a tenth, whichever is more
   */
  readonly scaleDown?: kplus.ScalingRules;
}

const DEFAULT_MIN = 2;
/** In percent. */
const DEFAULT_CPU = 80;
/** A dip in the load is no reason to give up what the next minute may need. */
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

/** Fills in the fewest replicas; refuses ranges, shares and rules that Kubernetes would refuse. */
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

/** What cdk8s-plus is told of an autoscaler. */
export function stockAutoscalerProps(
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

/** A measure with amounts as the API server returns them, so that a second apply finds nothing to change. */
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
