import { parse } from 'yaml';
import { InstanceKind } from '../../../lib/runtime/object/instance-kind';
import { InstancePhase, InstanceStatus } from '../../../lib/runtime/status/instance-status';
import { PODS } from '../../../lib/runtime/object/resource';
import { FakeServer } from '../../support/fake-server';
import { addPod, addWorkload } from '../../support/instances';
import { mar } from '../../support/mar';

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
  addPod(server, 'prod', 'api');
  addPod(server, 'test', 'web');
});

const FULL: Required<InstanceStatus> = {
  cluster: 'prod',
  id: 'api',
  kind: InstanceKind.POD,
  phase: InstancePhase.PENDING,
  reason: 'ImagePullBackOff',
  message: 'Back-off pulling image\nregistry says no\n',
  ready: 0,
  desired: 1,
  cpuMillicores: 2000,
  memoryMebibytes: 4096,
  usedCpuMillicores: 1500,
  usedMemoryMebibytes: 1024,
  restarts: 3,
  node: 'node-a',
  createdAt: '2026-01-01T00:00:00Z',
  profiles: ['base@1', 'web@2'],
};

test('all of an instance is a line each, with the words behind the reason', async () => {
  const { out } = await mar('get api', { client: { get: () => Promise.resolve(FULL) } });
  expect(out).toBe(
    [
      'Cluster:    prod',
      'ID:         api',
      'Kind:       Pod',
      'Phase:      Pending',
      'Reason:     ImagePullBackOff',
      'Message:    Back-off pulling image',
      '            registry says no',
      'Ready:      0/1',
      'CPU:        1500m of 2 used',
      'Memory:     1Gi of 4Gi used',
      'Restarts:   3',
      'Node:       node-a',
      'Created:    2026-01-01T00:00:00Z (5m ago)',
      'Profiles:   base@1, web@2',
      '',
    ].join('\n'),
  );
});

test('what is not known is left out, and what has no limit says so', async () => {
  const { cluster, id, kind, phase, ready, desired, restarts } = FULL;
  const status = {
    cluster,
    id,
    kind,
    phase,
    ready,
    desired,
    restarts,
    createdAt: '',
    profiles: [],
    usedCpuMillicores: 5,
  };
  const { out } = await mar('get api', { client: { get: () => Promise.resolve(status) } });
  expect(out.match(/^\w+/gm)).toEqual(['Cluster', 'ID', 'Kind', 'Phase', 'Ready', 'CPU', 'Restarts']);
  expect(out).toContain('CPU:        5m used, no limit\n');
});

test('several instances are in the order in which they are named', async () => {
  const { code, out } = await mar('get test/web api', { server });
  expect(code).toBe(0);
  expect(out.match(/^ID: .*|^$/gm)).toEqual(['ID:         web', '', 'ID:         api', '']);
});

test.each([
  ['table', /^CLUSTER.*\nprod {6}api .*5m\n$/],
  ['wide', /^CLUSTER.* NODE .*\nprod {6}api .*node-a.*\n$/],
  ['name', /^prod\/Pod\/api\n$/],
])('-o %s prints that', async (form, out) => {
  expect((await mar(`get api -o ${form}`, { server })).out).toMatch(out);
});

test('json and yaml of one are its status, those of several a list', async () => {
  const one = JSON.parse((await mar('get api -o json', { server })).out);
  expect(one).toMatchObject({ cluster: 'prod', id: 'api' });
  expect(parse((await mar('get api -o yaml', { server })).out)).toEqual(one);
  expect(JSON.parse((await mar('get api test/web -o json', { server })).out)).toEqual([one, expect.anything()]);
});

test('the namespace is the cluster of an ID alone', async () => {
  expect((await mar('get -n test web prod/api -o name', { server })).out).toBe('test/Pod/web\nprod/Pod/api\n');
});

test('an instance that is named with its kind and without is printed once', async () => {
  expect((await mar('get api prod/Pod/api prod/api -o name', { server })).out).toBe('prod/Pod/api\n');
});

test('fails when there is no such instance, and prints the others', async () => {
  const err = "mar: [prod/apy] no such instance: did you mean 'api'?\n";
  expect(await mar('get apy', { server })).toEqual({ code: 1, out: '', err });
  expect(await mar('get apy -o json', { server })).toEqual({ code: 1, out: '', err });
  expect(await mar('get apy api -o name', { server })).toEqual({ code: 1, out: 'prod/Pod/api\n', err });
  expect(await mar('get apy nix', { server })).toMatchObject({ code: 1, out: '' });
  expect(await mar('get apy nix -o json', { server })).toMatchObject({ code: 1, out: '[]\n' });
  expect(await mar('get apy api -o json', { server })).toMatchObject({ code: 1, out: expect.stringContaining('[\n') });
});

test('fails when several kinds have the ID, until the kind is named', async () => {
  addWorkload(server, 'Deployment', 'prod', 'api');
  const { code, err } = await mar('get api', { server });
  expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('[prod/api] is several instances') });
  expect((await mar('get prod/deployment/api -o name', { server })).out).toBe('prod/Deployment/api\n');
});

test('fails when the pod is not of MAR', async () => {
  server.add(PODS, { metadata: { name: 'other', namespace: 'prod' }, spec: { containers: [] } });
  const { code, err } = await mar('get other', { server });
  expect({ code, err }).toEqual({
    code: 1,
    err: expect.stringContaining('mar: [prod/other] the Pod is not an instance of MAR'),
  });
});

test('fails when no instance is named', async () => {
  const err = 'mar: no instance is named: mar list shows those that there are\n';
  expect(await mar('get', { server })).toEqual({ code: 2, out: '', err });
});
