import { finding } from '../../../internal/errors';
import { LabelSelector } from '../../../kube/objects';
import { selectedPods } from '../../model/selected-pods';
import { Basis, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/ */
export const BUDGET_PODS: Rule = {
  code: 'MAR-R12',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'A disruption budget selects pods.',
  check: (manifests) => {
    const budgets = manifests.ofKind('PodDisruptionBudget').filter(({ namespace }) => manifests.owns(namespace));
    return budgets.flatMap((manifest) => {
      const selector = manifest.spec.selector as LabelSelector | undefined;
      if (selector !== undefined && selectedPods(manifests)(manifest.namespace, selector).length > 0) return [];
      const message = finding(
        'spec.selector',
        JSON.stringify(selector),
        'must select pods of the namespace',
        'give the labels of the pods',
      );
      return [{ manifest, message }];
    });
  },
};
