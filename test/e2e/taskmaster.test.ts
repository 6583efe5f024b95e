import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { Manifest } from '../support/manifest';
import { deleteNamespaces, describeE2e, get, kubectl } from '../support/kubectl';

const manifest = path.resolve(__dirname, '../../dist/taskmaster.k8s.yaml');
const inCluster = ['-n', 'taskmaster'];

function pods(deployment: string): Manifest[] {
  return get('pods', ...inCluster, '-l', `deployment=${deployment}`).items;
}

/** The zones of the nodes that pods are on. */
function zonesOf(running: Manifest[]): string[] {
  return running.map((pod) => get('node', pod.spec.nodeName).metadata.labels['topology.kubernetes.io/zone']);
}

function waitUntilAvailable(): void {
  kubectl(['wait', 'deployments', '--all', ...inCluster, '--for=condition=Available', '--timeout=600s']);
  kubectl(['wait', 'hpa/backend', ...inCluster, '--for=jsonpath={.status.currentReplicas}=2', '--timeout=600s']);
  kubectl(['wait', 'pods', '--all', ...inCluster, '--for=condition=Ready', '--timeout=600s']);
}

/** Drains a node, and returns what the budgets said all the while. */
async function drain(node: string): Promise<Manifest[]> {
  const args = ['drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=600s'];
  const env = { ...process.env, KUBECONFIG: process.env.MAR_E2E_KUBECONFIG };
  const draining = spawn('kubectl', args, { env, stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => draining.on('exit', resolve));
  const seen: Manifest[] = [];
  let status: number | null | undefined;
  void ended.then((code) => (status = code));
  while (status === undefined) {
    seen.push(...get('pdb', ...inCluster).items);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(status).toBe(0);
  return seen;
}

describeE2e('taskmaster on a real API server', () => {
  beforeAll(() => {
    deleteNamespaces('taskmaster');
    kubectl(['apply', '-f', manifest]);
  });

  afterAll(() => {
    deleteNamespaces('taskmaster');
  });

  test('all Deployments become available, and the StatefulSet ready', () => {
    waitUntilAvailable();
    const { spec, status } = get('statefulset', 'postgres', ...inCluster);
    expect(status.readyReplicas).toBe(spec.replicas);
  });

  test('the autoscaler is accepted, and keeps two replicas of the backend', () => {
    const { spec, status } = get('hpa', 'backend', ...inCluster);
    expect(spec).toMatchObject({ minReplicas: 2, maxReplicas: 5 });
    const able = status.conditions.find((condition: Manifest) => condition.type === 'AbleToScale');
    expect(able.status).toBe('True');
    expect(get('deployment', 'backend', ...inCluster).spec.replicas).toBe(2);
  });

  test.each(['frontend', 'backend'])('the replicas of the %s are in different zones', (name) => {
    expect(new Set(zonesOf(pods(name))).size).toBe(2);
  });

  test('the quota fits, with room for all replicas and those of an update', () => {
    const { hard, used } = get('resourcequota', 'quota', ...inCluster).status;
    expect(Number(hard.pods)).toBeGreaterThan(Number(used.pods) + 3 + 1 + 2);
  });

  test('the pods of a drained node move, and no budget is violated meanwhile', async () => {
    const [{ spec }] = pods('backend') as [Manifest];
    const node: string = spec.nodeName;
    try {
      const budgets = await drain(node);
      const violated = budgets.filter(({ status }) => status.currentHealthy < status.desiredHealthy);
      expect(budgets.length).toBeGreaterThan(0);
      expect(violated).toEqual([]);
      waitUntilAvailable();
      expect(pods('backend').map((pod) => pod.spec.nodeName)).not.toContain(node);
    } finally {
      kubectl(['uncordon', node]);
    }
  });
});
