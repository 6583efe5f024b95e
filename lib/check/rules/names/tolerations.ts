import { toMessages } from '../../../kube/problem';
import { findTolerationProblems } from '../../../kube/tolerations';
import { objectsIn } from '../../model/json';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
export const TOLERATIONS: Rule = {
  code: 'MAR-N20',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Tolerations have valid keys, values and effects.',
  check: (manifests) => podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, problems(pods))),
};

function problems({ spec, field }: PodGroup): string[] {
  return objectsIn(spec.tolerations).flatMap((toleration, i) =>
    toMessages(findTolerationProblems(`${field}.tolerations[${i}]`, toleration)),
  );
}
