import { SubjectConfiguration } from 'cdk8s-plus-30';
import { callError } from '../internal/errors';
import { requireUnicode } from '../internal/unicode';

/** Who a role is granted to: a `Subject`, or a User, Group or ServiceAccount of cdk8s-plus. */
export interface ISubject {
  /** The subject as role bindings take it. */
  toSubjectConfiguration(): SubjectConfiguration;
}

/** MAR's rule: to Kubernetes such a name is that of somebody else, whom nobody knows. */
export const TRIMMED = 'must have a name without space around it';

const RBAC = 'rbac.authorization.k8s.io';

/** Who a role is granted to. @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects */
export class Subject implements ISubject {
  /** A user, by the name that the API server knows. @throws if the name is empty, or has space around it */
  public static user(name: string): Subject {
    return Subject.named('user', name, { kind: 'User', name, apiGroup: RBAC });
  }

  /** All users of a group, by the name that the API server knows. @throws if the name is empty, or has space around it */
  public static group(name: string): Subject {
    return Subject.named('group', name, { kind: 'Group', name, apiGroup: RBAC });
  }

  private static named(factory: string, name: string, configuration: SubjectConfiguration): Subject {
    if (typeof name !== 'string' || name === '')
      throw callError(`Subject.${factory}('')`, 'must have a name', 'give the name that the API server knows');
    requireUnicode(`Subject.${factory}`, 'name', name);
    if (name.trim() !== name) throw callError(`Subject.${factory}('${name}')`, TRIMMED, 'take it away');
    return new Subject(configuration);
  }

  private constructor(private readonly configuration: SubjectConfiguration) {}

  public toSubjectConfiguration(): SubjectConfiguration {
    return { ...this.configuration };
  }
}
