import { InstanceKind, InstancePhase, MarClient } from '../../lib/runtime';
import { EVENTS, PODS, QUOTAS, WORKLOADS } from '../../lib/runtime/object/resource';
import { clientInMemory, clientOf, refused } from '../support/client-in-memory';
import { Gate } from '../support/fake-api';
import { FakeServer } from '../support/fake-server';
import { addCluster, addPod, addWorkload } from '../support/live-objects';
import { runOutOfTime, settle } from '../support/time';

let server: FakeServer;
let client: MarClient;
let end: AbortController;
let leave: () => Promise<void>;

beforeEach(() => {
  ({ server, client, end, leave } = clientInMemory());
});

afterEach(() => leave());

test('a client tells where it leads', () => {
  expect([client.server, client.context, client.cluster]).toEqual(['https://test', 'test', 'default']);
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

test.each(['..', '.', '', 'a/b', '%2e%2e'])("'%s' is no cluster, and no other place either", async (name) => {
  addPod(server, 'api');
  const message = `[${name}] no such cluster: its name must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit)`;
  const asked = [
    client.list({ cluster: name }),
    client.watch({ cluster: name }).next(),
    client.clusterStatus(name),
    client.get({ cluster: name, id: 'api' }),
    client.stop({ cluster: name, id: 'api' }),
  ];
  for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'NoSuchCluster', message });
  expect(server.requests).toEqual([]);
});

test.each(['..', '', 'a/b'])("'%s' is no instance, and nothing else either", async (id) => {
  const message = `[prod/${id}] no such instance: its ID must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit)`;
  for (const one of [client.get({ cluster: 'prod', id }), client.restart({ cluster: 'prod', id })]) {
    await expect(one).rejects.toMatchObject({ code: 'NoSuchInstance', message });
  }
  expect(server.requests).toEqual([]);
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
      '[prod/web] not done within 0.05 s, as Deployment web has 0 of 1 pods ready: what Kubernetes was told goes on, look later or do it again';
    await expect(runOutOfTime(start)).rejects.toMatchObject({ message: message });
    server.update(PODS, 'prod', 'web-pod', { status: { reason: 'Evicted', message: 'low on memory' } });
    await expect(runOutOfTime(start)).rejects.toMatchObject({ message: `${message} (Evicted: low on memory)` });
    server.update(PODS, 'prod', 'web-pod', { status: { message: null } });
    await expect(runOutOfTime(start)).rejects.toMatchObject({ message: `${message} (Evicted)` });
  });

  test('on a pod that is not done in time has said so already', async () => {
    end.abort();
    addPod(server, 'api');
    await expect(runOutOfTime(() => client.stop(api, { timeoutSeconds: 0.05 }))).rejects.toMatchObject({
      message:
        '[prod/api] not done within 0.05 s, as Pod api is still there: what Kubernetes was told goes on, look later or do it again',
    });
  });

  test.each(['before', 'while'])('is ended by the signal of the caller, given %s it runs', async (when) => {
    end.abort();
    addPod(server, 'api');
    const caller = new AbortController();
    if (when === 'before') caller.abort();
    const stopping = client.stop(api, { signal: caller.signal });
    void settle().then(() => { caller.abort(); }); // prettier-ignore
    await expect(stopping).rejects.toMatchObject({
      code: 'Aborted',
      message: 'ended by the caller',
    });
  });

  test.each(['get', 'create', 'delete'])(
    'is over in time where the server does not answer to %s, and does nothing after it',
    async (verb) => {
      end.abort();
      addPod(server, 'api');
      let answer: () => void = () => undefined;
      const answered = new Promise<void>((resolve) => (answer = resolve));
      const gate: Gate = (moment, asked) => (moment === 'before' && asked === verb ? answered : Promise.resolve());
      const stop = (): Promise<unknown> => clientOf(server, gate).stop(api, { timeoutSeconds: 0.05 });
      await expect(runOutOfTime(stop)).rejects.toMatchObject({
        code: 'Timeout',
        message:
          '[prod/api] not done within 0.05 s, as the API server has not answered: what Kubernetes was told goes on, look later or do it again',
      });
      const before = [...server.requests];
      answer();
      await settle();
      expect(server.requests).toEqual(before);
    },
  );

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
    const slow = clientOf(server, async (moment, verb) => {
      if (moment === 'after' && verb === 'get' && (looks += 1) === 7)
        server.update(PODS, 'prod', 'api', { status: { conditions: [] } });
      await Promise.resolve();
    });
    await slow.restart(api);
    expect(await client.get(api)).toMatchObject({ phase: 'Running' });
  });
});
