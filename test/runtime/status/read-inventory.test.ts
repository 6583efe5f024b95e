import { InstanceKind, MarClient } from '../../../lib/runtime';
import { POD_METRICS, POD_TEMPLATES, PODS, WORKLOAD_KINDS, WORKLOADS } from '../../../lib/runtime/object/resource';
import { clientInMemory, clientOf, refused } from '../../support/client-in-memory';
import { FakeServer } from '../../support/fake-server';
import { addPod, addWorkload } from '../../support/live-objects';
import { labelsOf } from '../../support/undertaking';

let server: FakeServer;
let client: MarClient;
let leave: () => Promise<void>;

beforeEach(() => {
  ({ server, client, leave } = clientInMemory());
});

afterEach(() => leave());

describe('a list', () => {
  test('has a row for each instance of each kind, in the order of cluster, ID and kind', async () => {
    addPod(server, 'same', 'staging');
    for (const kind of WORKLOAD_KINDS) addWorkload(server, kind, 'same', {}, `same-${kind}`);
    addPod(server, 'api');
    const rows = await client.list();
    expect(rows.map(({ cluster, id, kind }) => `${cluster}/${id} ${kind}`)).toEqual([
      'prod/api Pod',
      ...[...WORKLOAD_KINDS].sort().map((kind) => `prod/same ${kind}`),
      'staging/same Pod',
    ]);
  });

  test('has those of one cluster alone when it is named', async () => {
    addPod(server, 'api', 'staging');
    addPod(server, 'api');
    expect((await client.list({ cluster: 'prod' })).map(({ cluster }) => cluster)).toEqual(['prod']);
  });

  test('has those with a label, and all pods of workloads that have it', async () => {
    addPod(server, 'api', 'prod', { team: 'a' });
    addPod(server, 'web');
    addWorkload(server, InstanceKind.DEPLOYMENT, 'shop', { team: 'a' });
    const rows = await client.list({ selector: 'team=a' });
    expect(rows.map(({ id, restarts }) => [id, restarts])).toEqual([['api', 0], ['shop', 0]]); // prettier-ignore
    expect(await client.list({ selector: '' })).toHaveLength(3);
  });

  test('asks once for each page of a kind', async () => {
    for (let i = 0; i < 5; i += 1) addPod(server, `api-${i}`);
    server.pageSize = 2;
    await client.list();
    expect(server.requests.sort()).toEqual([
      'list cronjobs.batch',
      'list daemonsets.apps',
      'list deployments.apps',
      'list jobs.batch',
      ...['list pods', 'list pods', 'list pods', 'list pods.metrics.k8s.io', 'list podtemplates'],
      'list replicasets.apps',
      'list replicationcontrollers',
      'list statefulsets.apps',
    ]);
  });

  test('has no row for parts of instances, nor for what others have made', async () => {
    addWorkload(server, InstanceKind.DEPLOYMENT, 'web');
    const owner = { kind: 'CronJob', name: 'report', controller: true };
    const job = { name: 'report-1', namespace: 'prod', labels: labelsOf('job', 'report-1'), ownerReferences: [owner] };
    server.add(WORKLOADS[InstanceKind.JOB], { metadata: job, spec: {} });
    server.add(PODS, {
      metadata: { name: 'x', namespace: 'prod', labels: labelsOf('team', 'a') },
      spec: { containers: [] },
    });
    server.add(POD_TEMPLATES, {
      metadata: { name: 'y', namespace: 'prod', labels: labelsOf('instance-id', 'y') },
      template: { spec: { containers: [] } },
    });
    addPod(server, 'z', 'prod', { 'instance-id': 'other' });
    expect((await client.list()).map(({ id }) => id)).toEqual(['web']);
  });

  test('tells what instances use, where a metrics server answers', async () => {
    addPod(server, 'api');
    addWorkload(server, InstanceKind.DEPLOYMENT, 'web');
    const metrics = (name: string, label: string, usage: Record<string, string>[]): void => {
      const labels = labelsOf(label, name.replace('-pod', ''));
      server.add(POD_METRICS, {
        metadata: { name, namespace: 'prod', labels },
        containers: usage.map((used) => ({ usage: used })),
      });
    };
    metrics('api', 'instance-id', [{ cpu: '1500100n', memory: '2Mi' }, { cpu: '3m' }, { memory: '1Ki' }]);
    metrics('web-pod', 'deployment', [{ cpu: '100m', memory: '10Mi' }]);
    const used = (await client.list()).map(({ id, usedCpuMillicores, usedMemoryMebibytes }) => [
      id,
      usedCpuMillicores,
      usedMemoryMebibytes,
    ]);
    expect(used).toEqual([['api', 5, 3], ['web', 100, 10]]); // prettier-ignore
    expect(await client.get({ cluster: 'prod', id: 'web' })).toMatchObject({ usedCpuMillicores: 100 });
  });

  test.each([
    ['stopped', 'stop', 'pods'],
    ['started', 'start', 'podtemplates'],
  ] as const)('has what is %s while it is read', async (_, action, late) => {
    addPod(server, 'api');
    const api = { cluster: 'prod', id: 'api' };
    if (action === 'start') await client.stop(api);
    const slow = clientOf(server, async (moment, verb, resource) => {
      if (moment === 'before' && verb === 'list' && resource === late) await client[action](api);
    });
    expect(await slow.list()).toMatchObject([{ id: 'api' }]);
  });

  test.each([401, 403, 404, 429, 500, 503])(
    'tells nothing of usage where the metrics server answers %s',
    async (status) => {
      addPod(server, 'api');
      server.refuse('list pods.metrics.k8s.io', refused(status, 'no metrics'));
      const [api] = await client.list();
      expect(api).toMatchObject({ id: 'api' });
      expect(api).not.toHaveProperty('usedCpuMillicores');
    },
  );

  test('does not wait for a metrics server that says nothing', async () => {
    addPod(server, 'api');
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    const silent = clientOf(server, (_, __, resource) =>
      resource === 'pods.metrics.k8s.io' ? new Promise(() => undefined) : Promise.resolve(),
    );
    expect(await silent.list()).toMatchObject([{ id: 'api' }]);
    expect(timeout.mock.calls).toEqual([[2000]]);
    timeout.mockRestore();
  });
});
