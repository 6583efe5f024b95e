import { KubeObject } from '../../../../lib/kube/objects';
import { IRule } from '../../../../lib/check/rule';
import { found } from '../found';
import { named } from '../objects';

/** What a rule finds of objects in a namespace that has one entry of limits. */
export function foundWithin(item: object, rule: IRule, ...objects: readonly KubeObject[]): string[] {
  return found(rule, named('LimitRange', 'limits', { limits: [item] }), ...objects);
}
