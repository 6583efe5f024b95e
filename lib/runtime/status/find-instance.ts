import { SELECTOR_LABEL } from '../../internal/labels';
import { listObjects, KubeApi } from '../api/api';
import { isStatus, MarErrorCode, MarRuntimeError } from '../api/errors';
import { InstanceKind } from '../object/instance-kind';
import { InstanceRef, InstanceStatus } from './instance-status';
import { Inventory } from './inventory';
import { readInventory, readUsage } from './read-inventory';
import { hint } from '../../internal/nearest';
import { OURS } from '../object/ownership';
import { noSuchInstanceError, notAnInstanceError } from '../api/instance-errors';
import { NAMESPACES, POD_TEMPLATES, PODS, Resource, WORKLOADS } from '../object/resource';

/**
 * Returns the status of one instance, with its pods and usage.
 *
 * @throws MarRuntimeError `NoSuchInstance` or `NoSuchCluster`, `NotAnInstance`, or `Ambiguous` if `ref` has no kind and
 * several kinds have that ID
 */
export async function readStatus(api: KubeApi, ref: InstanceRef): Promise<InstanceStatus> {
  const { inventory, row } = await findInstance(api, ref);
  const { cluster: namespace, kind } = row;
  const selection = { namespace, labels: `${OURS},${SELECTOR_LABEL[kind]}=${ref.id}` };
  if (kind !== InstanceKind.POD) for (const pod of await listObjects(api, PODS, selection)) inventory.put(PODS, pod);
  await readUsage(api, inventory, selection);
  return inventory.status(row) ?? row;
}

/**
 * Returns the kind of the instance.
 *
 * @throws MarRuntimeError `NoSuchInstance` or `NoSuchCluster`, `NotAnInstance`, or `Ambiguous` if `ref` has no kind and
 * several kinds have that ID
 */
export async function findKind(api: KubeApi, ref: InstanceRef): Promise<InstanceKind> {
  return (await findInstance(api, ref)).row.kind;
}

async function findInstance(api: KubeApi, ref: InstanceRef): Promise<{ inventory: Inventory; row: InstanceStatus }> {
  const inventory = new Inventory();
  const found = await Promise.all(listResources(ref.kind).map((resource) => readInto(api, resource, ref, inventory)));
  const [row, ...others] = inventory.statuses().filter(({ id }) => id === ref.id);
  if (row !== undefined && others.length === 0) return { inventory, row };
  if (row === undefined) {
    const foreign = found.find((kind) => kind !== undefined);
    throw foreign === undefined ? await missingInstanceError(api, ref) : notAnInstanceError(ref, foreign);
  }
  const kinds = [row, ...others].map(({ kind }) => kind).join(' and ');
  const message = `[${ref.cluster}/${ref.id}] is several instances, of the kinds ${kinds}: name the kind`;
  throw new MarRuntimeError(MarErrorCode.AMBIGUOUS, message);
}

function listResources(kind: InstanceKind | undefined): Resource[] {
  const pods: Resource[] = [PODS, POD_TEMPLATES];
  if (kind === undefined) return [...pods, ...Object.values(WORKLOADS)];
  return kind === InstanceKind.POD ? pods : [WORKLOADS[kind]];
}

async function readInto(
  api: KubeApi,
  resource: Resource,
  { cluster, id }: InstanceRef,
  inventory: Inventory,
): Promise<string | undefined> {
  const object = await api.get(resource, cluster, id);
  if (object !== undefined) inventory.put(resource, object);
  return object === undefined ? undefined : resource.kind;
}

/**
 * Returns the error for an instance that does not exist, or for its cluster if that does not exist. The message suggests a
 * similar name.
 */
export async function missingInstanceError(api: KubeApi, ref: InstanceRef): Promise<MarRuntimeError> {
  const rows = (await readInventory(api, { cluster: ref.cluster })).statuses();
  if (rows.length > 0) return noSuchInstanceError(ref, hint(ref.id, rows.map(({ id }) => id)) ?? 'list those that the cluster has'); // prettier-ignore
  const clusters = await listNamespaces(api);
  if (clusters === undefined || clusters.includes(ref.cluster))
    return noSuchInstanceError(ref, 'the cluster has no instances');
  return noSuchClusterError(api, ref.cluster, clusters);
}

/** Returns the error for a cluster that does not exist. The message suggests a similar name. */
export async function noSuchClusterError(
  api: KubeApi,
  name: string,
  known?: readonly string[],
): Promise<MarRuntimeError> {
  const advice =
    hint(name, known ?? (await listNamespaces(api)) ?? []) ?? 'apply its manifests, or name another context';
  return new MarRuntimeError(MarErrorCode.NO_SUCH_CLUSTER, `[${name}] no such cluster: ${advice}`);
}

/** Returns the names of all namespaces, or undefined if the user may not list them, as with a role in one cluster. */
async function listNamespaces(api: KubeApi): Promise<string[] | undefined> {
  try {
    return (await listObjects(api, NAMESPACES, {})).map(({ metadata }) => metadata.name);
  } catch (error) {
    if (isStatus(error, 403)) return undefined;
    throw error;
  }
}
