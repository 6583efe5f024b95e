import { parse } from 'yaml';
import { MarErrorCode, MarRuntimeError } from '../../../lib/runtime/api/errors';
import { InstanceKind } from '../../../lib/runtime/object/instance-kind';
import { POD_TEMPLATES, PODS } from '../../../lib/runtime/object/resource';
import { FakeServer } from '../../support/fake-server';
import { addWorkload } from '../../support/instances';
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

test('an instance is stopped: the result is data, the steps are messages', async () => {
  expect(await mar('stop api', { server })).toEqual({
    code: 0,
    out: 'prod/api stopped\n',
    err:
      'mar: prod/api: kept Pod api in a PodTemplate\n' +
      'mar: prod/api: deleted Pod api\n' +
      'mar: prod/api: waits, as Pod api is still there\n',
  });
  expect(podNames(server)).toEqual(['db', 'web']);
});

test('what is stopped already is said to be so, and can be started', async () => {
  await mar('stop api', { server });
  expect(await mar('stop prod/Pod/api', { server })).toEqual({ code: 0, out: 'prod/api already stopped\n', err: '' });
  expect(await mar('start api', { server })).toMatchObject({ code: 0, out: 'prod/api started\n' });
  expect(await mar('start api', { server })).toEqual({ code: 0, out: 'prod/api already started\n', err: '' });
  expect(podNames(server)).toEqual(['db', 'web', 'api']);
});

test('an instance is restarted', async () => {
  const before = server.read(PODS, 'prod', 'api')?.metadata.uid;
  expect(await mar('restart api', { server })).toMatchObject({ code: 0, out: 'prod/api restarted\n' });
  expect(server.read(PODS, 'prod', 'api')?.metadata.uid).not.toBe(before);
});

test.each([
  ['stop', 'stopping'],
  ['restart', 'restarting'],
])('mar %s --no-wait says that it is %s', async (action, word) => {
  expect((await mar(`${action} api --no-wait`, { server })).out).toBe(`prod/api ${word}\n`);
});

test('mar start --no-wait says that it is starting', async () => {
  await mar('stop api', { server });
  expect((await mar('start api --no-wait', { server })).out).toBe('prod/api starting\n');
});

test('a dry run says what it would do, asks nobody and changes nothing', async () => {
  expect(await mar('stop -n prod -l tier=api --dry-run', { server })).toEqual({
    code: 0,
    out: 'prod/api stopped (dry run): kept Pod api in a PodTemplate, deleted Pod api\n',
    err: '',
  });
  expect(await mar('stop --all --dry-run', { server })).toMatchObject({
    code: 0,
    err: 'mar: 3 stopped (dry run)\n',
  });
  expect(podNames(server)).toEqual(NAMES);
  expect(server.all(POD_TEMPLATES)).toEqual([]);
});

test('a failure that does not say of what gets the name of the instance', async () => {
  const late = new MarRuntimeError(MarErrorCode.TIMEOUT, 'not done within 1 s, as Pod api is still there');
  const { code, err } = await mar('stop api', { client: { stop: () => Promise.reject(late) } });
  expect({ code, err }).toEqual({ code: 1, err: 'mar: [prod/api] not done within 1 s, as Pod api is still there\n' });
});

test('the timeout is that of each instance', async () => {
  const stop = jest.fn().mockRejectedValue(new Error('late'));
  await mar('stop api --timeout 2m --no-wait', { client: { stop } });
  const options = { timeoutSeconds: 120, wait: false, dryRun: false };
  expect(stop.mock.calls).toEqual([[{ cluster: 'prod', id: 'api' }, expect.objectContaining(options)]]);
});

test('json and yaml are a list of results, names are those of what was done', async () => {
  const { out } = await mar('stop api nix -y -o json', { server });
  const [result, ...others] = JSON.parse(out);
  expect(others).toEqual([]);
  const steps = ['kept Pod api in a PodTemplate', 'deleted Pod api'];
  expect(result).toEqual({ cluster: 'prod', id: 'api', kind: 'Pod', action: 'stop', already: false, steps, notes: [] });
  expect(parse((await mar('stop api -o yaml', { server })).out)).toEqual([{ ...result, already: true, steps: [] }]);
  expect((await mar('stop api nix -y -o name', { server })).out).toBe('prod/Pod/api\n');
});

test('names that are printed can be given back, also where several kinds have the ID', async () => {
  addWorkload(server, 'Deployment', 'prod', 'api');
  const { out } = await mar('list -o name', { server });
  expect(out).toBe('prod/Deployment/api\nprod/Pod/api\nprod/Pod/db\nprod/Pod/web\n');
  const names = out.trim().split('\n');
  const came = await mar(['stop', ...names, '-y', '--no-wait', '-o', 'name'], { server });
  expect({ ...came, out: came.out.trim().split('\n').sort() }).toMatchObject({ code: 0, out: names });
});

test('what the operator should know is a message', async () => {
  const result = { cluster: 'prod', id: 'api', kind: InstanceKind.POD, action: 'start', already: false, steps: [] };
  const start = jest.fn().mockResolvedValue({ ...result, notes: ['it gets 1'] });
  expect(await mar('start api', { client: { start } })).toEqual({
    code: 0,
    out: 'prod/api started\n',
    err: 'mar: [prod/api] it gets 1\n',
  });
});

test('on a terminal a line says what is going on, and is written over', async () => {
  const { err } = await mar('stop api', { server, world: { isTerminal: true, columns: 30 } });
  const lines = ['prod/api: kept Pod api in a …', 'prod/api: deleted Pod api', 'prod/api: waits, as Pod api …', ''];
  expect(err).toBe(lines.map((line) => `\r\u001b[K${line}`).join(''));
});

test.each(['--no-wait', '--dry-run'])('what is still stopping is not said to be stopped by stop %s', async (option) => {
  end.abort();
  await mar('stop api --no-wait', { server });
  const out = 'prod/api already stopping or stopped\n';
  expect(await mar(`stop api ${option}`, { server })).toEqual({ code: 0, out, err: '' });
});

test('an instance that is named with its kind and without is acted on once', async () => {
  const { code, out } = await mar('restart prod/api prod/pod/api api -y -o json', { server });
  const results = JSON.parse(out) as unknown[];
  expect({ code, results }).toMatchObject({ code: 0, results: [{ id: 'api', kind: 'Pod' }] });
});

test('an ID of several kinds that is named with one of them and without is still refused', async () => {
  addWorkload(server, 'Deployment', 'prod', 'api');
  const { code, out, err } = await mar('stop prod/api prod/pod/api -y', { server });
  expect({ code, out }).toEqual({ code: 1, out: 'prod/Pod/api stopped\n' });
  expect(err).toContain('mar: [prod/api] is several instances');
});

test.each([
  ['stop', 'no instance is named: name some, or take --all or -l LABELS'],
  ['stop api --all', 'instances are named, or selected by --all or -l: choose one of these'],
  ['stop --all -l a=b', 'instances are named, or selected by --all or -l: choose one of these'],
  ['stop api -A', '-A goes with --all and -l: name the cluster of an instance as CLUSTER/ID'],
  ['stop --all -A -n prod', 'clusters are named as arguments, by -n or all by -A: choose one of these'],
])('fails when the command line is %s', async (line, message) => {
  expect(await mar(line, { server })).toEqual({ code: 2, out: '', err: `mar: ${message}\n` });
  expect(podNames(server)).toEqual(NAMES);
});
