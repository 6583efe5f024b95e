import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { pathIn, propError, requireFreeId } from '../internal/errors';
import { COMMON_LABELS, ORGANIZATION, OWNER_LABELS } from '../internal/labels';
import { withLowerCasePath } from '../internal/locale';
import { DNS_LABEL, requireLabels, requireName, requireUnset } from '../kube/names';
import { requireObject, requireProps } from '../internal/values';
import { Access, requireRole } from '../access/access';
import { forbidLiteralSecrets } from '../security/literal-secrets';
import { SYSTEM_IMPACT, SystemImpact } from '../access/permission';
import { MarRole } from '../access/role';
import { ISubject } from '../access/subject';

/** Properties of an organization. */
export interface MarOrganizationProps {
  /**
   * Labels of all objects of the organization.
   * @default - `app.kubernetes.io/managed-by: cdk8s-mar`, `app.kubernetes.io/part-of: mar` and `mar-organization`, the id of
   * the organization; your labels are added to them
   */
  readonly labels?: { readonly [key: string]: string };
}

/** Options of a grant in all namespaces. */
export interface OrganizationGrantOptions {
  /**
   * Allows a role that does more than read, or that reads Secrets. The role applies in every namespace including
   * `kube-system`, because RBAC cannot exclude a namespace. Risk: `MarRole.OPERATOR`, `DEPLOYER` and `ADMIN` then give root
   * on every node through a privileged pod in `kube-system`; a role without permissions on pods can still stop DNS or the
   * network for all namespaces.
   * @default - false: the role must only read, and no Secrets
   */
  readonly allowSystemNamespaces?: boolean;
}

/**
 * Chart for objects that belong to no single cluster: roles for all clusters, and the StorageClasses and volumes of the
 * platform team. The names of its roles contain its id.
 * @throws if the id or a label is not valid
 */
export class MarOrganization extends Chart {
  private readonly access: Access;

  constructor(scope: Construct, id: string, props: MarOrganizationProps = {}) {
    requireProps(scope, id, props);
    requireName(pathIn(scope, id), 'id', id, DNS_LABEL, 'rename the organization');
    requireLabels(pathIn(scope, id), 'labels', props.labels ?? {});
    requireUnset(pathIn(scope, id), 'labels', props.labels ?? {}, OWNER_LABELS);
    requireFreeId(scope, id);
    super(scope, id, { labels: { ...props.labels, ...COMMON_LABELS, [ORGANIZATION]: id } });
    this.access = new Access(this, 'Access', 'ClusterRole', `mar:${id}:`);
    forbidLiteralSecrets(this, {}, false);
  }

  /**
   * Grants a role in every namespace of the Kubernetes cluster, including namespaces that are not MAR clusters. Writes the
   * ClusterRole and the ClusterRoleBinding `mar:<id>:<role>` at the first grant of the role.
   * @throws if the role does more than read, or reads Secrets, and `allowSystemNamespaces` is not true; if a role with the
   * same name and other permissions has been granted here; or if a service account has no namespace
   */
  public grant(subject: ISubject, role: MarRole, options: OrganizationGrantOptions = {}): void {
    requireObject(this, 'options', options);
    requireRole(this, role);
    if (options.allowSystemNamespaces !== true) forbidSystemImpact(this, role);
    this.access.grant(subject, role);
  }

  /** Returns the generated name of an object without a name. The result is the same in all locales. */
  public override generateObjectName(apiObject: ApiObject): string {
    return super.generateObjectName(withLowerCasePath(apiObject));
  }
}

/** Throws if `role` could do harm in `kube-system`. The error names the harm and the permissions. */
function forbidSystemImpact(scope: Construct, role: MarRole): void {
  const withImpact = (impact: SystemImpact): string =>
    role.permissions.filter((permission) => SYSTEM_IMPACT[permission] === impact).join(', ');
  const [takeover, outage] = [withImpact(SystemImpact.TAKEOVER), withImpact(SystemImpact.OUTAGE)];
  if (takeover === '' && outage === '') return;
  const amount =
    takeover === ''
      ? `can stop DNS or the network for every namespace (${outage})`
      : `can take over the whole Kubernetes cluster (${takeover})`;
  const rule = `must not hold in kube-system, where its holders ${amount}`;
  const advice = 'grant it in each cluster with MarCluster.grant, or pass { allowSystemNamespaces: true }';
  throw propError(scope, 'role', role.name, rule, advice);
}
