import { k8s } from 'cdk8s-plus-30';
import { callError, textOf } from '../internal/errors';
import { DNS_LABEL, requireName } from '../kube/names';
import { requireList } from '../internal/values';
import { Line, MarPermission, RULES } from './permission';

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

/** A set of permissions with a name. */
export class MarRole {
  /** Sees clusters and instances, their logs, events and metrics. No Secrets. */
  public static readonly VIEWER = new MarRole('viewer', VIEWS);

  /** A viewer who also starts, stops and restarts instances. */
  public static readonly OPERATOR = new MarRole('operator', OPERATES);

  /**
   * Applies and prunes everything that instances and workloads write, network policies included. Cannot write what belongs to
   * the cluster: the namespace, quota, limits, service accounts, Secrets, Roles and their bindings. For the account of a team's
   * program, which refers to its cluster with `MarCluster.fromName`.
   */
  public static readonly DEPLOYER = new MarRole('deployer', DEPLOYS);

  /** All permissions. */
  public static readonly ADMIN = new MarRole('admin', Object.values(P));

  /**
   * A role of your own. It may be called `deployer`, as the one that our documentation of 0.1.0 defined.
   * @throws if the name is not a DNS label or is that of another predefined role, if there is no permission, or one is unknown
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
    /** The name; the Role in a cluster is called `mar-<name>`. */
    public readonly name: string,
    private readonly granted: readonly MarPermission[],
  ) {}

  /** What the role permits, each permission once, in MAR's order. */
  public get permissions(): MarPermission[] {
    return Object.values(P).filter((permission) => this.granted.includes(permission));
  }

  /** One rule for all resources of one API group that have the same verbs. @internal */
  public _toKube(added: Readonly<Partial<Record<MarPermission, readonly Line[]>>> = {}): k8s.PolicyRule[] {
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

/** Splits `deployments.apps/scale` into `deployments/scale` and `apps`. The name of the core group is empty: `pods/log`. */
function splitResource(resource: string): { name: string; group: string } {
  const [full = '', ...subresource] = resource.split('/');
  const [name = '', ...group] = full.split('.');
  return { name: [name, ...subresource].join('/'), group: group.join('.') };
}
