import { all, KubeApi, Selection } from './api';
import { Inventory } from './inventory';
import { ALONE, OURS } from './ownership';
import { POD_TEMPLATES, PODS, Resource, WORKLOADS } from './resource';

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

/** Reads all objects of instances, one request a page. */
export async function read(api: KubeApi, options: ListOptions): Promise<Inventory> {
  const inventory = new Inventory();
  const lists = queries(options).map(async ([resource, selection]) => {
    for (const object of await all(api, resource, selection)) inventory.put(resource, object);
  });
  await Promise.all(lists);
  return inventory;
}
