import { k8s } from 'cdk8s-plus-30';
import { callError } from '../internal/errors';
import { DNS_SUBDOMAIN, requireName } from '../kube/names';

/**
 * Set of pods that a scoped quota counts.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
 */
export class QuotaScope {
  /**
   * Counts pods with one of the named priority classes.
   * @throws if `names` is empty or a name is not valid
   */
  public static priorityClasses(...names: string[]): QuotaScope {
    if (names.length === 0) {
      throw callError('QuotaScope.priorityClasses()', 'must name a priority class', 'give at least one');
    }
    for (const name of names) {
      requireName('QuotaScope.priorityClasses', 'name', name, DNS_SUBDOMAIN, 'give the name of a PriorityClass');
    }
    const expression = { scopeName: 'PriorityClass', operator: 'In', values: [...names] };
    return new QuotaScope({ scopeSelector: { matchExpressions: [expression] } });
  }

  /** Counts pods with neither requests nor limits. A quota with this scope can only limit `pods`. */
  public static bestEffort(): QuotaScope {
    return new QuotaScope({ scopes: ['BestEffort'] }, true);
  }

  /** Counts pods with requests or limits. */
  public static notBestEffort(): QuotaScope {
    return new QuotaScope({ scopes: ['NotBestEffort'] });
  }

  /** Counts pods with an active deadline, such as pods of a Job that sets one. */
  public static terminating(): QuotaScope {
    return new QuotaScope({ scopes: ['Terminating'] });
  }

  /** Counts pods without an active deadline. */
  public static notTerminating(): QuotaScope {
    return new QuotaScope({ scopes: ['NotTerminating'] });
  }

  private constructor(
    private readonly spec: k8s.ResourceQuotaSpec,
    /** True if a quota with this scope can only limit `pods`. */
    public readonly countsOnlyPods = false,
  ) {}

  /** @internal */
  public _toKube(): k8s.ResourceQuotaSpec {
    return this.spec;
  }
}
