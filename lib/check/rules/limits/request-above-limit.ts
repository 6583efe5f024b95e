import { finding } from '../../../internal/errors';
import { written } from '../../model/quantity';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { Subject, subjects } from './subject';

/** Also where the limit is the namespace's default, which is seen only when the pod is made. */
export const REQUEST_ABOVE_LIMIT: Rule = {
  code: 'MAR-L05',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'No container requests more than its limit, its own or the default of its namespace.',
  check: (manifests) =>
    subjects(manifests)('Container').flatMap((subject) => findingsOf(subject.owner, above(subject))),
};

function above({ field, has }: Subject): string[] {
  return [...has.requests].flatMap(([resource, request]) => {
    const limit = has.limits.get(resource);
    if (limit === undefined || request <= limit) return [];
    const rule = `must be at most the limit, which is ${written(resource, limit)}`;
    return [
      finding(`${field}.requests.${resource}`, written(resource, request), rule, 'lower it, or give a higher limit'),
    ];
  });
}
