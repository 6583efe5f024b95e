import { finding } from '../../../internal/errors';
import { LabelSelector } from '../../../kube/objects';
import { podGroups, REPLICATED } from '../../model/pod-group';
import { selectorOf } from '../../model/selected-pods';
import { selects } from '../../model/selector';
import { Basis, Rule, Severity } from '../../rule';

/** Kinds with a selector in their manifest. The API server generates the selector of a Job. */
const SELECTING: readonly string[] = ['DaemonSet', ...REPLICATED];

/** Checks that the selector is not empty and matches the labels of the workload's pod template. */
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

/** Returns true if the selector has no requirements and so would match all pods of the namespace. */
function isEmpty({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}
