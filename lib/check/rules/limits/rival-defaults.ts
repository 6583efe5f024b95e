import { grouped } from '../../../internal/collections';
import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { ResourceList } from '../../../kube/objects';
import { amounts, defaultsOf, limitItemsOf } from '../../model/resources';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** Which of them is taken is not determined. @see https://kubernetes.io/docs/concepts/policy/limit-range/ */
export const RIVAL_DEFAULTS: Rule = {
  code: 'MAR-L06',
  severity: Severity.ERROR,
  basis: Basis.PLATFORM,
  title: 'No two LimitRanges of a namespace fill in different amounts of a resource.',
  check: (manifests) =>
    [...grouped(manifests.ofKind('LimitRange'), ({ namespace }) => namespace).values()].flatMap((ranges) =>
      ranges.flatMap((own, i) => ranges.slice(0, i).flatMap((other) => rivals(own, other))),
    ),
};

function rivals(own: Manifest, other: Manifest): Finding[] {
  const [ownLimits, otherLimits] = [limitsOf(own), limitsOf(other)];
  const theirs = amounts(otherLimits);
  return [...amounts(ownLimits)].flatMap(([resource, amount]) => {
    if ((theirs.get(resource) ?? amount) === amount) return [];
    const rule = `must be '${otherLimits[resource]}' as in ${other.toString()}, as Kubernetes takes either`;
    const advice = 'give it as default, or change the limits of the cluster';
    return [
      { manifest: own, message: finding(`spec.limits default['${resource}']`, ownLimits[resource], rule, advice) },
    ];
  });
}

/** Returns the limits that `range` sets on containers without limits. */
function limitsOf(range: Manifest): ResourceList {
  return defaultsOf(limitItemsOf(range, 'Container')).limits;
}
