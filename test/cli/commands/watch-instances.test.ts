import { InstanceKind } from '../../../lib/runtime/object/instance-kind';
import { InstancePhase, InstanceRef, InstanceStatus } from '../../../lib/runtime/status/instance-status';
import { StatusChange, StatusChangeType } from '../../../lib/runtime/status/status-watch';
import { FakeServer } from '../../support/fake-server';
import { addCluster, addPod } from '../../support/instances';
import { Around, Came, mar } from '../../support/mar';
import { settle } from '../../support/time';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function change(type: StatusChangeType, id: string, more: Partial<InstanceStatus> = {}): StatusChange {
  const status = {
    cluster: 'prod',
    id,
    kind: InstanceKind.POD,
    phase: InstancePhase.RUNNING,
    ready: 1,
    desired: 1,
    restarts: 0,
    createdAt: '2026-01-01T00:00:00Z',
    profiles: [],
  };
  return { type, status: { ...status, ...more } };
}

const [API, WEB] = [change(StatusChangeType.ADDED, 'api'), change(StatusChangeType.ADDED, 'web')];
/** Not in the order of a list. */
const FIRST = [WEB, API];
const THEN = [change(StatusChangeType.CHANGED, 'api', { restarts: 1 }), change(StatusChangeType.REMOVED, 'web')];

/** A cluster that has some. */
const some = (): Promise<InstanceStatus[]> => Promise.resolve(FIRST.map(({ status }) => status));

/** Each that is asked for is there. */
function given({ cluster, id, kind }: InstanceRef): Promise<InstanceStatus> {
  return Promise.resolve(
    change(StatusChangeType.ADDED, id, { cluster, ...(kind === undefined ? {} : { kind }) }).status,
  );
}

/** Watches changes that come in two batches, until the signal of that name is heard. */
async function watch(line: string, heard: 'interrupted' | 'unread' = 'unread', isLate = false): Promise<Came> {
  const end = new AbortController();
  if (isLate) end.abort();
  async function* changes(): AsyncGenerator<StatusChange> {
    yield* FIRST;
    for (let i = 0; i < 5; i += 1) await pause();
    yield* THEN;
    for (let i = 0; i < 5; i += 1) await pause();
    end.abort();
  }
  const around: Around = { client: { watch: changes, list: some, get: given }, world: { [heard]: end.signal } };
  return mar(line, around);
}

test('what is there is a table in order, and changes are lines of it, until nobody reads them', async () => {
  expect(await watch('list -w')).toEqual({
    code: 0,
    err: '',
    out:
      'CLUSTER   ID    KIND   PHASE     REASON   READY   CPU   MEMORY   RESTARTS   AGE\n' +
      'prod      api   Pod    Running   -        1/1     -     -        0          5m\n' +
      'prod      web   Pod    Running   -        1/1     -     -        0          5m\n' +
      'prod      api   Pod    Running   -        1/1     -     -        1          5m\n' +
      'prod      web   Pod    Removed   -        1/1     -     -        0          5m\n',
  });
});

test('the wide table has the node', async () => {
  expect((await watch('list -w -o wide')).out).toContain('NODE');
});

test('json is a line for each change', async () => {
  const lines = (await watch('list -wojson')).out.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([...FIRST, ...THEN]);
});

test('yaml is a document for each change', async () => {
  const documents = (await watch('list -woyaml')).out.split('---\n');
  expect(documents).toHaveLength(5);
  expect(documents[1]).toMatch(/^type: Added\nstatus:\n {2}cluster: prod\n {2}id: web\n/);
});

test('names are a line for each change', async () => {
  expect((await watch('list -woname')).out).toBe('prod/Pod/web\nprod/Pod/api\nprod/Pod/api\nprod/Pod/web\n');
});

test('of instances that are named, only their changes are printed', async () => {
  expect((await watch('get api -w -o table')).out).toBe(
    'CLUSTER   ID    KIND   PHASE     REASON   READY   CPU   MEMORY   RESTARTS   AGE\n' +
      'prod      api   Pod    Running   -        1/1     -     -        0          5m\n' +
      'prod      api   Pod    Running   -        1/1     -     -        1          5m\n',
  );
  expect((await watch('get prod/web prod/Pod/api -w -o name')).out).toBe(
    'prod/Pod/web\nprod/Pod/api\nprod/Pod/api\nprod/Pod/web\n',
  );
  expect((await watch('get prod/Deployment/web -w -o name')).out).toBe('');
});

test('of an instance that is named without its kind, no other kind is printed that comes later', async () => {
  const end = new AbortController();
  async function* changes(): AsyncGenerator<StatusChange> {
    yield API;
    await pause();
    yield change(StatusChangeType.ADDED, 'api', { kind: InstanceKind.DEPLOYMENT });
    yield change(StatusChangeType.REMOVED, 'api');
    yield API;
    await pause();
    end.abort();
  }
  const came = await mar('get api -w -o name', {
    client: { watch: changes, get: given },
    world: { unread: end.signal },
  });
  expect(came.out).toMatch(/^(prod\/Pod\/api\n){3}$/);
});

test('all that is known of an instance is printed at each change', async () => {
  expect((await watch('get web -w')).out).toMatch(
    /^Cluster: {4}prod\nID: {9}web\n[^]*Phase: {6}Running\n[^]*\n\nCluster: [^]*Phase: {6}Removed\n[^]*\n\n$/,
  );
});

test('nothing is watched if one that is named is not there', async () => {
  const server = new FakeServer();
  addPod(server, 'prod', 'api');
  const err = "mar: [prod/apy] no such instance: did you mean 'api'?\n";
  expect(await mar('get api apy -w -o name', { server })).toEqual({ code: 1, out: 'prod/Pod/api\n', err });
});

test('Ctrl-C ends it', async () => {
  expect(await watch('list -w', 'interrupted')).toMatchObject({ code: 130, err: '' });
  expect(await watch('list -w', 'interrupted', true)).toMatchObject({ code: 130, out: '' });
});

test('changes that come just before the end are printed', async () => {
  const end = new AbortController();
  async function* changes(): AsyncGenerator<StatusChange> {
    yield* FIRST;
    await pause();
    end.abort();
  }
  const never = new Promise<void>(() => undefined);
  const came = await mar('list -woname', {
    client: { watch: changes, list: some },
    world: { unread: end.signal, sleep: () => never },
  });
  expect(came.out).toBe('prod/Pod/web\nprod/Pod/api\n');
});

test('a cluster without instances is said to have none, and watched', async () => {
  const server = new FakeServer();
  addCluster(server, 'prod');
  const heard = new AbortController();
  const coming = mar('list -w', { server, world: { interrupted: heard.signal } });
  await settle();
  heard.abort();
  const came = await coming;
  expect(came).toEqual({ code: 130, out: '', err: 'mar: no instances in prod\n' });
});

test('all clusters are watched without a look at them before', async () => {
  const { out } = await watch('list -A -woname');
  expect(out).toBe('prod/Pod/web\nprod/Pod/api\nprod/Pod/api\nprod/Pod/web\n');
});

test('fails when there is no such cluster', async () => {
  const server = new FakeServer();
  addCluster(server, 'prod');
  const err = "mar: [prd] no such cluster: did you mean 'prod'?\n";
  expect(await mar('list prd -w', { server })).toEqual({ code: 1, out: '', err });
});

test('fails when the watch does', async () => {
  // eslint-disable-next-line @typescript-eslint/require-await
  async function* changes(): AsyncGenerator<StatusChange> {
    throw new Error('out of reach');
  }
  expect(await mar('list -w', { client: { watch: changes, list: some } })).toEqual({
    code: 1,
    out: '',
    err: 'mar: out of reach\n',
  });
});
