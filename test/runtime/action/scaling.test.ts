import { SELECTOR_LABEL } from '../../../lib/internal/labels';
import { InstanceAction } from '../../../lib/runtime';
import { PODS, WORKLOADS } from '../../../lib/runtime/object/resource';
import { Gate } from '../../support/fake-api';
import { aPod, API, labelsOf } from '../../support/undertaking';
import { SCALED, well, WorkloadBench } from '../../support/workload-bench';
import { runOutOfTime, settle } from '../../support/time';

let bench: WorkloadBench;

beforeEach(() => {
  bench = new WorkloadBench();
});

describe.each(SCALED)('a %s', (kind) => {
  test('that is stopped is scaled to nothing and remembers its pods, in one write', async () => {
    bench.add(kind, { replicas: 3 }, { replicas: 3 });
    const { steps } = await bench.act(kind, InstanceAction.STOP, {}, bench.controller(kind, well));
    expect(steps).toEqual([`scaled ${kind} api from 3 to 0`]);
    expect(bench.now(kind)).toMatchObject({
      spec: { replicas: 0 },
      metadata: { annotations: { 'stopped-replicas': '3' } },
    });
    expect(bench.server.requests.filter((request) => request.startsWith('patch'))).toHaveLength(1);
  });

  test('that is stopped twice still remembers its pods', async () => {
    bench.add(kind, { replicas: 3 });
    await bench.act(kind, InstanceAction.STOP);
    expect(await bench.act(kind, InstanceAction.STOP)).toEqual({ steps: [], notes: [] });
    expect(bench.now(kind).metadata.annotations).toEqual({ 'stopped-replicas': '3' });
  });

  test('that says nothing of its pods has one, and gets it back', async () => {
    bench.add(kind, {});
    expect((await bench.act(kind, InstanceAction.STOP)).steps).toEqual([`scaled ${kind} api from 1 to 0`]);
    expect((await bench.act(kind, InstanceAction.START, {}, bench.controller(kind, well))).steps).toEqual([
      `scaled ${kind} api from 0 to 1`,
    ]);
    expect(bench.now(kind).metadata.annotations).toEqual({});
  });

  test('that is started gets the pods that it had, and forgets', async () => {
    bench.add(kind, { replicas: 3 });
    await bench.act(kind, InstanceAction.STOP);
    const { steps, notes } = await bench.act(kind, InstanceAction.START, {}, bench.controller(kind, well));
    expect([steps, notes]).toEqual([[`scaled ${kind} api from 0 to 3`], []]);
    expect(bench.now(kind)).toMatchObject({ spec: { replicas: 3 }, metadata: { annotations: {} } });
    expect(await bench.act(kind, InstanceAction.START)).toEqual({ steps: [], notes: [] });
  });

  test.each([undefined, '', '0', '-1', '2.5', 'many'])(
    'that remembers %j as its pods gets one, and says so',
    async (count) => {
      bench.add(kind, { replicas: 0 });
      bench.update(kind, { metadata: { annotations: { 'stopped-replicas': count } } });
      expect(await bench.act(kind, InstanceAction.START, { wait: false })).toEqual({
        steps: [`scaled ${kind} api from 0 to 1`],
        notes: [`it was not remembered how many pods ${kind} api had: it gets 1`],
      });
    },
  );

  test('that somebody else has scaled up since stays so when it is started, and forgets', async () => {
    bench.add(kind, { replicas: 3 });
    await bench.act(kind, InstanceAction.STOP);
    bench.update(kind, { spec: { replicas: 5 } });
    const { steps } = await bench.act(kind, InstanceAction.START, { wait: false });
    expect(steps).toEqual([`left ${kind} api as it was scaled up already`]);
    expect(bench.now(kind)).toMatchObject({ spec: { replicas: 5 }, metadata: { annotations: {} } });
  });

  test('that somebody else changes at the same time is scaled as it is then', async () => {
    bench.add(kind, { replicas: 3 });
    let isDone = false;
    await bench.act(kind, InstanceAction.STOP, {}, (moment, verb) => {
      if (!isDone && moment === 'before' && verb === 'patch') {
        isDone = true;
        bench.update(kind, { spec: { replicas: 4 } });
      }
      return Promise.resolve();
    });
    expect(bench.now(kind).metadata.annotations).toEqual({ 'stopped-replicas': '4' });
  });

  test('is stopped when its last pod is gone', async () => {
    bench.add(kind, { replicas: 1 }, { replicas: 1, observedGeneration: 0 });
    const { metadata, spec } = aPod();
    bench.server.add(PODS, {
      metadata: { ...metadata, name: 'api-1', labels: labelsOf(SELECTOR_LABEL[kind], API.id) },
      spec,
    });
    const heard: string[] = [];
    const gate: Gate = (moment, verb, resource) => {
      if (moment === 'before' && verb === 'watch') {
        if (resource === 'pods')
          void settle().then(() => { bench.server.remove(PODS, API.cluster, 'api-1'); }); // prettier-ignore
        else {
          bench.update(kind, { status: { observedGeneration: 1 } });
          void settle().then(() => { bench.update(kind, { status: { replicas: 0 } }); }); // prettier-ignore
        }
      }
      return Promise.resolve();
    };
    await bench.act(kind, InstanceAction.STOP, { progress: { report: (message) => heard.push(message) } }, gate);
    expect(heard).toEqual([
      `scaled ${kind} api from 1 to 0`,
      `waits, as ${kind} api is not seen by its controller yet`,
      `waits, as ${kind} api still has 1 pod`,
      `waits, as ${kind} api still has 1 pod`,
    ]);
  });

  test('that is restarted while it is stopped is started', async () => {
    bench.add(kind, { replicas: 2 });
    await bench.act(kind, InstanceAction.STOP);
    const { steps } = await bench.act(kind, InstanceAction.RESTART, {}, bench.controller(kind, well));
    expect(steps).toEqual([`scaled ${kind} api from 0 to 2`]);
  });

  test('fails when its time is over, with what it waits for', async () => {
    bench.add(kind, { replicas: 2 }, { readyReplicas: 1 });
    const conditions = [
      { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out' },
    ];
    const start = (): Promise<unknown> => bench.act(kind, InstanceAction.START, { timeoutSeconds: 0.05 });
    await expect(runOutOfTime(start)).rejects.toThrow(
      `not done within 0.05 s, as ${kind} api has 1 of 2 pods ready: what Kubernetes was told goes on`,
    );
    bench.update(kind, { status: { conditions } });
    await expect(runOutOfTime(start)).rejects.toThrow('has 1 of 2 pods ready (ProgressDeadlineExceeded: timed out)');
  });

  test('fails when there is none, or it is not of MAR', async () => {
    await expect(bench.act(kind, InstanceAction.STOP)).rejects.toThrow('[prod/api] no such instance');
    bench.add(kind, { replicas: 1 });
    bench.update(kind, {
      metadata: { labels: { 'app.kubernetes.io/managed-by': null } },
    });
    await expect(bench.act(kind, InstanceAction.STOP)).rejects.toThrow(
      `[prod/api] the ${kind} is not an instance of MAR`,
    );
  });

  test('fails when somebody deletes it meanwhile', async () => {
    bench.add(kind, { replicas: 1 }, { replicas: 1 });
    const gate: Gate = (moment, verb, resource) => {
      if (moment === 'before' && verb === 'list' && resource !== 'pods')
        bench.server.remove(WORKLOADS[kind], API.cluster, API.id);
      return Promise.resolve();
    };
    await expect(bench.act(kind, InstanceAction.STOP, {}, gate)).rejects.toThrow(
      '[prod/api] no such instance: it was deleted meanwhile',
    );
  });
});
