import { KubeObject } from '../../../../lib/kube/objects';
import { COVERED } from '../../../../lib/check/rules/quota/covered';
import { GROWTH } from '../../../../lib/check/rules/quota/growth';
import { IRule } from '../../../../lib/check/rule';
import { messages } from '../found';
import { named } from '../objects';

/** The quota of the namespace. */
export const quota = (hard: object, rest: object = {}): KubeObject =>
  named('ResourceQuota', 'quota', { hard, ...rest });

/** What the namespace needs of a resource, as it is and at most: the least that its quota may have. */
export function needs(resource: string, ...objects: readonly KubeObject[]): [now: string, most: string] {
  return scopedNeeds({}, resource, ...objects);
}

/** The same of a quota with scopes. */
export function scopedNeeds(
  scopes: object,
  resource: string,
  ...objects: readonly KubeObject[]
): [now: string, most: string] {
  const least = (rule: IRule, ceiling: string): string => {
    const [message = ''] = messages(rule, quota({ [resource]: ceiling }, scopes), ...objects);
    return / must be at least (\S+), /.exec(message)?.[1] ?? ceiling;
  };
  const now = least(COVERED, '0');
  return [now, least(GROWTH, now)];
}
