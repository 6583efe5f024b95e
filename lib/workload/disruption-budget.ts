import { k8s, PercentOrAbsolute } from 'cdk8s-plus-30';
import { finding, propError, Where } from '../internal/errors';
import { requireInstance } from '../internal/values';
import { COUNT, countOf, intOrString, isCount } from './pod-count';

/**
 * Number of pods that must stay available, or may be unavailable, when nodes are drained.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class DisruptionBudget {
  /**
   * Returns a budget that lets at most `pods` be unavailable at once: a number of 1 or more, or a percentage, which
   * Kubernetes rounds up.
   */
  public static maxUnavailable(pods: PercentOrAbsolute): DisruptionBudget {
    return new DisruptionBudget('maxUnavailable', pods);
  }

  /**
   * Returns a budget that keeps at least `pods` available: a number of 0 or more, or a percentage, which Kubernetes rounds
   * up.
   */
  public static minAvailable(pods: PercentOrAbsolute): DisruptionBudget {
    return new DisruptionBudget('minAvailable', pods);
  }

  private constructor(
    private readonly field: 'maxUnavailable' | 'minAvailable',
    private readonly pods: PercentOrAbsolute,
  ) {}

  /** Throws if `pods` is not a valid number or percentage. @internal */
  public _requireCount(where: Where): void {
    const example = 'PercentOrAbsolute.absolute(1)';
    requireInstance(where, this.prop, this.pods, 'isZero', 'a PercentOrAbsolute', example);
    if (isCount(this.pods)) return;
    throw propError(where, this.prop, this.pods.value, COUNT, 'correct it');
  }

  /**
   * Returns one violation if the budget forbids every eviction of `replicas` pods, which would block a node drain, otherwise
   * an empty list. @internal
   */
  public _findings(replicas: number): string[] {
    const count = Number(countOf(this.pods, replicas));
    const allowed = this.field === 'maxUnavailable' ? count : replicas - count;
    if (allowed > 0 || replicas === 0) return [];
    const rule = `must let a pod be evicted when there are ${replicas}, or no node with one can be drained`;
    return [finding(this.prop, this.pods.value, rule, 'allow one, or add replicas')];
  }

  private get prop(): string {
    return `availability.budget.${this.field}`;
  }

  /** @internal */
  public _toKube(): Pick<k8s.PodDisruptionBudgetSpec, 'maxUnavailable' | 'minAvailable'> {
    return { [this.field]: intOrString(this.pods) };
  }
}
