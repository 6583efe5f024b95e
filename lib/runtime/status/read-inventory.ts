import { listObjects, KubeApi, restartExpired, Selection } from '../api/api';
import { Inventory } from './inventory';
import { ALONE, OURS } from '../object/ownership';
import { POD_METRICS, POD_TEMPLATES, PODS, Resource, WORKLOADS } from '../object/resource';

/** Selects the instances to list or watch. */
export interface ListOptions {
  /**
   * Name of the MAR cluster, which is the Kubernetes namespace.
   * @default - all clusters, which needs a role in all of them
   */
  readonly cluster?: string;
  /**
   * Label selector in the syntax of kubectl, such as `team=shop,tier!=cache`.
   * @default - all instances
   */
  readonly selector?: string;
}

type Query = readonly [Resource, Selection];

/**
 * Returns the queries for all objects of the selected instances. `selector` does not apply to the pods of workloads, because
 * their labels can differ from those of the workload.
 */
export function buildQueries({ cluster, selector }: ListOptions): [Query, ...Query[]] {
  const labels = [OURS, ...(selector === undefined || selector === '' ? [] : [selector])].join();
  const selection = { namespace: cluster, labels };
  const kinds = [POD_TEMPLATES, ...Object.values(WORKLOADS)].map((resource) => [resource, selection] as const);
  if (labels === OURS) return [[PODS, selection], ...kinds];
  const alone = { namespace: cluster, labels: `${ALONE},${labels}` };
  return [[PODS, alone], [PODS, { namespace: cluster, labels: `!${ALONE},${OURS}` }], ...kinds];
}

/**
 * Reads all objects of the selected instances, with one request for each page, and the usage of the pods if a metrics server
 * answers. Reads all kinds at one resource version, so that an instance that is stopped or started meanwhile has either its
 * pod or its PodTemplate.
 */
export function readInventory(api: KubeApi, options: ListOptions): Promise<Inventory> {
  return restartExpired(() => readInventoryOnce(api, options));
}

async function readInventoryOnce(api: KubeApi, options: ListOptions): Promise<Inventory> {
  const inventory = new Inventory();
  const usage = readUsage(api, inventory, { namespace: options.cluster, labels: OURS });
  let moment: string | undefined;
  const take = async ([resource, selection]: Query): Promise<void> => {
    for await (const { items, resourceVersion } of api.listPages(resource, selection, moment)) {
      moment ??= resourceVersion;
      for (const object of items) inventory.put(resource, object);
    }
  };
  const [first, ...others] = buildQueries(options);
  await take(first);
  await Promise.all([...others.map(take), usage]);
  return inventory;
}

/** Time limit in milliseconds for reading the usage. */
const USAGE_TIMEOUT = 2000;

/**
 * Adds the usage of the selected pods to `inventory`. Adds nothing if the request fails: not every Kubernetes cluster has a
 * metrics server, and not every user may read it.
 */
export async function readUsage(api: KubeApi, inventory: Inventory, selection: Selection): Promise<void> {
  const soon = api.withSignal(AbortSignal.timeout(USAGE_TIMEOUT));
  const metrics = await listObjects(soon, POD_METRICS, selection).catch(() => []);
  for (const object of metrics) inventory.put(POD_METRICS, object);
}
