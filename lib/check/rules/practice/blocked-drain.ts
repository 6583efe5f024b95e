import { finding } from '../../../internal/errors';
import { PodGroup, REPLICATED } from '../../model/pod-group';
import { podsSelectedBy } from '../../model/selected-pods';
import { Basis, Rule, Severity } from '../../rule';

interface BudgetSpec {
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
}

/**
 * A drain waits until each pod may be evicted. With such a budget the drain never ends, and node updates are blocked.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export const BLOCKED_DRAIN: Rule = {
  code: 'MAR-W04',
  severity: Severity.WARNING,
  basis: Basis.PLATFORM,
  title: 'A disruption budget lets at least one of its pods be evicted.',
  check: (manifests) =>
    manifests.ofKind('PodDisruptionBudget').flatMap((manifest) => {
      const pods = podsSelectedBy(manifests, manifest);
      // a drain passes by the pods of DaemonSets, and jobs have theirs while they run
      const isKnown = pods.every(({ owner: { kind } }) => kind === 'Pod' || REPLICATED.includes(kind));
      const total = count(pods);
      if (!isKnown || total === 0 || evictable(manifest.spec, pods) > 0) return [];
      return [{ manifest, message: describe(manifest.spec, total) }];
    }),
};

function count(pods: readonly PodGroup[]): number {
  return pods.reduce((sum, some) => sum + some.pods, 0);
}

/** As the controller counts, with all pods ready: shares, which are rounded up, are of the replicas of workloads alone. */
function evictable({ minAvailable, maxUnavailable }: BudgetSpec, pods: readonly PodGroup[]): number {
  const total = count(pods);
  const replicas = count(pods.filter(({ owner }) => owner.kind !== 'Pod'));
  const of = (amount: number | string): number =>
    typeof amount === 'number' ? amount : Math.ceil((replicas * parseInt(amount, 10)) / 100);
  if (maxUnavailable !== undefined) return replicas === 0 ? 0 : total - Math.max(replicas - of(maxUnavailable), 0);
  if (minAvailable === undefined || (typeof minAvailable === 'string' && replicas === 0)) return 0;
  return total - of(minAvailable);
}

function describe({ minAvailable, maxUnavailable }: BudgetSpec, total: number): string {
  const field = maxUnavailable === undefined ? 'spec.minAvailable' : 'spec.maxUnavailable';
  const rule = `must let one of the ${total} pods be evicted, as their nodes can never be drained else`;
  return finding(field, maxUnavailable ?? minAvailable, rule, 'correct it, or have more replicas');
}
