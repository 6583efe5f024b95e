import { ActionOptions } from '../../lib/runtime/action/actions';
import { Deadline } from '../../lib/runtime/action/deadline';
import { KubeObject, Pod } from '../../lib/runtime/object/kube';
import { PODS } from '../../lib/runtime/object/resource';
import { ActionContext } from '../../lib/runtime/action/action-context';
import { Waiter } from '../../lib/runtime/action/waiter';
import { Clock } from '../../lib/runtime/api/clock';
import { FakeApi, Gate } from './fake-api';
import { FakeServer } from './fake-server';

/** Who is asked for in the tests. */
export const API = { cluster: 'prod', id: 'api' };

let marks = 0;

/** One that does not wait, at one moment. */
export const TEST_WORLD: Clock = {
  now: () => '2026-01-02T03:04:05.000Z',
  createId: () => `mark-${(marks += 1)}`,
  sleep: () => new Promise((resolve) => setImmediate(resolve)),
};

/** What somebody does, through a gate. */
export interface Doer {
  readonly gate?: Gate;
  readonly world?: Clock;
}

/** Does something to an instance of a server, and says what became of it. */
export async function undertake(
  server: FakeServer,
  act: (ctx: ActionContext) => Promise<void>,
  options: ActionOptions = {},
  { gate, world = TEST_WORLD }: Doer = {},
): Promise<{ steps: readonly string[]; notes: readonly string[] }> {
  const api = new FakeApi(server, gate);
  const deadline = new Deadline(API, options.timeoutSeconds ?? 300, options.signal);
  const ctx = new ActionContext(api, world, new Waiter(api, world), options, deadline);
  try {
    await act(ctx);
  } finally {
    deadline.dispose();
  }
  return { steps: ctx.steps, notes: ctx.notes };
}

/** The labels of an instance of MAR. */
export function labelsOf(key: string, name: string): Record<string, string> {
  return { app: 'mar', 'app.kubernetes.io/managed-by': 'cdk8s-mar', [key]: name };
}

/** The pod `api` of the cluster `prod`, as it is applied. */
export function aPod(changes: Partial<Pod> = {}): Pod {
  const metadata = { name: API.id, namespace: API.cluster, labels: labelsOf('instance-id', API.id) };
  const limits = { cpu: '2', memory: '4Gi' };
  const spec = { containers: [{ name: 'app', image: 'orders:1.4.2', resources: { limits } }], restartPolicy: 'Always' };
  return { apiVersion: 'v1', kind: 'Pod', metadata, spec, ...changes };
}

/** What a kubelet says of a pod that is well. */
export const READY = {
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'app', restartCount: 0, state: { running: {} } }],
  },
};

/** Pods become ready, and those that are deleted are gone, each after a pause. */
export async function kubelet(
  server: FakeServer,
  signal: AbortSignal,
  pause: () => Promise<void> = () => new Promise((resolve) => setImmediate(resolve)),
): Promise<void> {
  const act = (pod: KubeObject): void => {
    const { namespace = '', name, deletionTimestamp, uid } = pod.metadata;
    const now = server.read(PODS, namespace, name) as Pod | undefined;
    if (now?.metadata.uid !== uid) return;
    if (deletionTimestamp !== undefined) server.remove(PODS, namespace, name);
    else if (now?.status?.phase === 'Pending') server.update(PODS, namespace, name, READY);
  };
  for await (const { object } of server.watch(PODS, {}, '0', signal)) {
    await pause();
    if (!signal.aborted) act(object);
  }
}
