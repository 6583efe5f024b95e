import { request } from '../support/api-server';
import { Manifest } from '../support/manifest';
import { reaches } from '../support/reachability';

/** What a Kubernetes cluster shows of a failing tree that it accepts: that it does not do what it is there for. */
export type Witness = (namespace: string, wrong: string) => Promise<boolean>;

const get = (url: string): Promise<Manifest> => request('GET', url);
const list = async (group: string, namespace: string, resource: string): Promise<Manifest[]> =>
  (await get(`${group}/namespaces/${namespace}/${resource}`)).items;
const [core, apps, policy] = ['/api/v1', '/apis/apps/v1', '/apis/policy/v1'] as const;

const slices = (namespace: string): Promise<Manifest[]> =>
  list('/apis/discovery.k8s.io/v1', namespace, 'endpointslices');

/** Whether no object of a resource has a name, a key or a port that is wanted. */
const absent =
  (group: string, resource: string): Witness =>
  async (namespace, wrong) =>
    !JSON.stringify((await list(group, namespace, resource)).map(stripped)).includes(`"${wrong}"`);

/** What an object is, without what was applied, which is quoted in an annotation. */
function stripped({ metadata, data, spec }: Manifest): unknown {
  return { name: metadata.name, keys: Object.keys(data ?? {}), spec };
}

/** Whether the scheduler says of a pod that it cannot run, and why. */
const unscheduled =
  (why: string): Witness =>
  async (namespace) => {
    const pods = await list(core, namespace, 'pods');
    const conditions = pods.flatMap(({ status }) => status.conditions ?? []);
    return conditions.some(
      ({ type, status, message }) => type === 'PodScheduled' && status === 'False' && String(message).includes(why),
    );
  };

const scalerSays =
  (reason: string): Witness =>
  async (namespace) => {
    const scalers = await list('/apis/autoscaling/v2', namespace, 'horizontalpodautoscalers');
    return scalers.some(
      ({ status }) => status?.conditions?.some((condition: Manifest) => condition.reason === reason) === true,
    );
  };

/** Whether, by the policies that are stored, nobody who should comes through. */
const unreached =
  (isWanted: (path: { from: string; to: string }) => boolean): Witness =>
  async (namespace) => {
    const lists = [
      list(core, namespace, 'pods').then((all) => all.map((one) => ({ ...one, apiVersion: 'v1', kind: 'Pod' }))),
      list('/apis/networking.k8s.io/v1', namespace, 'networkpolicies').then((all) =>
        all.map((one) => ({ ...one, apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' })),
      ),
    ];
    const manifests = (await Promise.all(lists)).flat();
    const pods = manifests.filter(({ kind }) => kind === 'Pod');
    return pods.length > 0 && !reaches(manifests).some(isWanted);
  };

/** By the code of the rule. */
export const WITNESSES: Readonly<Record<string, Witness>> = {
  'MAR-N02': async (namespace) => {
    const [{ data }] = (await list(core, namespace, 'configmaps')).filter(({ metadata }) => metadata.name === 'web');
    return Object.values(data).length === 1;
  },
  'MAR-R01': async (namespace) => {
    const found = await slices(namespace);
    return found.length > 0 && found.every(({ endpoints }) => (endpoints ?? []).length === 0);
  },
  'MAR-R02': async (namespace) => {
    const found = await slices(namespace);
    const ready = found.filter(({ endpoints }) => (endpoints ?? []).length > 0);
    return ready.length > 0 && ready.every(({ ports }) => (ports ?? []).length === 0);
  },
  'MAR-R04': unscheduled('not found'),
  'MAR-R05': absent(core, 'configmaps'),
  'MAR-R06': absent(core, 'secrets'),
  'MAR-R07': absent(core, 'services'),
  'MAR-R09': async (namespace) => {
    const spec = {
      user: `system:serviceaccount:${namespace}:instances`,
      resourceAttributes: { namespace, verb: 'get', resource: 'pods' },
    };
    const review = await request('POST', '/apis/authorization.k8s.io/v1/subjectaccessreviews', { spec });
    return review.status.allowed === false;
  },
  'MAR-R11': scalerSays('FailedGetScale'),
  'MAR-R12': async (namespace) => {
    const budgets = await list(policy, namespace, 'poddisruptionbudgets');
    return budgets.some(({ status }) => status?.observedGeneration !== undefined && status.expectedPods === 0);
  },
  'MAR-R16': unscheduled('node affinity'),
  'MAR-C03': async (namespace) => {
    const [pod] = await list(core, namespace, 'pods');
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: pod.metadata.name, namespace } };
    const url = `${core}/namespaces/${namespace}/pods/${pod.metadata.name}/eviction`;
    const refusal = await request('POST', url, eviction).catch((error: unknown) => String(error));
    return String(refusal).includes('more than one PodDisruptionBudget');
  },
  'MAR-C04': scalerSays('AmbiguousSelector'),
  'MAR-C07': unscheduled('ReadWriteOncePod'),
  'MAR-C08': async (namespace) => {
    const [agent] = await list(apps, namespace, 'daemonsets');
    const pods = await list(core, namespace, 'pods');
    const own = pods.find(({ metadata }) => metadata.name === 'web');
    return own === undefined || own.metadata.ownerReferences?.[0]?.uid === agent.metadata.uid;
  },
  'MAR-T01': unreached(({ from, to }) => from.endsWith('/web') && to.endsWith('/db')),
  'MAR-T02': unreached(({ from, to }) => from.startsWith('ingress-nginx/') && to.includes('/web')),
  'MAR-T03': unreached(({ from, to }) => !from.startsWith('checks') && to.includes('/web')),
};
