import { parse } from 'yaml';
import { InstancePhase } from '../../../lib/runtime/status/instance-status';
import { ClusterStatus } from '../../../lib/runtime/status/cluster-status';
import { FakeServer } from '../../support/fake-server';
import { addCluster, addPod } from '../../support/instances';
import { mar } from '../../support/mar';

const FULL: Required<ClusterStatus> = {
  name: 'prod',
  phase: 'Active',
  region: 'us-east',
  createdAt: '2026-01-01T00:00:00Z',
  quotas: [
    { quota: 'quota', resource: 'limits.cpu', used: '1500m', hard: '40', share: 0.0375 },
    { quota: 'quota', resource: 'pods', used: '99', hard: '100', share: 0.99 },
    { quota: 'second', resource: 'pods', used: '1', hard: '200', share: 0.005 },
  ],
  instances: [
    { phase: InstancePhase.PENDING, count: 1 },
    { phase: InstancePhase.RUNNING, count: 12 },
  ],
  warnings: [
    { about: 'Pod/api', reason: 'BackOff', message: 'again\nand again', count: 7, lastAt: '2026-01-01T00:04:00Z' },
    { about: 'Pod/web', reason: 'Failed', message: 'no image', count: 1, lastAt: '' },
  ],
};
const EMPTY: ClusterStatus = {
  name: 'test',
  phase: 'Terminating',
  createdAt: FULL.createdAt,
  quotas: [],
  instances: [],
  warnings: [],
};

const client = {
  clusterStatus: (name: string) => (name === 'prod' ? Promise.resolve(FULL) : Promise.resolve(EMPTY)),
  clusters: () => Promise.resolve([FULL, EMPTY]),
};

test('a cluster has its quota with percents, its instances by phase and its newest warnings', async () => {
  expect(await mar('status', { client })).toEqual({
    code: 0,
    err: '',
    out:
      'Cluster:   prod\n' +
      'Phase:     Active\n' +
      'Region:    us-east\n' +
      'Created:   2026-01-01T00:00:00Z (5m ago)\n\n' +
      'QUOTA    RESOURCE     USED    HARD   USED%\n' +
      'quota    limits.cpu   1500m   40     4%\n' +
      'quota    pods         99      100    99%\n' +
      'second   pods         1       200    1%\n\n' +
      'PHASE     INSTANCES\n' +
      'Pending   1\n' +
      'Running   12\n\n' +
      'LAST SEEN   TIMES   ABOUT     REASON    MESSAGE\n' +
      '60s         7       Pod/api   BackOff   again and again\n' +
      '-           1       Pod/web   Failed    no image\n',
  });
});

test('what a cluster has not is said', async () => {
  const { out } = await mar('status test', { client });
  expect(out).toBe(
    'Cluster:   test\nPhase:     Terminating\nCreated:   2026-01-01T00:00:00Z (5m ago)\n\nno quota\n\nno instances\n\nno warnings\n',
  );
});

test.each(['status -A', 'status prod test', 'status prod -o table'])('%s is a line for each cluster', async (line) => {
  const { code, out } = await mar(line, { client });
  expect(code).toBe(0);
  const rows = out.trim().split('\n').map((row) => row.split(/ {2,}/)); // prettier-ignore
  expect(rows[0]).toEqual(['CLUSTER', 'REGION', 'PHASE', 'INSTANCES', 'RUNNING', 'CPU', 'MEMORY', 'PODS', 'WARNINGS', 'AGE']); // prettier-ignore
  expect(rows[1]).toEqual(['prod', 'us-east', 'Active', '13', '12', '4%', '-', '99%', '2', '5m']);
  if (!line.endsWith('table'))
    expect(rows[2]).toEqual(['test', '-', 'Terminating', '0', '0', '-', '-', '-', '0', '5m']);
});

test('-o details has all of each', async () => {
  const { out } = await mar('status -A -o details', { client });
  expect(out.match(/^Cluster: .*|^no warnings/gm)).toEqual(['Cluster:   prod', 'Cluster:   test', 'no warnings']);
});

test('json and yaml of one are its status, those of several a list', async () => {
  expect(JSON.parse((await mar('status prod -o json', { client })).out)).toEqual(FULL);
  expect(parse((await mar('status -A -o yaml', { client })).out)).toEqual([FULL, EMPTY]);
});

test('names are those of the clusters', async () => {
  expect((await mar('status -A -o name', { client })).out).toBe('prod\ntest\n');
});

test('the cluster is what the server says of it', async () => {
  const server = new FakeServer();
  addCluster(server, 'prod', { 'topology.kubernetes.io/region': 'us-east' });
  addPod(server, 'prod', 'api');
  const { out } = await mar('status', { server });
  expect(out).toMatch(/^Cluster: {3}prod\n.*Region: {4}us-east\n.*Running {3}1\n/s);
});

test('where there is no cluster, that is said', async () => {
  const none = { clusters: () => Promise.resolve([]) };
  expect(await mar('status -A', { client: none })).toEqual({ code: 0, out: '', err: 'mar: no clusters\n' });
  expect(await mar('status -A -o json', { client: none })).toEqual({ code: 0, out: '[]\n', err: '' });
});

test('fails when a cluster cannot be seen, and prints the others', async () => {
  const server = new FakeServer();
  addCluster(server, 'prod');
  const err = "mar: [prd] no such cluster: did you mean 'prod'?\n";
  expect(await mar('status prd -o json', { server })).toEqual({ code: 1, out: '', err });
  expect(await mar('status prd prod -o name', { server })).toEqual({ code: 1, out: 'prod\n', err });
});
