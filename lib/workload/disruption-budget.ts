import { k8s, PercentOrAbsolute } from 'cdk8s-plus-30';
import { propError, Where } from '../internal/errors';
import { COUNT, countOf, intOrString } from './pod-count';

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

  /** Refuses an amount that is none, and a budget that forbids every eviction: no node could be drained. @internal */
  public _requireEvictable(where: Where, replicas: number): void {
    const prop = `availability.budget.${this.field}`;
    const count = countOf(this.pods, replicas);
    if (count === undefined) {
      throw propError(where, prop, this.pods.value, COUNT, 'correct it');
    }
    const allowed = this.field === 'maxUnavailable' ? count : replicas - count;
    if (allowed > 0 || replicas === 0) return;
    const rule = `must let a pod be evicted when there are ${replicas}, or no node with one can be drained`;
    throw propError(where, prop, this.pods.value, rule, 'allow one, or add replicas');
  }

  /** @internal */
  public _toKube(): Pick<k8s.PodDisruptionBudgetSpec, 'maxUnavailable' | 'minAvailable'> {
    return { [this.field]: intOrString(this.pods) };
  }
}
