import { InstanceAction, InstanceKind } from '../../../lib/runtime';
import { well, WorkloadBench } from '../../support/workload-bench';
import { runOutOfTime } from '../../support/time';

const K = InstanceKind;
const ROLLED = [K.DEPLOYMENT, K.STATEFUL_SET, K.DAEMON_SET] as const;

let bench: WorkloadBench;

beforeEach(() => {
  bench = new WorkloadBench();
});

describe.each(ROLLED)('a %s', (kind) => {
  const ofDaemons = { desiredNumberScheduled: 2, numberReady: 2, updatedNumberScheduled: 2 };

  test('that is restarted replaces its pods, as kubectl would have it', async () => {
    bench.add(kind, { replicas: 2 }, { replicas: 2, readyReplicas: 2 });
    const { steps } = await bench.act(
      kind,
      InstanceAction.RESTART,
      {},
      bench.controller(kind, (workload) => ({ ...well(workload), ...ofDaemons })),
    );
    expect(steps).toEqual([`told ${kind} api to replace its pods`]);
    expect(bench.now(kind).spec.template?.metadata?.annotations).toEqual({
      'kubectl.kubernetes.io/restartedAt': '2026-01-02T03:04:05.000Z',
    });
  });

  test('that replaces its pods only when they are deleted says so', async () => {
    bench.add(kind, { replicas: 2, updateStrategy: { type: 'OnDelete' } });
    expect((await bench.act(kind, InstanceAction.RESTART)).notes).toEqual([
      `${kind} api replaces each pod only when it is deleted: its update strategy is OnDelete`,
    ]);
  });

  test('that is restarted waits until its pods are new and ready', async () => {
    bench.add(kind, { replicas: 2 }, { replicas: 2, readyReplicas: 2, desiredNumberScheduled: 2 });
    const restart = (): Promise<unknown> => bench.act(kind, InstanceAction.RESTART, { timeoutSeconds: 0.05 });
    await expect(runOutOfTime(restart)).rejects.toThrow(`as ${kind} api has replaced 0 of 2 pods`);
  });
});

test('a Deployment that is restarted waits until its old pods are gone', async () => {
  bench.add(K.DEPLOYMENT, { replicas: 2 }, { replicas: 3, updatedReplicas: 2, readyReplicas: 3 });
  const restart = (): Promise<unknown> => bench.act(K.DEPLOYMENT, InstanceAction.RESTART, { timeoutSeconds: 0.05 });
  await expect(runOutOfTime(restart)).rejects.toThrow('as Deployment api still has 1 old pod');
});

test('a StatefulSet that updates a part of its pods is restarted when those are new', async () => {
  bench.add(
    K.STATEFUL_SET,
    { replicas: 2, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } },
    { readyReplicas: 2, updatedReplicas: 1 },
  );
  expect((await bench.act(K.STATEFUL_SET, InstanceAction.RESTART)).steps).toHaveLength(1);
});

test('fails when a Deployment that is restarted is paused', async () => {
  bench.add(K.DEPLOYMENT, { replicas: 2, paused: true });
  await expect(bench.act(K.DEPLOYMENT, InstanceAction.RESTART)).rejects.toThrow(
    '[prod/api] Deployment api is paused: kubectl rollout resume, then restart it',
  );
});

test.each([K.REPLICA_SET, K.REPLICATION_CONTROLLER] as const)(
  'a %s that is restarted is stopped and started',
  async (kind) => {
    bench.add(kind, { replicas: 2 });
    const { steps } = await bench.act(kind, InstanceAction.RESTART, {}, bench.controller(kind, well));
    expect(steps).toEqual([`scaled ${kind} api from 2 to 0`, `scaled ${kind} api from 0 to 2`]);
  },
);

test.each([K.REPLICA_SET, K.REPLICATION_CONTROLLER] as const)(
  'a dry run tells how a %s is restarted, and does nothing',
  async (kind) => {
    bench.add(kind, { replicas: 2 });
    const before = bench.now(kind);
    const { steps } = await bench.act(kind, InstanceAction.RESTART, { dryRun: true });
    expect(steps).toEqual([`scaled ${kind} api from 2 to 0`, `scaled ${kind} api from 0 to 2`]);
    expect(bench.now(kind)).toEqual(before);
  },
);

test('a dry run tells of a ReplicaSet that says nothing of its pods, and of one that is stopped', async () => {
  bench.add(K.REPLICA_SET, {});
  const dry = (): ReturnType<typeof bench.act> => bench.act(K.REPLICA_SET, InstanceAction.RESTART, { dryRun: true });
  expect((await dry()).steps).toEqual(['scaled ReplicaSet api from 1 to 0', 'scaled ReplicaSet api from 0 to 1']);
  await bench.act(K.REPLICA_SET, InstanceAction.STOP);
  expect((await dry()).steps).toEqual(['scaled ReplicaSet api from 0 to 1']);
});

test.each([InstanceAction.START, InstanceAction.STOP])('fails when a DaemonSet is to %s', async (action) => {
  await expect(bench.act(K.DAEMON_SET, action)).rejects.toThrow(
    '[prod/api] DaemonSet api has a pod on each node as long as it exists, so it can only be restarted: ' +
      'delete it to stop it, and apply its manifest to start it',
  );
});

test('a Job that is stopped is suspended, and goes on when it is started', async () => {
  bench.add(K.JOB, {}, { active: 0 });
  expect((await bench.act(K.JOB, InstanceAction.STOP)).steps).toEqual(['suspended Job api']);
  expect(bench.now(K.JOB).spec.suspend).toBe(true);
  expect((await bench.act(K.JOB, InstanceAction.STOP)).steps).toEqual([]);
  const runs = bench.controller(K.JOB, () => ({ active: 1, ready: 1 }));
  expect((await bench.act(K.JOB, InstanceAction.START, {}, runs)).steps).toEqual(['resumed Job api']);
  expect((await bench.act(K.JOB, InstanceAction.START)).steps).toEqual([]);
});

test('a Job that is restarted is suspended and goes on', async () => {
  bench.add(K.JOB, {}, { active: 1 });
  let active = 1;
  const gate = bench.controller(K.JOB, () => ({ active: (active -= 1), ready: 1 }));
  expect((await bench.act(K.JOB, InstanceAction.RESTART, {}, gate)).steps).toEqual([
    'suspended Job api',
    'resumed Job api',
  ]);
});

test('a dry run tells how a Job is restarted', async () => {
  bench.add(K.JOB, {}, { active: 1 });
  expect((await bench.act(K.JOB, InstanceAction.RESTART, { dryRun: true })).steps).toEqual([
    'suspended Job api',
    'resumed Job api',
  ]);
  expect(bench.now(K.JOB).spec.suspend).toBeUndefined();
});

test('fails when a Job that is started gets no pod in time', async () => {
  bench.add(K.JOB, {});
  const start = (): Promise<unknown> => bench.act(K.JOB, InstanceAction.START, { timeoutSeconds: 0.05 });
  await expect(runOutOfTime(start)).rejects.toThrow('as Job api has no pod that is ready');
});

test('a Job that has ended has nothing to stop, and cannot be started', async () => {
  bench.add(K.JOB, {}, { conditions: [{ type: 'Complete', status: 'True' }] });
  const note = 'Job api has ended (Succeeded): there is nothing to stop';
  expect(await bench.act(K.JOB, InstanceAction.STOP)).toEqual({ steps: [], notes: [note] });
  await expect(bench.act(K.JOB, InstanceAction.START)).rejects.toThrow(
    '[prod/api] Job api has ended (Succeeded): delete it and apply its manifest to run it again',
  );
});

test.each([false, true])('fails when a Job that has ended is restarted, also if a dry run is %s', async (dryRun) => {
  bench.add(K.JOB, {}, { conditions: [{ type: 'Failed', status: 'True' }] });
  await expect(bench.act(K.JOB, InstanceAction.RESTART, { dryRun })).rejects.toThrow(
    '[prod/api] Job api has ended (Failed): delete it and apply its manifest to run it again',
  );
});

test('a dry run of a restart lets the server check how a Job that is suspended goes on', async () => {
  bench.add(K.JOB, { suspend: true });
  expect((await bench.act(K.JOB, InstanceAction.RESTART, { dryRun: true })).steps).toEqual(['resumed Job api']);
  expect(bench.server.requests.filter((request) => request.startsWith('patch'))).toHaveLength(1);
});

test.each([InstanceAction.START, InstanceAction.RESTART])(
  'fails when a Job that is to have no pods is to %s, and leaves it as it is',
  async (action) => {
    bench.add(K.JOB, { parallelism: 0, suspend: true });
    const before = bench.now(K.JOB);
    await expect(bench.act(K.JOB, action, { wait: false })).rejects.toThrow(
      '[prod/api] Job api is to have no pods, as its parallelism is 0: apply it with a parallelism of 1 or more',
    );
    expect(bench.now(K.JOB)).toEqual(before);
  },
);

test('a CronJob that is stopped is suspended, and says how many jobs go on to their end', async () => {
  bench.add(K.CRON_JOB, {}, { active: [{}, {}] });
  expect(await bench.act(K.CRON_JOB, InstanceAction.STOP)).toEqual({
    steps: ['suspended CronJob api'],
    notes: ['2 jobs of CronJob api that began before will end'],
  });
  expect((await bench.act(K.CRON_JOB, InstanceAction.START)).steps).toEqual(['resumed CronJob api']);
});

test('fails when a CronJob is to restart', async () => {
  await expect(bench.act(K.CRON_JOB, InstanceAction.RESTART)).rejects.toThrow(
    '[prod/api] CronJob api starts a new job each time, so there is nothing to restart: ' +
      'restart the job that runs, or stop and start it to skip times',
  );
});
