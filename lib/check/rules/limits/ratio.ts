import { finding } from '../../../internal/errors';
import { milli, written } from '../../model/quantity';
import { LimitItem } from '../../model/resources';
import { Basis, Rule, Severity } from '../../rule';
import { against, Subject } from './subject';

/** @see https://kubernetes.io/docs/concepts/policy/limit-range/ */
export const RATIO: Rule = {
  code: 'MAR-L04',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Limits are no further above requests than the namespace lets them.',
  check: (manifests) => [...against(manifests, 'Container', tooFar), ...against(manifests, 'Pod', tooFar)],
};

/**
 * Compares as Kubernetes does, with inexact fractions: 161m is more than 4.025 times 40m. Returns false for a positive limit
 * with a request of 0.
 */
function isWithin(limit: bigint, request: bigint, ratio: bigint): boolean {
  return (Number(limit) / Number(request)) * 1000 <= Number(ratio);
}

function tooFar({ field, has }: Subject, { maxLimitRequestRatio = {} }: LimitItem): string[] {
  return Object.entries(maxLimitRequestRatio).flatMap(([resource, most]) => {
    const [request, limit, ratio] = [has.requests.get(resource) ?? 0n, has.limits.get(resource) ?? 0n, milli(most)];
    if (has.unread.has(`requests.${resource}`) || has.unread.has(`limits.${resource}`)) return [];
    if (ratio === undefined || (limit > 0n && isWithin(limit, request, ratio))) return [];
    const rule = `must be at most ${most} times the request, which is ${written(resource, request)}, and both above 0`;
    return [
      finding(`${field}.limits.${resource}`, written(resource, limit), rule, 'raise the request, or lower the limit'),
    ];
  });
}
