import { setMaxListeners } from 'node:events';
import { MarErrorCode, MarRuntimeError } from '../../../lib/runtime/api/errors';
import { FakeServer } from '../../support/fake-server';
import { addCluster, addPod, addWorkload } from '../../support/instances';
import { mar } from '../../support/mar';
import { NAMES, podNames, threePods } from '../../support/three-pods';

let server: FakeServer;
let end: AbortController;

beforeEach(() => {
  ({ server, end } = threePods());
});

afterEach(() => {
  end.abort();
});

test.each(['stop api db --yes', 'stop api prod/db -y', 'stop -l tier!=web -y'.replace('tier!=web', 'tier=api')])(
  '%s acts without asking',
  async (line) => {
    expect(await mar(line, { server })).toMatchObject({ code: 0, out: expect.stringContaining('prod/api stopped\n') });
    expect(podNames(server)).not.toContain('api');
  },
);

test.each(['y', 'Y', 'yes', ' yes '])("several are stopped where the answer is '%s'", async (answer) => {
  const { code, err } = await mar('stop --all', { server, answer });
  expect({ code, err }).toEqual({
    code: 0,
    err: expect.stringMatching(/^stop 3 instances: prod\/api, prod\/db, prod\/web\? \[y\/N\] \n.*\nmar: 3 stopped\n$/s),
  });
  expect(podNames(server)).toEqual([]);
});

test.each(['', 'n', 'maybe'])("nothing is stopped where the answer is '%s'", async (answer) => {
  const err = 'stop 2 instances: prod/api, prod/db? [y/N] \nmar: nothing was done\n';
  expect(await mar('stop api db', { server, answer })).toEqual({ code: 1, out: '', err });
  expect(podNames(server)).toEqual(NAMES);
});

test('ten are named in the question', async () => {
  for (let i = 0; i < 9; i += 1) addPod(server, 'prod', `z${i}`);
  const { err } = await mar('stop --all', { server, answer: 'n' });
  expect(err).toMatch(/^stop 12 instances: prod\/api, .*prod\/z6 and 2 more\? /);
});

test('fails when several are to be stopped and nobody can be asked', async () => {
  const err = 'mar: nobody can be asked whether to stop 3 instances: add --yes\n';
  expect(await mar('stop --all', { server })).toEqual({ code: 2, out: '', err });
  expect(podNames(server)).toEqual(NAMES);
});

test('all are tried, and those that fail are counted', async () => {
  const { code, out, err } = await mar('stop nix api dab -y', { server });
  expect({ code, out }).toEqual({ code: 1, out: 'prod/api stopped\n' });
  expect(err).toContain('mar: [prod/nix] no such instance: list those that the cluster has\n');
  expect(err).toContain("mar: [prod/dab] no such instance: did you mean 'db'?\n");
  expect(err).toMatch(/\nmar: 1 stopped, 2 failed\n$/);
});

test('of a selection, what cannot do it is skipped; named, it fails', async () => {
  addWorkload(server, 'DaemonSet', 'prod', 'agent');
  const why = '[prod/agent] DaemonSet agent has a pod on each node as long as it exists, so it can only be restarted: ';
  const { code, err } = await mar('stop --all -y', { server });
  expect(code).toBe(0);
  expect(err).toContain(`mar: skipped: ${why}`);
  expect(err).toMatch(/\nmar: 3 stopped, 1 skipped\n$/);
  const named = await mar('stop agent', { server });
  expect(named).toMatchObject({ code: 1, err: expect.stringContaining(`mar: ${why}`) });
});

test('all of all clusters are all', async () => {
  addPod(server, 'test', 'api');
  const { out } = await mar('stop --all -A -y', { server });
  expect(out.trim().split('\n').sort()).toEqual(['prod/api stopped', 'prod/db stopped', 'prod/web stopped', 'test/api stopped']); // prettier-ignore
});

test('instances of one ID are named with their kinds', async () => {
  addWorkload(server, 'Deployment', 'prod', 'api');
  const { out } = await mar('stop --all -y --no-wait', { server });
  expect(out).toContain('prod/Pod/api stopping\n');
  expect(out).toContain('prod/Deployment/api stopping\n');
});

test('an empty selection is done at once', async () => {
  addCluster(server, 'empty');
  expect(await mar('stop --all -n empty', { server })).toEqual({
    code: 0,
    out: '',
    err: 'mar: no instances in empty\n',
  });
  expect((await mar('stop --all -n empty -o json', { server })).out).toBe('[]\n');
});

test('on a terminal the line has the count of several', async () => {
  const { err } = await mar('stop api db -y', { server, world: { isTerminal: true } });
  expect(err).toContain('\r\u001b[K0 of 2, prod/api: deleted Pod api\r');
  expect(err).toMatch(/\r\u001b\[K1 of 2, [^\r]*\r\u001b\[Kmar: 2 stopped\n$|\r\u001b\[Kmar: 2 stopped\n$/);
});

describe('Ctrl-C', () => {
  const interruptedBy = async (line: string): Promise<{ code: number; out: string; err: string; calls: number }> => {
    const heard = new AbortController();
    setMaxListeners(0, heard.signal);
    let calls = 0;
    const stop = async (
      _ref: unknown,
      options: { signal?: AbortSignal; progress?: { report(text: string): void } } = {},
    ): Promise<never> => {
      calls += 1;
      setImmediate(() => { heard.abort(); }); // prettier-ignore
      await new Promise((resolve) => options.signal?.addEventListener('abort', resolve));
      options.progress?.report('too late');
      throw new MarRuntimeError(MarErrorCode.ABORTED, 'ended by the caller');
    };
    const client = { stop, list: () => Promise.resolve([]) };
    const came = await mar(line, { client, world: { interrupted: heard.signal } });
    await new Promise((resolve) => setImmediate(resolve));
    return { ...came, calls };
  };

  test('ends the wait and says what goes on', async () => {
    const err = 'mar: interrupted: 0 of 2 done; what Kubernetes was told goes on, run it again for the rest\n';
    expect(await interruptedBy('stop api db -y')).toEqual({ code: 130, out: '', err, calls: 2 });
  });

  test('begins nothing more', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `i${i}`);
    expect(await interruptedBy(`stop ${ids.join(' ')} -y`)).toMatchObject({ code: 130, calls: 50 });
  });

  test('just as an instance is done prints nothing of it after that', async () => {
    const heard = new AbortController();
    const result = {
      cluster: 'prod',
      id: 'api',
      kind: 'Pod',
      action: 'stop',
      already: false,
      steps: [],
      notes: ['so'],
    };
    const stop = (): Promise<never> => {
      heard.abort();
      return Promise.resolve(result as never);
    };
    const came = await mar('stop api', { client: { stop }, world: { interrupted: heard.signal } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(came).toMatchObject({ code: 130, out: '', err: expect.stringMatching(/^mar: interrupted: 0 of 1 .*\n$/) });
  });

  test('of a dry run leaves nothing that goes on', async () => {
    expect((await interruptedBy('stop api --dry-run')).err).toBe('mar: interrupted: 0 of 1 done\n');
  });
});
