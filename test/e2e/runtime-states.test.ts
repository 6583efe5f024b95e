import { Size } from 'cdk8s';
import { Cpu } from 'cdk8s-plus-30';
import { Health, MarApp, MarCluster, MarDeployment, MarInstance } from '../../lib';
import { InstanceKind, InstancePhase, InstanceStatus, MarClient, StatusChange } from '../../lib/runtime';
import { disconnect, inventory } from '../support/api-server';
import { eventually } from '../support/eventually';
import { inFolder } from '../support/folder';
import { applyAgain, deleteNamespaces, describeE2e, get, kubectl, tryKubectl } from '../support/kubectl';
import { apply, connect, declared, isRunning, QUICK, settled } from '../support/live';
import { Manifest } from '../support/manifest';

const CLUSTER = 'e2e-states';
const QUOTA = { cpu: Cpu.units(8), memory: Size.gibibytes(16), pods: 12 };

/** The image is what changes from one version of the program to the next. */
function program(app: MarApp, image = 'registry.example.com/orders:1.4.2'): void {
  const cluster = new MarCluster(app, CLUSTER, { quota: QUOTA });
  new MarInstance(cluster, 'api', { ...QUICK, image });
  new MarInstance(cluster, 'lost', { ...QUICK, nodeSelector: { disk: 'none' } });
  new MarDeployment(cluster, 'web', { ...QUICK, replicas: 2, port: 80, health: Health.tcp() });
}

/** The labels by which an instance is known. */
const labels = (id: string): Record<string, string> => ({
  'app.kubernetes.io/managed-by': 'cdk8s-mar',
  'instance-id': id,
});

/** Waits until something holds. */
async function until(holds: () => boolean): Promise<void> {
  await eventually(() => (holds() ? Promise.resolve() : Promise.reject(new Error('it does not hold yet'))));
}

describeE2e('live instances', () => {
  let client: MarClient;
  const api = { cluster: CLUSTER, id: 'api' };
  const statusOf = (id: string): Promise<InstanceStatus> => client.get({ cluster: CLUSTER, id });

  beforeAll(async () => {
    jest.spyOn(console, 'warn').mockReturnValue();
    deleteNamespaces(CLUSTER);
    client = await connect();
    apply(program);
    await settled(client, CLUSTER, (status) => isRunning(status) || status.id === 'lost');
  });

  afterAll(() => {
    client.close();
    disconnect();
    deleteNamespaces(CLUSTER);
  });

  test('a pod that fits no node is pending, in the words of the scheduler', async () => {
    const status = await statusOf('lost');
    expect(status).toMatchObject({ phase: InstancePhase.PENDING, reason: 'Unschedulable', ready: 0, desired: 1 });
    expect(status.message).toMatch(/^0\/\d+ nodes are available: .*didn't match Pod's node affinity\/selector/);
  });

  test('a wait that is over says what the pod waits for', async () => {
    const restart = client.restart({ cluster: CLUSTER, id: 'lost' }, { timeoutSeconds: 3 });
    await expect(restart).rejects.toMatchObject({ code: 'Timeout' });
    await expect(restart).rejects.toThrow(
      /not done within 3 s, as Pod lost is not ready \(Unschedulable: 0\/\d+ nodes/,
    );
  });

  test('a workload whose pods the quota refuses says so', async () => {
    kubectl(['scale', 'deployment/web', '-n', CLUSTER, '--replicas=20']);
    await eventually(async () => {
      expect(await statusOf('web')).toMatchObject({
        phase: InstancePhase.RUNNING,
        reason: 'FailedCreate',
        desired: 20,
      });
    });
    expect((await statusOf('web')).message).toContain('exceeded quota: quota');
    kubectl(['scale', 'deployment/web', '-n', CLUSTER, '--replicas=2']);
    await settled(client, CLUSTER, (status) => isRunning(status) || status.id === 'lost');
  });

  test('the cluster tells of its quota, its instances and what goes wrong', async () => {
    await eventually(async () => {
      const { quotas } = await client.clusterStatus(CLUSTER);
      expect(quotas).toContainEqual({ quota: 'quota', resource: 'pods', used: '4', hard: '12', share: 1 / 3 });
    });
    const { instances, warnings } = await client.clusterStatus(CLUSTER);
    expect(instances).toEqual([
      { phase: InstancePhase.PENDING, count: 1 },
      { phase: InstancePhase.RUNNING, count: 2 },
    ]);
    expect(warnings).toContainEqual(expect.objectContaining({ about: 'Pod/lost', reason: 'FailedScheduling' }));
  });

  test('a dry run changes nothing', async () => {
    const versions = async (): Promise<unknown> => {
      return [...(await inventory())]
        .filter(([name]) => name.includes(CLUSTER))
        .map(([name, { metadata }]) => [name, metadata.uid, metadata.generation]);
    };
    const before = await versions();
    for (const id of ['api', 'web']) {
      for (const action of ['stop', 'restart'] as const) {
        const { steps, already } = await client[action]({ cluster: CLUSTER, id }, { dryRun: true });
        expect([already, steps.length > 0]).toEqual([false, true]);
      }
    }
    expect(await versions()).toEqual(before);
  });

  test('a start that the quota refuses keeps the instance stopped, and says why', async () => {
    await client.stop(api);
    const hard = (pods: number): string => JSON.stringify({ spec: { hard: { pods: `${pods}` } } });
    kubectl(['patch', 'resourcequota/quota', '-n', CLUSTER, '-p', hard(1)]);
    await eventually(async () => {
      await expect(client.start(api)).rejects.toThrow(
        'exceeded quota: quota, requested: pods=1, used: pods=3, limited: pods=1',
      );
    });
    expect(await statusOf('api')).toMatchObject({ phase: InstancePhase.STOPPED });
    kubectl(['patch', 'resourcequota/quota', '-n', CLUSTER, '-p', hard(12)]);
    await eventually(async () => { await client.start(api); }); // prettier-ignore
  });

  test('kubectl apply starts what is stopped, and start then removes what was kept', async () => {
    await client.stop(api);
    apply((app) => { program(app, 'registry.example.com/orders:1.5.0'); }); // prettier-ignore
    await settled(client, CLUSTER, (status) => isRunning(status) || status.id === 'lost');
    expect(await client.start(api)).toMatchObject({ already: false, steps: ['deleted PodTemplate api'] });
    expect(get('pod', 'api', '-n', CLUSTER).spec.containers[0].image).toBe('registry.example.com/orders:1.5.0');
    expect(tryKubectl(['get', 'podtemplate', 'api', '-n', CLUSTER]).stderr).toContain('not found');
  });

  test('kubectl apply, also on the side of the server, finds nothing to do after a restart', async () => {
    await client.restart(api);
    await client.restart({ cluster: CLUSTER, id: 'web' });
    inFolder((outdir) => {
      const app = new MarApp({ outdir });
      program(app, 'registry.example.com/orders:1.5.0');
      app.synth();
      expect(applyAgain('-f', outdir)).toEqual([]);
      kubectl(['apply', '--server-side', '--dry-run=server', '-f', outdir]);
    });
  });

  test('kubectl apply gives a stopped Deployment the pods that its manifest says', async () => {
    const web = { cluster: CLUSTER, id: 'web' };
    await client.stop(web);
    expect(await statusOf('web')).toMatchObject({
      phase: InstancePhase.STOPPED,
      ready: 0,
      desired: 0,
      cpuMillicores: 20,
    });
    apply((app) => { program(app, 'registry.example.com/orders:1.5.0'); }); // prettier-ignore
    await settled(client, CLUSTER, (status) => isRunning(status) || status.id === 'lost');
    expect(await client.start(web)).toMatchObject({ steps: ['left Deployment web as it was scaled up already'] });
  });

  test('a pod comes back to its node only if that was declared', async () => {
    const metadata = (name: string): Manifest => ({ name, namespace: CLUSTER, labels: labels(name) });
    const pinned = get('pod', 'api', '-n', CLUSTER);
    const pod = (name: string, more: object): string => {
      const { annotations } = pinned.metadata;
      const own = {
        ...metadata(name),
        annotations: { ...annotations, 'kubectl.kubernetes.io/last-applied-configuration': undefined },
      };
      return JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: own,
        spec: { ...pinned.spec, nodeName: undefined, ...more },
      });
    };
    kubectl(['create', '-f', '-'], pod('pinned', { nodeName: 'node-1' }));
    kubectl(['create', '-f', '-'], pod('free', {}));
    await settled(client, CLUSTER, (status) => isRunning(status) || status.id === 'lost');
    const before = await declared(CLUSTER);
    for (const id of ['pinned', 'free']) await client.stop({ cluster: CLUSTER, id, kind: InstanceKind.POD });
    const kept = (name: string): unknown => get('podtemplate', name, '-n', CLUSTER).template.spec.nodeName;
    expect([kept('pinned'), kept('free')]).toEqual(['node-1', undefined]);
    for (const id of ['pinned', 'free']) await client.start({ cluster: CLUSTER, id, kind: InstanceKind.POD });
    expect(await declared(CLUSTER)).toEqual(before);
    expect(await statusOf('pinned')).toMatchObject({ node: 'node-1' });
  });

  test('what happens is watched', async () => {
    const end = new AbortController();
    const seen: StatusChange[] = [];
    const watching = (async () => {
      for await (const change of client.watch({ cluster: CLUSTER, selector: 'instance-id=api' }, end.signal))
        seen.push(change);
    })();
    await until(() => seen.length === 1);
    await client.stop(api);
    await client.start(api);
    await until(() => seen.at(-1)?.status.phase === InstancePhase.RUNNING);
    end.abort();
    await watching;
    const phases = seen.map(({ status }) => status.phase).filter((phase, i, all) => phase !== all[i - 1]);
    expect(phases).toEqual(['Running', 'Stopping', 'Stopped', 'Pending', 'Running']);
  });
});
