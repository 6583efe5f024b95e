import { InstanceKind, MarClient } from '../../../lib/runtime';
import { PODS, WORKLOADS } from '../../../lib/runtime/object/resource';
import { clientInMemory, refused } from '../../support/client-in-memory';
import { FakeServer } from '../../support/fake-server';
import { addCluster, addPod, addWorkload } from '../../support/live-objects';

let server: FakeServer;
let client: MarClient;
let leave: () => Promise<void>;

beforeEach(() => {
  ({ server, client, leave } = clientInMemory());
});

afterEach(() => leave());

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
