import { InstanceKind, InstancePhase, MarClient } from '../../lib/runtime';
import { ApiError } from '../../lib/runtime/errors';
import {
  EVENTS,
  POD_METRICS,
  POD_TEMPLATES,
  PODS,
  QUOTAS,
  WORKLOAD_KINDS,
  WORKLOADS,
} from '../../lib/runtime/resource';
import { FakeApi, Gate } from '../support/fake-api';
import { FakeServer } from '../support/fake-server';
import { addCluster, addPod, addWorkload } from '../support/live-objects';
import { kubelet, labelsOf, TEST_WORLD } from '../support/undertaking';

let server: FakeServer;
let client: MarClient;
let end: AbortController;
let pods: Promise<void>;

beforeEach(() => {
  server = new FakeServer();
  client = clientWith();
  end = new AbortController();
  pods = kubelet(server, end.signal);
});

afterEach(async () => {
  client.close();
  end.abort();
  await pods;
});

function clientWith(gate?: Gate): MarClient {
  return MarClient._of(new FakeApi(server, gate), TEST_WORLD);
}

const refused =
  (status: number, message: string) =>
  (request: string): ApiError => {
    const [verb = '', resource = ''] = request.split(' ');
    return new ApiError(status, '', message, { verb, resource, namespace: 'prod' });
  };

test('a client tells where it leads', () => {
  expect([client.server, client.context, client.cluster]).toEqual(['https://test', 'test', 'default']);
});

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

  test.each([403, 404, 503])('tells nothing of usage where the metrics server answers %s', async (status) => {
    addPod(server, 'api');
    server.refuse('list pods.metrics.k8s.io', refused(status, 'no metrics'));
    expect((await client.list())[0]).not.toHaveProperty('usedCpuMillicores');
  });

  test('fails when a metrics server fails in another way', async () => {
    server.refuse('list pods.metrics.k8s.io', refused(500, 'broken'));
    await expect(client.list()).rejects.toThrow(
      '[prod] the API server refuses to list pods.metrics.k8s.io (broken): correct what it says, then try again',
    );
  });
});

describe('one instance', () => {
  test('is looked up by its ID alone', async () => {
    addPod(server, 'api');
    addWorkload(server, InstanceKind.JOB, 'migrate');
    expect(await client.get({ cluster: 'prod', id: 'api' })).toMatchObject({ kind: 'Pod', phase: 'Running' });
    expect(await client.get({ cluster: 'prod', id: 'migrate' })).toMatchObject({ kind: 'Job' });
  });

  test('is asked for by less requests when its kind is known', async () => {
    addPod(server, 'api');
    await client.get({ cluster: 'prod', id: 'api', kind: InstanceKind.POD });
    expect(server.requests).toEqual(['get pods', 'get podtemplates', 'list pods.metrics.k8s.io']);
  });

  test('is told of with the troubles of its pods', async () => {
    addWorkload(server, InstanceKind.DEPLOYMENT, 'web');
    server.update(WORKLOADS[InstanceKind.DEPLOYMENT], 'prod', 'web', { status: { readyReplicas: 0 } });
    server.update(PODS, 'prod', 'web-pod', { status: { phase: 'Failed', reason: 'Evicted' } });
    expect(await client.get({ cluster: 'prod', id: 'web' })).toMatchObject({ reason: 'Evicted' });
  });

  test('fails when several kinds have that ID, unless one is named', async () => {
    addPod(server, 'web');
    addWorkload(server, InstanceKind.DEPLOYMENT, 'web');
    await expect(client.stop({ cluster: 'prod', id: 'web' })).rejects.toThrow(
      '[prod/web] is several instances, of the kinds Deployment and Pod: name the kind',
    );
    const { kind } = await client.get({ cluster: 'prod', id: 'web', kind: InstanceKind.DEPLOYMENT });
    expect(kind).toBe(InstanceKind.DEPLOYMENT);
  });

  test('fails when it is not of MAR', async () => {
    server.add(WORKLOADS[InstanceKind.STATEFUL_SET], { metadata: { name: 'db', namespace: 'prod' }, spec: {} });
    await expect(client.get({ cluster: 'prod', id: 'db' })).rejects.toThrow(
      '[prod/db] the StatefulSet is not an instance of MAR',
    );
  });

  test('fails when there is none, with the nearest name', async () => {
    addCluster(server, 'prod');
    addPod(server, 'orders-db');
    for (const kind of [undefined, InstanceKind.POD]) {
      const ref = { cluster: 'prod', id: 'order-db', kind };
      await expect(client.get(ref)).rejects.toThrow("[prod/order-db] no such instance: did you mean 'orders-db'?");
      await expect(client.start(ref)).rejects.toThrow("[prod/order-db] no such instance: did you mean 'orders-db'?");
    }
    await expect(client.get({ cluster: 'prod', id: 'x' })).rejects.toThrow(
      '[prod/x] no such instance: list those that the cluster has',
    );
  });

  test('fails when the cluster has none, or there is no such cluster', async () => {
    addCluster(server, 'prod');
    const get = (cluster: string): Promise<unknown> => client.get({ cluster, id: 'api' });
    await expect(get('prod')).rejects.toThrow('[prod/api] no such instance: the cluster has no instances');
    await expect(get('prd')).rejects.toThrow("[prd] no such cluster: did you mean 'prod'?");
    await expect(get('test')).rejects.toThrow('[test] no such cluster: apply its manifests, or name another context');
    server.refuse('list namespaces', refused(403, 'User "joe" cannot list resource'));
    await expect(get('prd')).rejects.toThrow('[prd/api] no such instance: the cluster has no instances');
    server.refuse('list namespaces', refused(500, 'broken'));
    await expect(get('prd')).rejects.toThrow('[prd/api] the API server refuses to list namespaces (broken)');
  });
});

test('clusters are told of by name', async () => {
  addCluster(server, 'staging');
  addCluster(server, 'prod');
  server.add({ ...PODS, name: 'namespaces' }, { metadata: { name: 'other' }, spec: { containers: [] } });
  expect((await client.clusters()).map(({ name }) => name)).toEqual(['prod', 'staging']);
});

test('a cluster tells its quota, its instances and its warnings', async () => {
  addCluster(server, 'prod');
  addPod(server, 'api');
  server.add(QUOTAS, {
    metadata: { name: 'quota', namespace: 'prod' },
    status: { hard: { pods: '2' }, used: { pods: '1' } },
  });
  expect(await client.clusterStatus('prod')).toEqual({
    name: 'prod',
    phase: 'Active',
    createdAt: '2026-01-01T00:00:00Z',
    quotas: [{ quota: 'quota', resource: 'pods', used: '1', hard: '2', share: 0.5 }],
    instances: [{ phase: InstancePhase.RUNNING, count: 1 }],
    warnings: [],
  });
  expect(server.requests.filter((request) => request.endsWith(EVENTS.name))).toEqual(['list events']);
});

test('fails when a cluster is not there, with the nearest name as far as it may be known', async () => {
  addCluster(server, 'prod');
  await expect(client.clusterStatus('prd')).rejects.toThrow("[prd] no such cluster: did you mean 'prod'?");
  server.refuse('list namespaces', refused(403, 'no'));
  await expect(client.clusterStatus('prd')).rejects.toThrow('[prd] no such cluster: apply its manifests');
});

describe('an action', () => {
  const api = { cluster: 'prod', id: 'api' };

  test('tells what was done to which instance', async () => {
    addPod(server, 'api');
    const stopped = { ...api, kind: 'Pod', action: 'stop', notes: [] };
    expect(await client.stop(api)).toEqual({
      ...stopped,
      already: false,
      steps: ['kept Pod api in a PodTemplate', 'deleted Pod api'],
    });
    expect(await client.stop(api)).toEqual({ ...stopped, already: true, steps: [] });
    expect(await client.start(api)).toMatchObject({ action: 'start', already: false });
    expect(await client.restart(api)).toMatchObject({ action: 'restart', already: false });
  });

  test('does not look up a kind that is named', async () => {
    addPod(server, 'api');
    await client.start({ ...api, kind: InstanceKind.POD }, { wait: false });
    expect(server.requests).toEqual(['get podtemplates', 'get pods']);
  });

  test('on a workload that is not done in time says what its pods say', async () => {
    addWorkload(server, InstanceKind.DEPLOYMENT, 'web');
    server.update(WORKLOADS[InstanceKind.DEPLOYMENT], 'prod', 'web', { status: { readyReplicas: 0 } });
    const start = (): Promise<unknown> => client.start({ cluster: 'prod', id: 'web' }, { timeoutSeconds: 0.05 });
    const message =
      '[prod/web] not done within 0.05 s, as Deployment web has 0 of 1 pods ready: it goes on in Kubernetes, look again later';
    await expect(start()).rejects.toMatchObject({ message: message });
    server.update(PODS, 'prod', 'web-pod', { status: { reason: 'Evicted', message: 'low on memory' } });
    await expect(start()).rejects.toMatchObject({ message: `${message}; it says Evicted: low on memory` });
    server.update(PODS, 'prod', 'web-pod', { status: { message: null } });
    await expect(start()).rejects.toMatchObject({ message: `${message}; it says Evicted` });
  });

  test('on a pod that is not done in time has said so already', async () => {
    end.abort();
    addPod(server, 'api');
    await expect(client.stop(api, { timeoutSeconds: 0.05 })).rejects.toMatchObject({
      message:
        '[prod/api] not done within 0.05 s, as Pod api is still there: it goes on in Kubernetes, look again later',
    });
  });

  test.each([0, 10])('is ended by the signal of the caller, given after %s ms', async (after) => {
    end.abort();
    addPod(server, 'api');
    const caller = new AbortController();
    if (after === 0) caller.abort();
    else setTimeout(() => { caller.abort(); }, after); // prettier-ignore
    await expect(client.stop(api, { signal: caller.signal })).rejects.toMatchObject({
      code: 'Aborted',
      message: 'ended by the caller',
    });
  });

  test('fails when a role is missing, with the permission that the action needs', async () => {
    addPod(server, 'api');
    server.refuse('delete pods', refused(403, 'pods "api" is forbidden: User "joe" cannot delete resource "pods"'));
    const message = (action: string): string =>
      `[prod/api] the user 'joe' may not delete pods in the cluster 'prod': ask for the permission instances:${action}, ` +
      'which the roles operator and admin have';
    await expect(client.stop(api)).rejects.toMatchObject({ message: message('stop') });
    await expect(client.restart(api)).rejects.toMatchObject({ message: message('restart') });
  });

  test('goes on where the watch lags behind what was done', async () => {
    addPod(server, 'api');
    let looks = 0;
    const slow = clientWith(async (moment, verb) => {
      if (moment === 'after' && verb === 'get' && (looks += 1) === 7)
        server.update(PODS, 'prod', 'api', { status: { conditions: [] } });
      await Promise.resolve();
    });
    await slow.restart(api);
    expect(await client.get(api)).toMatchObject({ phase: 'Running' });
  });
});
