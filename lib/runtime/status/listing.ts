import { all, KubeApi, Selection } from '../api/api';
import { isStatus } from '../api/errors';
import { Inventory } from './inventory';
import { ALONE, OURS } from '../object/ownership';
import { POD_METRICS, POD_TEMPLATES, PODS, Resource, WORKLOADS } from '../object/resource';

/** Which instances. */
export interface ListOptions {
  /**
   * MAR: the cluster. Kubernetes: the namespace.
   * @default - all clusters, which needs a role in all of them
   */
  readonly cluster?: string;
  /**
   * A label selector as kubectl takes it, such as `team=shop,tier!=cache`.
   * @default - all instances
   */
  readonly selector?: string;
}

/** What is asked for instances: each kind once, and the pods of workloads whatever labels they have. */
export function queries({ cluster, selector }: ListOptions): (readonly [Resource, Selection])[] {
  const labels = [OURS, ...(selector === undefined || selector === '' ? [] : [selector])].join();
  const selection = { namespace: cluster, labels };
  const kinds = [POD_TEMPLATES, ...Object.values(WORKLOADS)].map((resource) => [resource, selection] as const);
  if (labels === OURS) return [[PODS, selection], ...kinds];
  const alone = { namespace: cluster, labels: `${ALONE},${labels}` };
  return [[PODS, alone], [PODS, { namespace: cluster, labels: `!${ALONE},${OURS}` }], ...kinds];
}

/** Reads all objects of instances, one request a page; what they use too, where a metrics server answers. */
export async function read(api: KubeApi, options: ListOptions): Promise<Inventory> {
  const inventory = new Inventory();
  const lists = queries(options).map(async ([resource, selection]) => {
    for (const object of await all(api, resource, selection)) inventory.put(resource, object);
  });
  await Promise.all([...lists, readUsage(api, inventory, { namespace: options.cluster, labels: OURS })]);
  return inventory;
}

/** Not every Kubernetes cluster has a metrics server, and not everybody may read it. */
export async function readUsage(api: KubeApi, inventory: Inventory, selection: Selection): Promise<void> {
  const metrics = await all(api, POD_METRICS, selection).catch((error: unknown) => {
    if (isStatus(error, 403, 404, 503)) return [];
    throw error;
  });
  for (const object of metrics) inventory.put(POD_METRICS, object);
}
