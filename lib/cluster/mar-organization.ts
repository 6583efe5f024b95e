import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { pathIn, requireFreeId } from '../internal/errors';
import { COMMON_LABELS, ORGANIZATION, OWNER_LABELS } from '../internal/labels';
import { DNS_LABEL, requireLabels, requireName, requireUnset } from '../internal/names';
import { requireProps } from '../internal/values';
import { Access } from './access';
import { forbidLiteralSecrets } from './literal-secrets';
import { MarRole } from './role';
import { ISubject } from './subject';

/** Properties of an organization. */
export interface MarOrganizationProps {
  /**
   * Labels of all its objects.
   * @default - `app.kubernetes.io/managed-by: cdk8s-mar`, `app.kubernetes.io/part-of: mar` and `mar-organization`, the id of
   *   the organization; yours add to them
   */
  readonly labels?: { readonly [key: string]: string };
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
   * @throws if another role of the same name has been granted here, or a service account does not say its namespace
   */
  public grant(subject: ISubject, role: MarRole): void {
    this.access.grant(subject, role);
  }
}
