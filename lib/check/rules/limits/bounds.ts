import { finding } from '../../../internal/errors';
import { ResourceList } from '../../../kube/objects';
import { milli, written } from '../../model/quantity';
import { LimitItem } from '../../model/resources';
import { Basis, Rule, Severity } from '../../rule';
import { against, LimitType, Subject } from './subject';

type Side = 'requests' | 'limits';

/** How a bound is held: of the least, the request is demanded; of the most, the limit. */
const LEAST = { word: 'at least', holds: (amount: bigint, bound: bigint) => amount >= bound };
const MOST = { word: 'at most', holds: (amount: bigint, bound: bigint) => amount <= bound };

/** @see https://kubernetes.io/docs/concepts/policy/limit-range/ */
function boundsRule(code: string, type: LimitType, title: string): Rule {
  return {
    code,
    severity: Severity.ERROR,
    basis: Basis.REFUSED,
    title,
    check: (manifests) => against(manifests, type, outOfBounds),
  };
}

export const CONTAINER_BOUNDS = boundsRule(
  'MAR-L01',
  'Container',
  'Containers are within the limits of their namespace.',
);
export const POD_BOUNDS = boundsRule('MAR-L02', 'Pod', 'Pods are within the limits of their namespace.');
export const CLAIM_BOUNDS = boundsRule(
  'MAR-L03',
  'PersistentVolumeClaim',
  'Claims are within the limits of their namespace.',
);

function outOfBounds(subject: Subject, { min = {}, max = {} }: LimitItem): string[] {
  const [least, most]: [Side, Side] = subject.hasLimits ? ['requests', 'limits'] : ['requests', 'requests'];
  return [...broken(subject, min, least, LEAST), ...broken(subject, max, most, MOST)];
}

function broken({ field, has, hasLimits }: Subject, list: ResourceList, demanded: Side, bound: typeof LEAST): string[] {
  const sides: Side[] = hasLimits ? ['requests', 'limits'] : ['requests'];
  return Object.entries(list).flatMap(([resource, quantity]) =>
    sides.flatMap((side) => {
      const [amount, wanted] = [has[side].get(resource), milli(quantity)];
      if (wanted === undefined || has.unread.has(`${side}.${resource}`)) return [];
      if (amount === undefined ? side !== demanded : bound.holds(amount, wanted)) return [];
      const value = amount === undefined ? undefined : written(resource, amount);
      const rule = `must be ${bound.word} ${quantity}, as the LimitRange of the namespace says`;
      return [finding(`${field}.${side}.${resource}`, value, rule, 'correct it, or change the limits of the cluster')];
    }),
  );
}
