import { findPodAnnotationProblems } from '../../../internal/pod-annotations';
import { toMessages } from '../../../internal/problem';
import { isObject } from '../../model/json';
import { podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/reference/labels-annotations-taints/ */
export const POD_ANNOTATIONS: Rule = {
  code: 'MAR-N27',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Pod annotations that Kubernetes reads have valid values.',
  check: (manifests) =>
    podGroups(manifests).flatMap(({ owner, field, annotations }) => {
      const at = `${field.slice(0, -'spec'.length)}metadata.annotations`;
      return isObject(annotations) ? findingsOf(owner, toMessages(findPodAnnotationProblems(at, annotations))) : [];
    }),
};
