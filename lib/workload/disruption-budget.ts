import { k8s, PercentOrAbsolute } from 'cdk8s-plus-30';
import { finding, propError, Where } from '../internal/errors';
import { requireInstance } from '../internal/values';
import { COUNT, countOf, intOrString, isCount } from './pod-count';

/**
 * How many pods must stay when nodes are drained.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/
 */
export class DisruptionBudget {
  /** So many may be away at once: a number of 1 or more, or a share, which Kubernetes rounds up. */
  public static maxUnavailable(pods: PercentOrAbsolute): DisruptionBudget {
    return new DisruptionBudget('maxUnavailable', pods);
  }

  /** So many must stay: a number of 0 or more, or a share, which Kubernetes rounds up. */
  public static minAvailable(pods: PercentOrAbsolute): DisruptionBudget {
    return new DisruptionBudget('minAvailable', pods);
  }

  private constructor(
    private readonly field: 'maxUnavailable' | 'minAvailable',
    private readonly pods: PercentOrAbsolute,
  ) {}

  /** Refuses an amount that is none. @internal */
  public _requireCount(where: Where): void {
    const example = 'PercentOrAbsolute.absolute(1)';
    requireInstance(where, this.prop, this.pods, 'isZero', 'a PercentOrAbsolute', example);
    if (isCount(this.pods)) return;
    throw propError(where, this.prop, this.pods.value, COUNT, 'correct it');
  }

  /** What is to be said of a budget that forbids every eviction: no node could be drained. @internal */
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
