import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { objectsIn } from '../../model/json';
import { Basis, Finding, Rule, Severity } from '../../rule';
import { isThere, missing } from './missing';

/**
 * Names of the roles that Kubernetes creates.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
 */
const BUILT_IN = /^(cluster-admin|admin|edit|view|system:.*)$/;

interface Binding {
  readonly roleRef?: { readonly kind?: string; readonly name?: string };
  readonly subjects?: readonly { readonly kind?: string; readonly name?: string; readonly namespace?: string }[];
}

/** A binding to a missing role or service account grants nothing until somebody creates the missing object. */
export const ROLE_BINDINGS: Rule = {
  code: 'MAR-R09',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'The roles that are bound are there, and the service accounts that they are bound to.',
  check: (manifests) =>
    ['RoleBinding', 'ClusterRoleBinding'].flatMap((kind) =>
      manifests.ofKind(kind).flatMap((binding) => [...roles(manifests, binding), ...accounts(manifests, binding)]),
    ),
};

function roles(manifests: Manifests, binding: Manifest): Finding[] {
  const { kind = '', name = '' } = (binding.json as Binding).roleRef ?? {};
  const isRole = kind === 'Role';
  const known = isRole
    ? isThere(manifests, kind, binding.namespace, name)
    : BUILT_IN.test(name) || manifests.exists(kind, '', name);
  return known ? [] : [missing(binding, 'roleRef.name', kind, name)];
}

function accounts(manifests: Manifests, binding: Manifest): Finding[] {
  return objectsIn((binding.json as Binding).subjects).flatMap(({ kind, name = '', namespace = '' }, i) => {
    if (kind !== 'ServiceAccount' || isThere(manifests, kind, namespace, name)) return [];
    return [missing(binding, `subjects[${i}].name`, kind, name)];
  });
}
