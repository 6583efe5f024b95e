import { parse } from 'yaml';
import { InstancePhase, InstanceStatus } from '../../../lib/runtime/status/instance-status';
import { InstanceKind } from '../../../lib/runtime/object/instance-kind';
import { FakeServer } from '../../support/fake-server';
import { addCluster, addPod, addWorkload } from '../../support/instances';
import { mar } from '../../support/mar';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  for (const cluster of ['prod', 'test']) addCluster(server, cluster);
  addPod(server, 'prod', 'api', { team: 'shop' });
  addWorkload(server, 'Deployment', 'prod', 'web');
  addPod(server, 'test', 'api');
});

test('the instances of the cluster of the context are a table', async () => {
  expect(await mar('list', { server })).toEqual({
    code: 0,
    err: '',
    out:
      'CLUSTER   ID    KIND         PHASE     REASON   READY   CPU   MEMORY   RESTARTS   AGE\n' +
      'prod      api   Pod          Running   -        1/1     2     4Gi      0          5m\n' +
      'prod      web   Deployment   Running   -        1/1     2     4Gi      0          5m\n',
  });
});

test.each([
  ['list test', 'test/Pod/api\n'],
  ['list -n test', 'test/Pod/api\n'],
  ['list test prod test', 'test/Pod/api\nprod/Pod/api\nprod/Deployment/web\n'],
  ['list -A', 'prod/Pod/api\nprod/Deployment/web\ntest/Pod/api\n'],
  ['list -A -l team=shop', 'prod/Pod/api\n'],
])('mar %s -o name prints what it is asked for', async (line, out) => {
  expect(await mar(`${line} -o name`, { server })).toEqual({ code: 0, out, err: '' });
});

test('the wide table has usage, node and profiles too', async () => {
  const status: Required<InstanceStatus> = {
    cluster: 'prod',
    id: 'api',
    kind: InstanceKind.POD,
    phase: InstancePhase.PENDING,
    reason: 'ImagePullBackOff',
    message: 'no such image',
    ready: 0,
    desired: 1,
    cpuMillicores: 1500,
    memoryMebibytes: 1536,
    usedCpuMillicores: 20,
    usedMemoryMebibytes: 1024,
    restarts: 3,
    node: 'node-a',
    createdAt: '2026-01-01T00:00:00Z',
    profiles: ['base@1', 'web@2'],
  };
  const { out } = await mar('list -o wide', { client: { list: () => Promise.resolve([status]) } });
  expect(out.split('\n').map((line) => line.split(/ {3,}/))).toEqual([
    ['CLUSTER', 'ID', 'KIND', 'PHASE', 'REASON', 'READY', 'CPU', 'MEMORY', 'RESTARTS', 'AGE'].concat([
      'CPU-USED',
      'MEMORY-USED',
      'NODE',
      'PROFILES',
    ]),
    ['prod', 'api', 'Pod', 'Pending', 'ImagePullBackOff', '0/1', '1500m', '1536Mi', '3', '5m'].concat([
      '20m',
      '1Gi',
      'node-a',
      'base@1,web@2',
    ]),
    [''],
  ]);
});

test('json and yaml are a list of what the runtime says', async () => {
  const { out: json } = await mar('list test -o json', { server });
  const { out: yaml } = await mar('list test -o yaml', { server });
  const [status] = JSON.parse(json);
  expect(status).toMatchObject({ cluster: 'test', id: 'api', kind: 'Pod', phase: 'Running', ready: 1, profiles: [] });
  expect(parse(yaml)).toEqual([status]);
});

test.each([
  ['list empty', '', 'no instances in empty'],
  ['list -A -l team=none', '', 'no instances with the labels team=none in any cluster'],
  ['list empty -o json', '[]\n', 'no instances in empty'],
  ['list empty -o name', '', 'no instances in empty'],
])('mar %s prints no more than that there are none', async (line, out, message) => {
  addCluster(server, 'empty');
  expect(await mar(line, { server })).toEqual({ code: 0, out, err: `mar: ${message}\n` });
});

test('fails when there is no such cluster, and names the nearest', async () => {
  const err = "mar: [prd] no such cluster: did you mean 'prod'?\n";
  expect(await mar('list prd', { server })).toEqual({ code: 1, out: '', err });
});

test('an empty cluster whose namespace may not be read is empty', async () => {
  const clusterStatus = (): Promise<never> => Promise.reject(new Error('forbidden'));
  expect((await mar('list', { client: { clusterStatus } })).err).toBe('mar: no instances in prod\n');
});

test.each(['list prod -A', 'list prod -n test', 'list -A -n prod'])(
  'fails when clusters are named twice: %s',
  async (line) => {
    const err = 'mar: clusters are named as arguments, by -n or all by -A: choose one of these\n';
    expect(await mar(line, { server })).toEqual({ code: 2, out: '', err });
  },
);

test.each(['list nope test empty', 'list test -l a=b nope', 'list nope test -w'])(
  'fails when one of several clusters is not there, and prints the others: %s',
  async (line) => {
    addCluster(server, 'empty');
    addPod(server, 'test', 'web', { a: 'b' });
    const { code, out, err } = await mar(`${line} -o name`, { server });
    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/^mar: \[nope\] no such cluster: [^\n]+\n$/) });
    expect(out).toMatch(/test\/Pod\/web\n$/);
  },
);

test('fails when some clusters are not there and the others are empty, and says both', async () => {
  addCluster(server, 'empty');
  const { code, out, err } = await mar('list nope empty tset', { server });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^mar: \[nope\] no such .*\nmar: \[tset\] no such .*'test'\?\nmar: no instances in empty\n$/);
  expect(await mar('list nope tset -o json', { server })).toMatchObject({ code: 1, out: '' });
});

test('fails when an instance is named instead of a cluster', async () => {
  const err = "mar: a cluster has no '/' in its name, got 'prod/api': mar get shows an instance\n";
  expect(await mar('list prod/api', { server })).toEqual({ code: 2, out: '', err });
});
