import { SubjectConfiguration } from 'cdk8s-plus-30';
import { callError } from '../internal/errors';
import { requireUnicode } from '../internal/unicode';

/** Subject of a grant: a `Subject`, or a User, Group or ServiceAccount of cdk8s-plus. */
export interface ISubject {
  /** Returns the subject in the form that role bindings of cdk8s-plus take. */
  toSubjectConfiguration(): SubjectConfiguration;
}

/**
 * Error text for a name with leading or trailing whitespace. Kubernetes would accept the name, but no user or group has it.
 */
export const TRIMMED_NAME_RULE = 'must have a name without space around it';

const RBAC = 'rbac.authorization.k8s.io';

/**
 * User or group that a role is granted to.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
 */
export class Subject implements ISubject {
  /**
   * Returns a user with the name that the API server uses.
   * @throws if `name` is empty or has leading or trailing whitespace
   */
  public static user(name: string): Subject {
    return Subject.named('user', name, { kind: 'User', name, apiGroup: RBAC });
  }

  /**
   * Returns all users of a group with the name that the API server uses.
   * @throws if `name` is empty or has leading or
   * trailing whitespace
   */
  public static group(name: string): Subject {
    return Subject.named('group', name, { kind: 'Group', name, apiGroup: RBAC });
  }

  private static named(factory: string, name: string, configuration: SubjectConfiguration): Subject {
    if (typeof name !== 'string' || name === '')
      throw callError(`Subject.${factory}('')`, 'must have a name', 'give the name that the API server knows');
    requireUnicode(`Subject.${factory}`, 'name', name);
    if (name.trim() !== name) throw callError(`Subject.${factory}('${name}')`, TRIMMED_NAME_RULE, 'take it away');
    return new Subject(configuration);
  }

  private constructor(private readonly configuration: SubjectConfiguration) {}

  public toSubjectConfiguration(): SubjectConfiguration {
    return { ...this.configuration };
  }
}
