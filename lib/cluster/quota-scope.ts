import { k8s } from 'cdk8s-plus-30';
import { callError } from '../internal/errors';
import { DNS_SUBDOMAIN, requireName } from '../kube/names';

/**
 * The pods that a scoped quota counts.
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-scopes
 */
export class QuotaScope {
  /**
   * Pods of the named priority classes.
   * @throws if none is named
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

  /** Pods with neither requests nor limits. Such a quota can only count `pods`. */
  public static bestEffort(): QuotaScope {
    return new QuotaScope({ scopes: ['BestEffort'] }, true);
  }

  /** Pods with requests or limits. */
  public static notBestEffort(): QuotaScope {
    return new QuotaScope({ scopes: ['NotBestEffort'] });
  }

  /** Pods with an active deadline, such as those of Jobs that have one. */
  public static terminating(): QuotaScope {
    return new QuotaScope({ scopes: ['Terminating'] });
  }

  /** Pods without an active deadline. */
  public static notTerminating(): QuotaScope {
    return new QuotaScope({ scopes: ['NotTerminating'] });
  }

  private constructor(
    private readonly spec: k8s.ResourceQuotaSpec,
    /** Whether `pods` is all that a quota of this scope can limit. */
    public readonly countsOnlyPods = false,
  ) {}

  /** @internal */
  public _toKube(): k8s.ResourceQuotaSpec {
    return this.spec;
  }
}
