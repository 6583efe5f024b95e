import { PODS } from '../../../lib/runtime/object/resource';
import { StatusChange } from '../../../lib/runtime/status/status-watch';
import { FakeServer } from '../../support/fake-server';
import { addCluster, addPod } from '../../support/instances';
import { Came, mar } from '../../support/mar';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  for (const cluster of ['prod', 'test']) {
    addCluster(server, cluster);
    addPod(server, cluster, 'api');
  }
});

/** Watches while something happens, and is told of a change of an instance of the cluster after it. */
async function watch(line: string, happens: () => void, cluster = 'test'): Promise<Came> {
  const end = new AbortController();
  async function* changes(): AsyncGenerator<StatusChange> {
    happens();
    yield { status: { cluster } } as StatusChange;
    for (let i = 0; i < 20; i += 1) await pause();
    end.abort();
  }
  return mar(line, { server, client: { watch: changes }, world: { unread: end.signal } });
}

const newPod = (): void => {
  addPod(server, 'test', 'web');
};

test('a cluster is a line once more when its instances are others', async () => {
  const { code, out, err } = await watch('status -A -w', newPod);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const rows = out.trim().split('\n').map((row) => row.split(/ {2,}/).slice(0, 5).join(' ')); // prettier-ignore
  expect(rows).toEqual([
    'CLUSTER REGION PHASE INSTANCES RUNNING',
    'prod - Active 1 1',
    'test - Active 1 1',
    'test - Active 2 2',
  ]);
});

test('what is as it was is not printed again', async () => {
  expect((await watch('status prod test -w -o name', () => undefined)).out).toBe('prod\ntest\n');
});

test('all of a cluster is printed each time', async () => {
  const { out } = await watch('status test -w', newPod);
  expect(out.match(/^Cluster: .*|^Running .*/gm)).toEqual([
    'Cluster:   test',
    'Running   1',
    'Cluster:   test',
    'Running   2',
  ]);
});

test('json is a line for each time', async () => {
  const { out } = await watch('status test -w -o json', () => { server.remove(PODS, 'test', 'api'); }); // prettier-ignore
  expect(out.trim().split('\n').map((line) => JSON.parse(line).instances)).toEqual([[{ phase: 'Running', count: 1 }], []]); // prettier-ignore
});

test('a cluster that is gone is said to be', async () => {
  const came = await watch('status prod -w -o name', () => undefined, 'gone');
  expect(came).toEqual({ code: 0, out: 'prod\n', err: expect.stringMatching(/^mar: \[gone\] no such cluster: .*\n$/) });
});

test('nothing is watched if a cluster that is named is not there', async () => {
  const came = await watch('status prod prd -w -o name', () => undefined);
  expect(came).toEqual({ code: 1, out: 'prod\n', err: "mar: [prd] no such cluster: did you mean 'prod'?\n" });
});
