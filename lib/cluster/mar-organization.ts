import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { pathIn, propError, requireFreeId } from '../internal/errors';
import { COMMON_LABELS, ORGANIZATION, OWNER_LABELS } from '../internal/labels';
import { withLowerCasePath } from '../internal/locale';
import { DNS_LABEL, requireLabels, requireName, requireUnset } from '../kube/names';
import { requireObject, requireProps } from '../internal/values';
import { Access, requireRole } from '../access/grants';
import { forbidLiteralSecrets } from '../security/literal-secrets';
import { SYSTEM_IMPACT, SystemImpact } from '../access/permission';
import { MarRole } from '../access/role';
import { ISubject } from '../access/subject';

/** Properties of an organization. */
export interface MarOrganizationProps {
  /**
   * Labels of all its objects.
   * @default - `app.kubernetes.io/managed-by: cdk8s-mar`, `app.kubernetes.io/part-of: mar` and `mar-organization`, the id of
   *   the organization; yours add to them
   */
  readonly labels?: { readonly [key: string]: string };
}

/** Options of a grant over all namespaces. */
export interface OrganizationGrantOptions {
  /**
   * Allows a role that does more than read. The role holds in every namespace, `kube-system` among them, as RBAC cannot exclude
   * one. Risk: `MarRole.OPERATOR`, `DEPLOYER` and `ADMIN` then amount to root on every node, through a privileged pod in
   * `kube-system`; a role without pods can still stop DNS or the network for everybody.
   * @default - false: the role must only read, and no Secrets
   */
  readonly allowSystemNamespaces?: boolean;
}

/**
 * What belongs to no single cluster: roles over all clusters, and the storage classes and volumes of the platform's owners. A
 * chart of its own; its id is in the names of its roles.
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
   * Grants a role in every namespace of the Kubernetes cluster, those that are no MAR clusters among them. Writes the
   * ClusterRole and the ClusterRoleBinding `mar:<id>:<role>` when the role is first granted.
   * @throws if the role does more than read, or reads Secrets, and `allowSystemNamespaces` is not true, if another role of the same name has been
   *   granted here, or if a service account does not say its namespace
   */
  public grant(subject: ISubject, role: MarRole, options: OrganizationGrantOptions = {}): void {
    requireObject(this, 'options', options);
    requireRole(this, role);
    if (options.allowSystemNamespaces !== true) forbidSystemImpact(this, role);
    this.access.grant(subject, role);
  }

  /** Names an object that is given no name, alike in all locales. */
  public override generateObjectName(apiObject: ApiObject): string {
    return super.generateObjectName(withLowerCasePath(apiObject));
  }
}

/** Refuses a role that can change what runs in `kube-system`, and names what it amounts to there. */
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
