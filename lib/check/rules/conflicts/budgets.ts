import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { PodGroup } from '../../model/pod-group';
import { podsSelectedBy } from '../../model/selected-pods';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** Kubernetes does not evict a pod with two PodDisruptionBudgets, so draining its node never ends. */
export const BUDGETS: Rule = {
  code: 'MAR-C03',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'No pods have two disruption budgets.',
  check: (manifests) => {
    const first = new Map<PodGroup, Manifest>();
    return manifests.ofKind('PodDisruptionBudget').flatMap((manifest): Finding[] => {
      const pods = podsSelectedBy(manifests, manifest);
      const shared = pods.find((some) => first.has(some));
      for (const some of pods) if (!first.has(some)) first.set(some, manifest);
      if (shared === undefined) return [];
      const rule = `must not select pods of ${shared.owner.toString()}, which ${String(first.get(shared))} selects`;
      return [
        {
          manifest,
          message: finding('spec.selector', JSON.stringify(manifest.spec.selector), rule, 'keep one of them'),
        },
      ];
    });
  },
};
