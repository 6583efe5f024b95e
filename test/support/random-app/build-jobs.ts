import * as kplus from 'cdk8s-plus-30';
import * as mar from '../../../lib';
import { member, seconds } from './contents';
import { FailureRule } from './program-details';
import { Workload } from './program-pods';

/** Properties of a job, on its own or of a CronJob. */
export function jobProps({ name: workloadName, job: said = {} }: Workload, pod: mar.MarPodProps): mar.MarJobProps {
  const { parallelism, completions, backoffLimit, backoffLimitPerIndex, maxFailedIndexes } = said;
  return {
    ...pod,
    workloadName,
    parallelism,
    completions,
    completionMode: said.indexed === true ? mar.JobCompletionMode.INDEXED : undefined,
    activeDeadline: seconds(said.deadline),
    restartPolicy: said.onFailure === true ? kplus.RestartPolicy.ON_FAILURE : undefined,
    backoffLimit,
    backoffLimitPerIndex,
    maxFailedIndexes,
    podFailurePolicy: said.failureRules?.map(failureRule),
    ttlAfterFinished: seconds(said.ttl),
  };
}

function failureRule({ on, action, codes = [] }: FailureRule): mar.PodFailureRule {
  const result = member(mar.PodFailureAction, action) ?? mar.PodFailureAction.COUNT;
  if (on === 'disruption') return mar.PodFailureRule.onDisruption(result);
  if (on === 'codes') return mar.PodFailureRule.onExitCodes(result, ...codes);
  return mar.PodFailureRule.onOtherExitCodes(result, ...codes);
}
