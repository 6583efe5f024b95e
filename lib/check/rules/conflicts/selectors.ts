import { finding } from '../../../internal/errors';
import { LabelSelector } from '../../../kube/objects';
import { podGroups, REPLICATED } from '../../model/pod-group';
import { selectorOf } from '../../model/selected-pods';
import { selects } from '../../model/selector';
import { Basis, Rule, Severity } from '../../rule';

/** Those that have a selector of their own; a Job is given one. */
const SELECTING: readonly string[] = ['DaemonSet', ...REPLICATED];

/** A workload finds its pods by their labels. */
export const SELECTORS: Rule = {
  code: 'MAR-C05',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'A workload selects the pods of its own template.',
  check: (manifests) =>
    podGroups(manifests).flatMap(({ owner, labels }) => {
      const selector = selectorOf(owner) ?? {};
      if (!SELECTING.includes(owner.kind) || (!isEmpty(selector) && selects(selector, labels))) return [];
      const rule = `must select the labels of its template, ${JSON.stringify(labels)}`;
      const message = finding('spec.selector', JSON.stringify(owner.spec.selector), rule, 'give both the same labels');
      return [{ manifest: owner, message }];
    }),
};

/** All pods of a namespace are nobody's. */
function isEmpty({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}
