import { CLUSTER_WIDE_RULES, MarPermission, RULES } from '../../access/permission';
import { MarRole } from '../../access/role';
import { InstanceAction } from './actions';
import { RequestInfo } from '../api/errors';

const PERMISSION_OF_ACTION: Readonly<Record<InstanceAction, MarPermission>> = {
  [InstanceAction.START]: MarPermission.INSTANCES_START,
  [InstanceAction.STOP]: MarPermission.INSTANCES_STOP,
  [InstanceAction.RESTART]: MarPermission.INSTANCES_RESTART,
};

/**
 * Returns the permission that allows the request: the one of `action` if it does, otherwise the first one in MAR's order.
 * Returns undefined if no permission allows the request.
 */
export function findPermission({ verb, resource }: RequestInfo, action?: InstanceAction): MarPermission | undefined {
  const all = Object.values(MarPermission).filter((permission) => permits(permission, verb, resource));
  const own = action === undefined ? undefined : PERMISSION_OF_ACTION[action];
  return all.find((permission) => permission === own) ?? all[0];
}

/** Returns the names of the predefined roles that have the permission, the strongest role last. */
export function findRoles(permission: MarPermission): string[] {
  const roles = [MarRole.VIEWER, MarRole.OPERATOR, MarRole.DEPLOYER, MarRole.ADMIN];
  return roles.filter((role) => role.permissions.includes(permission)).map((role) => role.name);
}

function permits(permission: MarPermission, verb: string, resource: string): boolean {
  const lines = [...RULES[permission], ...(CLUSTER_WIDE_RULES[permission] ?? [])];
  return lines.some(([verbs, resources]) => verbs.split(' ').includes(verb) && resources.split(' ').includes(resource));
}
