import { k8s } from 'cdk8s-plus-30';
import { callError, textOf } from '../internal/errors';
import { DNS_LABEL, requireName } from '../kube/names';
import { requireList } from '../internal/values';
import { RuleEntry, MarPermission, RULES } from './permission';

const P = MarPermission;
const VIEWS = [P.CLUSTERS_READ, P.INSTANCES_READ, P.LOGS_READ, P.MONITORING_READ];
const OPERATES = [...VIEWS, P.INSTANCES_START, P.INSTANCES_STOP, P.INSTANCES_RESTART];
const DEPLOYS = [
  P.CLUSTERS_READ,
  P.INSTANCES_READ,
  P.INSTANCES_CREATE,
  P.INSTANCES_UPDATE,
  P.INSTANCES_DELETE,
  P.TRAFFIC_WRITE,
];

/** Named set of permissions that can be granted to a subject. */
export class MarRole {
  /** Permits reading clusters, instances, logs, events and metrics, but not Secrets. */
  public static readonly VIEWER = new MarRole('viewer', VIEWS);

  /** Permits everything that `VIEWER` permits, and starting, stopping and restarting instances. */
  public static readonly OPERATOR = new MarRole('operator', OPERATES);

  /**
   * Permits applying and pruning all objects that instances and workloads write, including NetworkPolicies. Does not permit
   * changing objects of the cluster: the Namespace, quota, limits, ServiceAccounts, Secrets, Roles and RoleBindings. Use
   * this role for the account that deploys a team's program, which refers to its cluster with `MarCluster.fromName`.
   */
  public static readonly DEPLOYER = new MarRole('deployer', DEPLOYS);

  /** Has all permissions. */
  public static readonly ADMIN = new MarRole('admin', Object.values(P));

  /**
   * Returns a custom role. The name `deployer` is allowed, because the documentation of version 0.1.0 defined a custom role
   * of that name.
   * @throws if `name` is not a DNS label or is `viewer`, `operator` or `admin`, or if `permissions` is empty or contains an
   * unknown permission
   */
  public static custom(name: string, permissions: MarPermission[]): MarRole {
    const call = `MarRole.custom('${textOf(name)}')`;
    requireName('MarRole.custom', 'name', name, DNS_LABEL, 'rename the role');
    if ([MarRole.VIEWER, MarRole.OPERATOR, MarRole.ADMIN].some((role) => role.name === name)) {
      throw callError(call, 'must not have the name of a predefined role', 'rename it');
    }
    requireList('MarRole.custom', 'permissions', permissions);
    if (permissions.length === 0) throw callError(call, 'must have a permission', 'give at least one');
    for (const permission of permissions) {
      if (Object.values(P).includes(permission)) continue;
      throw callError(
        call,
        `must only have permissions of MAR, got '${textOf(permission)}'`,
        `use ${Object.values(P).join(', ')}`,
      );
    }
    return new MarRole(name, [...permissions]);
  }

  private constructor(
    /** Name of the role. The Role in a cluster is called `mar-<name>`. */
    public readonly name: string,
    private readonly granted: readonly MarPermission[],
  ) {}

  /** Permissions of the role without duplicates, in the order of `MarPermission`. */
  public get permissions(): MarPermission[] {
    return Object.values(P).filter((permission) => this.granted.includes(permission));
  }

  /**
   * Returns the rules of the role, including the rules in `added`. Resources with the same API group and verbs share one
   * rule.
   * @internal
   */
  public _toKube(added: Readonly<Partial<Record<MarPermission, readonly RuleEntry[]>>> = {}): k8s.PolicyRule[] {
    const verbsOf = new Map<string, Set<string>>();
    const lines = this.permissions.flatMap((permission) => [...RULES[permission], ...(added[permission] ?? [])]);
    for (const [verbs, resources] of lines) {
      for (const resource of resources.split(' ')) {
        verbsOf.set(resource, new Set([...(verbsOf.get(resource) ?? []), ...verbs.split(' ')]));
      }
    }
    const rules = new Map<string, { apiGroups: string[]; resources: string[]; verbs: string[] }>();
    for (const [resource, verbs] of [...verbsOf].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const { name, group } = splitResource(resource);
      const sorted = [...verbs].sort();
      const key = [group, ...sorted].join();
      const rule = rules.get(key) ?? { apiGroups: [group], resources: [], verbs: sorted };
      rules.set(key, { ...rule, resources: [...rule.resources, name] });
    }
    return [...rules.values()];
  }
}

/**
 * Splits `deployments.apps/scale` into the name `deployments/scale` and the group `apps`. The group of `pods/log` is empty
 * (core).
 */
function splitResource(resource: string): { name: string; group: string } {
  const [full = '', ...subresource] = resource.split('/');
  const [name = '', ...group] = full.split('.');
  return { name: [name, ...subresource].join('/'), group: group.join('.') };
}
