import { InstanceKind, MarClient, StatusChange } from '../../../lib/runtime';
import { ApiError } from '../../../lib/runtime/api/errors';
import { POD_TEMPLATES, PODS, WORKLOADS } from '../../../lib/runtime/object/resource';
import { FakeApi } from '../../support/fake-api';
import { FakeServer } from '../../support/fake-server';
import { addPod, addWorkload } from '../../support/live-objects';
import { settle } from '../../support/time';
import { TEST_WORLD } from '../../support/undertaking';

let server: FakeServer;
let client: MarClient;
let end: AbortController;
let told: StatusChange[];
let watching: Promise<void>;

/** What was told since, as `type cluster/id phase`. */
async function news(): Promise<string[]> {
  await settle();
  return told.splice(0).map(({ type, status: { cluster, id, phase } }) => `${type} ${cluster}/${id} ${phase}`);
}

function watch(options: { cluster?: string; selector?: string } = {}): void {
  watching = (async () => {
    for await (const change of client.watch(options, end.signal)) told.push(change);
  })();
}

beforeEach(() => {
  server = new FakeServer();
  client = MarClient._of(new FakeApi(server), TEST_WORLD);
  end = new AbortController();
  told = [];
  watching = Promise.resolve();
  addPod(server, 'web');
  addPod(server, 'api');
});

afterEach(async () => {
  end.abort();
  await watching.catch(() => undefined);
});

test('all that is there is told first, in order', async () => {
  watch();
  expect(await news()).toEqual(['Added prod/api Running', 'Added prod/web Running']);
});

test('each change of a status is told, and nothing else', async () => {
  watch();
  await news();
  server.update(PODS, 'prod', 'api', { metadata: { annotations: { note: 'x' } } });
  expect(await news()).toEqual([]);
  server.update(PODS, 'prod', 'api', { metadata: { deletionTimestamp: 'soon' } });
  expect(await news()).toEqual(['Changed prod/api Stopping']);
  const pod = server.read(PODS, 'prod', 'api');
  const { namespace, labels } = pod?.metadata ?? {};
  server.add(POD_TEMPLATES, {
    metadata: { name: 'api', namespace, labels, annotations: { 'kept-pod': 'uid-1' } },
    template: { spec: { containers: [] } },
  });
  server.remove(PODS, 'prod', 'api');
  expect(await news()).toEqual(['Changed prod/api Stopped']);
  server.remove(POD_TEMPLATES, 'prod', 'api');
  expect(await news()).toEqual(['Removed prod/api Stopped']);
  addPod(server, 'new');
  expect(await news()).toEqual(['Added prod/new Running']);
});

test('pods of workloads change the status of these', async () => {
  addWorkload(server, InstanceKind.DEPLOYMENT, 'shop');
  watch();
  await news();
  server.update(PODS, 'prod', 'shop-pod', { status: { containerStatuses: [{ name: 'app', restartCount: 2 }] } });
  await settle();
  expect(told.splice(0).map(({ status: { id, restarts } }) => [id, restarts])).toEqual([['shop', 2]]);
  server.remove(PODS, 'prod', 'shop-pod');
  await settle();
  expect(told.splice(0).map(({ status: { id, restarts } }) => [id, restarts])).toEqual([['shop', 0]]);
  server.remove(WORKLOADS[InstanceKind.DEPLOYMENT], 'prod', 'shop');
  expect(await news()).toEqual(['Removed prod/shop Running']);
});

test('what went while the watch was behind is told when it has caught up', async () => {
  watch();
  await news();
  server.update(PODS, 'prod', 'web', { metadata: { deletionTimestamp: 'soon' } });
  server.remove(PODS, 'prod', 'api');
  server.forget();
  expect((await news()).sort()).toEqual(['Changed prod/web Stopping', 'Removed prod/api Running']);
});

test('what is not selected is not told', async () => {
  addPod(server, 'db', 'prod', { team: 'a' });
  addPod(server, 'db', 'staging', { team: 'a' });
  watch({ cluster: 'prod', selector: 'team=a' });
  expect(await news()).toEqual(['Added prod/db Running']);
});

test('pods that belong to no instance are not told', async () => {
  server.add(PODS, {
    metadata: { name: 'x', namespace: 'prod', labels: { 'app.kubernetes.io/managed-by': 'cdk8s-mar' } },
    spec: { containers: [] },
  });
  watch();
  expect(await news()).toHaveLength(2);
});

test('a watch without a signal goes on until nobody listens', async () => {
  for await (const { status } of client.watch()) {
    expect(status.id).toBe('api');
    break;
  }
  await settle();
});

test('fails when a role is missing', async () => {
  server.refuse(
    'watch pods',
    () => new ApiError(403, '', 'User "joe" cannot watch resource "pods"', { verb: 'watch', resource: 'pods' }),
  );
  watch();
  await expect(watching).rejects.toThrow("[all clusters] the user 'joe' may not watch pods in all clusters");
});
