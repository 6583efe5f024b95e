import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { member } from './contents';
import { Toleration } from './program-details';

export function tolerationOf({ key, value, effect, evictAfter }: Toleration): kplus.NodeTaintQuery {
  if (key === undefined) return kplus.NodeTaintQuery.any();
  const options = {
    effect: member(kplus.TaintEffect, effect),
    evictAfter: evictAfter === undefined ? undefined : Duration.millis(evictAfter * 1000),
  };
  return value === undefined ? kplus.NodeTaintQuery.exists(key, options) : kplus.NodeTaintQuery.is(key, value, options);
}
