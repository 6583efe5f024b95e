import { Lazy } from 'cdk8s';
import { k8s, SubjectConfiguration } from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { byKey } from '../internal/collections';
import { propError, Where } from '../internal/errors';
import { requireInstance, requireObject } from '../internal/values';
import { VERSION_ANNOTATION } from '../internal/version';
import { CLUSTER_WIDE_RULES } from './permission';
import { MarRole } from './role';
import { ISubject, TRIMMED_NAME_RULE } from './subject';

/** Kind of the RBAC objects to write: `Role` for one namespace, `ClusterRole` for all namespaces. */
export type AccessKind = 'Role' | 'ClusterRole';

interface RoleGrant {
  readonly role: MarRole;
  readonly subjects: Map<string, k8s.Subject>;
}

/**
 * Writes one role and one binding for each role that is granted, and nothing else. A grant only ever widens access.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/
 */
export class Access extends Construct {
  private readonly granted = new Map<string, RoleGrant>();

  constructor(
    private readonly owner: Construct,
    id: string,
    private readonly kind: AccessKind,
    private readonly prefix: string,
  ) {
    super(owner, id);
  }

  /**
   * Adds `subject` to the binding of `role`; writes the role and its binding at the first grant.
   * @throws if a role with the same name and other permissions has been granted, if the subject has no name or a name with
   * leading or trailing whitespace, or if a ServiceAccount has no namespace
   */
  public grant(subject: ISubject, role: MarRole): void {
    requireInstance(this.owner, 'subject', subject, 'toSubjectConfiguration', 'a Subject', "Subject.group('sre')");
    requireRole(this.owner, role);
    const rendered = this.renderSubject(subject);
    const granted = this.granted.get(role.name) ?? this.addRole(role);
    const before = granted.role.permissions;
    if (before.join() !== role.permissions.join()) {
      const rule = `must have the permissions it was granted with before (${before.join(', ')})`;
      throw propError(this.owner, 'role', role.name, rule, 'give the new role another name');
    }
    granted.subjects.set(JSON.stringify(rendered), rendered);
  }

  private addRole(role: MarRole): RoleGrant {
    const granted = { role, subjects: new Map<string, k8s.Subject>() };
    this.granted.set(role.name, granted);
    const metadata = { name: `${this.prefix}${role.name}` };
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: this.kind, name: metadata.name };
    const subjects = Lazy.any({ produce: () => byKey(granted.subjects) }) as k8s.Subject[];
    if (this.kind === 'Role') {
      new k8s.KubeRole(this, `Role-${role.name}`, { metadata, rules: role._toKube() });
      new k8s.KubeRoleBinding(this, `RoleBinding-${role.name}`, { metadata, roleRef, subjects });
    } else {
      const marked = { ...metadata, annotations: VERSION_ANNOTATION };
      new k8s.KubeClusterRole(this, `Role-${role.name}`, { metadata: marked, rules: role._toKube(CLUSTER_WIDE_RULES) });
      new k8s.KubeClusterRoleBinding(this, `RoleBinding-${role.name}`, { metadata: marked, roleRef, subjects });
    }
    return granted;
  }

  private renderSubject(subject: ISubject): k8s.Subject {
    const configuration: unknown = subject.toSubjectConfiguration();
    requireObject(this.owner, 'subject', configuration);
    const { kind, name, apiGroup, namespace } = configuration as SubjectConfiguration;
    if (typeof name !== 'string' || name === '') {
      throw propError(this.owner, 'subject', name, 'must have a name', 'give the name that the API server knows');
    }
    if (name.trim() !== name) throw propError(this.owner, 'subject', name, TRIMMED_NAME_RULE, 'take it away');
    if (kind !== 'ServiceAccount') return { kind, name, apiGroup };
    if (namespace !== undefined) return { kind, name, namespace };
    const advice = 'give its ServiceAccount a namespace, or create it with cluster.addServiceAccount';
    throw propError(this.owner, 'subject', name, 'must have a namespace', advice);
  }
}

/** Throws unless `role` is a MarRole. */
export function requireRole(where: Where, role: unknown): void {
  requireInstance(where, 'role', role, 'permissions', 'a MarRole', 'MarRole.VIEWER');
}
