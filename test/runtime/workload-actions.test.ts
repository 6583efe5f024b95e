import { SELECTOR_LABEL } from '../../lib/internal/labels';
import { ActionOptions, InstanceAction, InstanceKind } from '../../lib/runtime';
import { Workload, WorkloadSpec, WorkloadStatus } from '../../lib/runtime/kube';
import { PODS, WorkloadKind, WORKLOADS } from '../../lib/runtime/resource';
import { actOnWorkload } from '../../lib/runtime/workload-actions';
import { WorkloadDoing } from '../../lib/runtime/workload-doing';
import { Gate } from '../support/fake-api';
import { FakeServer } from '../support/fake-server';
import { aPod, API, labelsOf, undertake } from '../support/undertaking';

const K = InstanceKind;
const SCALED = [K.DEPLOYMENT, K.STATEFUL_SET, K.REPLICA_SET, K.REPLICATION_CONTROLLER] as const;
const ROLLED = [K.DEPLOYMENT, K.STATEFUL_SET, K.DAEMON_SET] as const;

let server: FakeServer;

beforeEach(() => {
  server = new FakeServer();
});

function add(kind: WorkloadKind, spec: WorkloadSpec, status: WorkloadStatus = {}): void {
  const metadata = {
    name: API.id,
    namespace: API.cluster,
    labels: labelsOf(SELECTOR_LABEL[kind], API.id),
    generation: 1,
  };
  server.add(WORKLOADS[kind], { metadata, spec, status });
}

const now = (kind: WorkloadKind): Workload => server.read(WORKLOADS[kind], API.cluster, API.id) as Workload;

function act(
  kind: WorkloadKind,
  action: InstanceAction,
  options: ActionOptions = {},
  gate?: Gate,
): ReturnType<typeof undertake> {
  return undertake(server, (doing) => actOnWorkload(new WorkloadDoing(doing, kind, API), action), options, { gate });
}

/** A controller that does something each time somebody asks for the changes of its kind. */
function controller(kind: WorkloadKind, status: (workload: Workload) => WorkloadStatus): Gate {
  return (moment, verb, resource) => {
    if (moment === 'before' && verb === 'watch' && resource === WORKLOADS[kind].name) {
      server.update(WORKLOADS[kind], API.cluster, API.id, { status: status(now(kind)) });
    }
    return Promise.resolve();
  };
}

/** All pods are there, ready and new. */
const well = ({ spec: { replicas = 1 } }: Workload): WorkloadStatus => {
  return { replicas, readyReplicas: replicas, updatedReplicas: replicas, observedGeneration: 1 };
};

describe.each(SCALED)('a %s', (kind) => {
  test('that is stopped is scaled to nothing and remembers its pods, in one write', async () => {
    add(kind, { replicas: 3 }, { replicas: 3 });
    const { steps } = await act(kind, InstanceAction.STOP, {}, controller(kind, well));
    expect(steps).toEqual([`scaled ${kind} api from 3 to 0`]);
    expect(now(kind)).toMatchObject({ spec: { replicas: 0 }, metadata: { annotations: { 'stopped-replicas': '3' } } });
    expect(server.requests.filter((request) => request.startsWith('patch'))).toHaveLength(1);
  });

  test('that is stopped twice still remembers its pods', async () => {
    add(kind, { replicas: 3 });
    await act(kind, InstanceAction.STOP);
    expect(await act(kind, InstanceAction.STOP)).toEqual({ steps: [], notes: [] });
    expect(now(kind).metadata.annotations).toEqual({ 'stopped-replicas': '3' });
  });

  test('that says nothing of its pods has one, and gets it back', async () => {
    add(kind, {});
    expect((await act(kind, InstanceAction.STOP)).steps).toEqual([`scaled ${kind} api from 1 to 0`]);
    expect((await act(kind, InstanceAction.START, {}, controller(kind, well))).steps).toEqual([
      `scaled ${kind} api from 0 to 1`,
    ]);
    expect(now(kind).metadata.annotations).toEqual({});
  });

  test('that is started gets the pods that it had, and forgets', async () => {
    add(kind, { replicas: 3 });
    await act(kind, InstanceAction.STOP);
    const { steps, notes } = await act(kind, InstanceAction.START, {}, controller(kind, well));
    expect([steps, notes]).toEqual([[`scaled ${kind} api from 0 to 3`], []]);
    expect(now(kind)).toMatchObject({ spec: { replicas: 3 }, metadata: { annotations: {} } });
    expect(await act(kind, InstanceAction.START)).toEqual({ steps: [], notes: [] });
  });

  test.each([undefined, '', '0', '-1', '2.5', 'many'])(
    'that remembers %j as its pods gets one, and says so',
    async (count) => {
      add(kind, { replicas: 0 });
      server.update(WORKLOADS[kind], API.cluster, API.id, { metadata: { annotations: { 'stopped-replicas': count } } });
      expect(await act(kind, InstanceAction.START, { wait: false })).toEqual({
        steps: [`scaled ${kind} api from 0 to 1`],
        notes: [`it was not remembered how many pods ${kind} api had: it gets 1`],
      });
    },
  );

  test('that somebody else has scaled up since stays so when it is started, and forgets', async () => {
    add(kind, { replicas: 3 });
    await act(kind, InstanceAction.STOP);
    server.update(WORKLOADS[kind], API.cluster, API.id, { spec: { replicas: 5 } });
    const { steps } = await act(kind, InstanceAction.START, { wait: false });
    expect(steps).toEqual([`left ${kind} api as it was scaled up already`]);
    expect(now(kind)).toMatchObject({ spec: { replicas: 5 }, metadata: { annotations: {} } });
  });

  test('that somebody else changes at the same time is scaled as it is then', async () => {
    add(kind, { replicas: 3 });
    let isDone = false;
    await act(kind, InstanceAction.STOP, {}, (moment, verb) => {
      if (!isDone && moment === 'before' && verb === 'patch') {
        isDone = true;
        server.update(WORKLOADS[kind], API.cluster, API.id, { spec: { replicas: 4 } });
      }
      return Promise.resolve();
    });
    expect(now(kind).metadata.annotations).toEqual({ 'stopped-replicas': '4' });
  });

  test('is stopped when its last pod is gone', async () => {
    add(kind, { replicas: 1 }, { replicas: 1, observedGeneration: 0 });
    const { metadata, spec } = aPod();
    server.add(PODS, {
      metadata: { ...metadata, name: 'api-1', labels: labelsOf(SELECTOR_LABEL[kind], API.id) },
      spec,
    });
    const heard: string[] = [];
    const gate: Gate = (moment, verb, resource) => {
      if (moment === 'before' && verb === 'watch') {
        if (resource === 'pods')
          setTimeout(() => { server.remove(PODS, API.cluster, 'api-1'); }, 5); // prettier-ignore
        else {
          server.update(WORKLOADS[kind], API.cluster, API.id, { status: { observedGeneration: 1 } });
          setTimeout(() => { server.update(WORKLOADS[kind], API.cluster, API.id, { status: { replicas: 0 } }); }, 5); // prettier-ignore
        }
      }
      return Promise.resolve();
    };
    await act(kind, InstanceAction.STOP, { progress: { report: (message) => heard.push(message) } }, gate);
    expect(heard).toEqual([
      `scaled ${kind} api from 1 to 0`,
      `waits, as ${kind} api is not seen by its controller yet`,
      `waits, as ${kind} api still has 1 pod`,
      `waits, as ${kind} api still has 1 pod`,
    ]);
  });

  test('that is restarted while it is stopped is started', async () => {
    add(kind, { replicas: 2 });
    await act(kind, InstanceAction.STOP);
    const { steps } = await act(kind, InstanceAction.RESTART, {}, controller(kind, well));
    expect(steps).toEqual([`scaled ${kind} api from 0 to 2`]);
  });

  test('fails when its time is over, with what it waits for', async () => {
    add(kind, { replicas: 2 }, { readyReplicas: 1 });
    const conditions = [
      { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out' },
    ];
    await expect(act(kind, InstanceAction.START, { timeoutSeconds: 0.05 })).rejects.toThrow(
      `not done within 0.05 s, as ${kind} api has 1 of 2 pods ready: it goes on`,
    );
    server.update(WORKLOADS[kind], API.cluster, API.id, { status: { conditions } });
    await expect(act(kind, InstanceAction.START, { timeoutSeconds: 0.05 })).rejects.toThrow(
      'has 1 of 2 pods ready (ProgressDeadlineExceeded: timed out)',
    );
  });

  test('fails when there is none, or it is not of MAR', async () => {
    await expect(act(kind, InstanceAction.STOP)).rejects.toThrow('[prod/api] no such instance');
    add(kind, { replicas: 1 });
    server.update(WORKLOADS[kind], API.cluster, API.id, {
      metadata: { labels: { 'app.kubernetes.io/managed-by': null } },
    });
    await expect(act(kind, InstanceAction.STOP)).rejects.toThrow(`[prod/api] the ${kind} is not an instance of MAR`);
  });

  test('fails when somebody deletes it meanwhile', async () => {
    add(kind, { replicas: 1 }, { replicas: 1 });
    const gate: Gate = (moment, verb, resource) => {
      if (moment === 'before' && verb === 'list' && resource !== 'pods')
        server.remove(WORKLOADS[kind], API.cluster, API.id);
      return Promise.resolve();
    };
    await expect(act(kind, InstanceAction.STOP, {}, gate)).rejects.toThrow(
      '[prod/api] no such instance: it was deleted meanwhile',
    );
  });
});

describe.each(ROLLED)('a %s', (kind) => {
  const ofDaemons = { desiredNumberScheduled: 2, numberReady: 2, updatedNumberScheduled: 2 };

  test('that is restarted replaces its pods, as kubectl would have it', async () => {
    add(kind, { replicas: 2 }, { replicas: 2, readyReplicas: 2 });
    const { steps } = await act(
      kind,
      InstanceAction.RESTART,
      {},
      controller(kind, (workload) => ({ ...well(workload), ...ofDaemons })),
    );
    expect(steps).toEqual([`told ${kind} api to replace its pods`]);
    expect(now(kind).spec.template?.metadata?.annotations).toEqual({
      'kubectl.kubernetes.io/restartedAt': '2026-01-02T03:04:05.000Z',
    });
  });

  test('that replaces its pods only when they are deleted says so', async () => {
    add(kind, { replicas: 2, updateStrategy: { type: 'OnDelete' } });
    expect((await act(kind, InstanceAction.RESTART)).notes).toEqual([
      `${kind} api replaces each pod only when it is deleted: its update strategy is OnDelete`,
    ]);
  });

  test('that is restarted waits until its pods are new and ready', async () => {
    add(kind, { replicas: 2 }, { replicas: 2, readyReplicas: 2, desiredNumberScheduled: 2 });
    const restart = act(kind, InstanceAction.RESTART, { timeoutSeconds: 0.05 });
    await expect(restart).rejects.toThrow(`as ${kind} api has replaced 0 of 2 pods`);
  });
});

test('a Deployment that is restarted waits until its old pods are gone', async () => {
  add(K.DEPLOYMENT, { replicas: 2 }, { replicas: 3, updatedReplicas: 2, readyReplicas: 3 });
  const restart = act(K.DEPLOYMENT, InstanceAction.RESTART, { timeoutSeconds: 0.05 });
  await expect(restart).rejects.toThrow('as Deployment api still has 1 old pod');
});

test('a StatefulSet that updates a part of its pods is restarted when those are new', async () => {
  add(
    K.STATEFUL_SET,
    { replicas: 2, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 1 } } },
    { readyReplicas: 2, updatedReplicas: 1 },
  );
  expect((await act(K.STATEFUL_SET, InstanceAction.RESTART)).steps).toHaveLength(1);
});

test('fails when a Deployment that is restarted is paused', async () => {
  add(K.DEPLOYMENT, { replicas: 2, paused: true });
  await expect(act(K.DEPLOYMENT, InstanceAction.RESTART)).rejects.toThrow(
    '[prod/api] Deployment api is paused: kubectl rollout resume, then restart it',
  );
});

test.each([K.REPLICA_SET, K.REPLICATION_CONTROLLER] as const)(
  'a %s that is restarted is stopped and started',
  async (kind) => {
    add(kind, { replicas: 2 });
    const { steps } = await act(kind, InstanceAction.RESTART, {}, controller(kind, well));
    expect(steps).toEqual([`scaled ${kind} api from 2 to 0`, `scaled ${kind} api from 0 to 2`]);
  },
);

test.each([K.REPLICA_SET, K.REPLICATION_CONTROLLER] as const)(
  'a dry run tells how a %s is restarted, and does nothing',
  async (kind) => {
    add(kind, { replicas: 2 });
    const before = now(kind);
    const { steps } = await act(kind, InstanceAction.RESTART, { dryRun: true });
    expect(steps).toEqual([`scaled ${kind} api from 2 to 0`, `scaled ${kind} api from 0 to 2`]);
    expect(now(kind)).toEqual(before);
  },
);

test('a dry run tells of a ReplicaSet that says nothing of its pods, and of one that is stopped', async () => {
  add(K.REPLICA_SET, {});
  const dry = (): ReturnType<typeof act> => act(K.REPLICA_SET, InstanceAction.RESTART, { dryRun: true });
  expect((await dry()).steps).toEqual(['scaled ReplicaSet api from 1 to 0', 'scaled ReplicaSet api from 0 to 1']);
  await act(K.REPLICA_SET, InstanceAction.STOP);
  expect((await dry()).steps).toEqual(['scaled ReplicaSet api from 0 to 1']);
});

test.each([InstanceAction.START, InstanceAction.STOP])('fails when a DaemonSet is to %s', async (action) => {
  await expect(act(K.DAEMON_SET, action)).rejects.toThrow(
    '[prod/api] DaemonSet api has a pod on each node as long as it exists, so it can only be restarted: ' +
      'delete it to stop it, and apply its manifest to start it',
  );
});

test('a Job that is stopped is suspended, and goes on when it is started', async () => {
  add(K.JOB, {}, { active: 0 });
  expect((await act(K.JOB, InstanceAction.STOP)).steps).toEqual(['suspended Job api']);
  expect(now(K.JOB).spec.suspend).toBe(true);
  expect((await act(K.JOB, InstanceAction.STOP)).steps).toEqual([]);
  const runs = controller(K.JOB, () => ({ active: 1, ready: 1 }));
  expect((await act(K.JOB, InstanceAction.START, {}, runs)).steps).toEqual(['resumed Job api']);
  expect((await act(K.JOB, InstanceAction.START)).steps).toEqual([]);
});

test('a Job that is restarted is suspended and goes on', async () => {
  add(K.JOB, {}, { active: 1 });
  let active = 1;
  const gate = controller(K.JOB, () => ({ active: (active -= 1), ready: 1 }));
  expect((await act(K.JOB, InstanceAction.RESTART, {}, gate)).steps).toEqual(['suspended Job api', 'resumed Job api']);
});

test('a dry run tells how a Job is restarted', async () => {
  add(K.JOB, {}, { active: 1 });
  expect((await act(K.JOB, InstanceAction.RESTART, { dryRun: true })).steps).toEqual([
    'suspended Job api',
    'resumed Job api',
  ]);
  expect(now(K.JOB).spec.suspend).toBeUndefined();
});

test('fails when a Job that is started gets no pod in time', async () => {
  add(K.JOB, {});
  await expect(act(K.JOB, InstanceAction.START, { timeoutSeconds: 0.05 })).rejects.toThrow(
    'as Job api has no pod that is ready',
  );
});

test('a Job that has ended has nothing to stop, and cannot be started', async () => {
  add(K.JOB, {}, { conditions: [{ type: 'Complete', status: 'True' }] });
  const note = 'Job api has ended (Succeeded): there is nothing to stop';
  expect(await act(K.JOB, InstanceAction.STOP)).toEqual({ steps: [], notes: [note] });
  await expect(act(K.JOB, InstanceAction.START)).rejects.toThrow(
    '[prod/api] Job api has ended (Succeeded): delete it and apply its manifest to run it again',
  );
});

test('a CronJob that is stopped is suspended, and says how many jobs go on to their end', async () => {
  add(K.CRON_JOB, {}, { active: [{}, {}] });
  expect(await act(K.CRON_JOB, InstanceAction.STOP)).toEqual({
    steps: ['suspended CronJob api'],
    notes: ['2 jobs of CronJob api that began before will end'],
  });
  expect((await act(K.CRON_JOB, InstanceAction.START)).steps).toEqual(['resumed CronJob api']);
});

test('fails when a CronJob is to restart', async () => {
  await expect(act(K.CRON_JOB, InstanceAction.RESTART)).rejects.toThrow(
    '[prod/api] CronJob api starts a new job each time, so there is nothing to restart: ' +
      'restart the job that runs, or stop and start it to skip times',
  );
});
