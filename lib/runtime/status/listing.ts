import { all, KubeApi, restartExpired, Selection } from '../api/api';
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

type Query = readonly [Resource, Selection];

/** What is asked for instances: each kind once, and the pods of workloads whatever labels they have. */
export function queries({ cluster, selector }: ListOptions): [Query, ...Query[]] {
  const labels = [OURS, ...(selector === undefined || selector === '' ? [] : [selector])].join();
  const selection = { namespace: cluster, labels };
  const kinds = [POD_TEMPLATES, ...Object.values(WORKLOADS)].map((resource) => [resource, selection] as const);
  if (labels === OURS) return [[PODS, selection], ...kinds];
  const alone = { namespace: cluster, labels: `${ALONE},${labels}` };
  return [[PODS, alone], [PODS, { namespace: cluster, labels: `!${ALONE},${OURS}` }], ...kinds];
}

/**
 * Reads all objects of instances, one request a page; what they use too, where a metrics server answers. All are of one moment: what
 * is stopped or started meanwhile is a pod, or kept, and never neither.
 */
export function read(api: KubeApi, options: ListOptions): Promise<Inventory> {
  return restartExpired(() => readOnce(api, options));
}

async function readOnce(api: KubeApi, options: ListOptions): Promise<Inventory> {
  const inventory = new Inventory();
  const usage = readUsage(api, inventory, { namespace: options.cluster, labels: OURS });
  let moment: string | undefined;
  const take = async ([resource, selection]: Query): Promise<void> => {
    for await (const { items, resourceVersion } of api.pages(resource, selection, moment)) {
      moment ??= resourceVersion;
      for (const object of items) inventory.put(resource, object);
    }
  };
  const [first, ...others] = queries(options);
  await take(first);
  await Promise.all([...others.map(take), usage]);
  return inventory;
}

/** Milliseconds that usage is waited for. */
const PATIENCE = 2000;

/** Not every Kubernetes cluster has a metrics server, not everybody may read it, and what is in trouble itself must not hide the instances. */
export async function readUsage(api: KubeApi, inventory: Inventory, selection: Selection): Promise<void> {
  const soon = api.until(AbortSignal.timeout(PATIENCE));
  const metrics = await all(soon, POD_METRICS, selection).catch(() => []);
  for (const object of metrics) inventory.put(POD_METRICS, object);
}
