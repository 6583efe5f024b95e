import * as kplus from 'cdk8s-plus-30';
import * as mar from '../../../lib';
import { BuiltWorkload } from './build-workload';
import { member, seconds } from './contents';
import { Autoscale, Metric, MetricTarget, Scaling } from './program-details';

export function autoscaleProps(workload: BuiltWorkload, said: Autoscale): mar.AutoscaleProps {
  const { min, max, cpu, memory, metrics, scaleUp, scaleDown } = said;
  return {
    min,
    max,
    cpu,
    memory,
    metrics: metrics?.map((metric) => metricOf(workload, metric)),
    scaleUp: scaleUp && scalingRules(scaleUp),
    scaleDown: scaleDown && scalingRules(scaleDown),
  };
}

/** A metric of an object is one of the workload itself. */
function metricOf(workload: BuiltWorkload, said: Metric): kplus.Metric {
  const target = targetOf(said.target);
  if (!('name' in said)) {
    const { of } = said;
    return isOfContainer(of) ? kplus.Metric[of]({ container: workload.main, target }) : kplus.Metric[of](target);
  }
  const labelSelector = said.labels && kplus.LabelSelector.of({ labels: { ...said.labels } });
  const options = { name: said.name, labelSelector, target };
  return said.of === 'object' ? kplus.Metric.object({ ...options, object: workload }) : kplus.Metric[said.of](options);
}

type OfContainer = Extract<Metric['of'], `container${string}`>;

function isOfContainer(of: Metric['of']): of is OfContainer {
  return of.startsWith('container');
}

function targetOf(said: MetricTarget): kplus.MetricTarget {
  if ('value' in said) return kplus.MetricTarget.value(said.value);
  if ('averageValue' in said) return kplus.MetricTarget.averageValue(said.averageValue);
  return kplus.MetricTarget.averageUtilization(said.utilization);
}

function scalingRules({ window, strategy, policies }: Scaling): kplus.ScalingRules {
  return {
    stabilizationWindow: seconds(window),
    strategy: member(kplus.ScalingStrategy, strategy),
    policies: policies?.map(({ percent, pods = 1, seconds: period }) => ({
      replicas: percent === undefined ? kplus.Replicas.absolute(pods) : kplus.Replicas.percent(percent),
      duration: seconds(period),
    })),
  };
}
