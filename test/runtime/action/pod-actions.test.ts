import { ApiError } from '../../../lib/runtime/api/errors';
import { POD_TEMPLATES } from '../../../lib/runtime/object/resource';
import { Gate } from '../../support/fake-api';
import { once, overQuota, PodBench, STARTED, STOPPED } from '../../support/pod-bench';
import { settle } from '../../support/time';
import { aPod } from '../../support/undertaking';

let bench: PodBench;

beforeEach(() => {
  bench = new PodBench();
});

afterEach(() => bench.stopKubelet());

test('a pod that is stopped is kept in a template, and gone', async () => {
  const { spec } = aPod();
  expect(await bench.stop()).toEqual({ steps: STOPPED, notes: [] });
  expect(bench.pod).toBeUndefined();
  expect(bench.kept?.template.spec).toEqual(spec);
});

test('what is stopped is not stopped again', async () => {
  await bench.stop();
  const before = bench.kept;
  expect(await bench.stop()).toEqual({ steps: [], notes: [] });
  expect(bench.kept).toEqual(before);
});

test('a pod that is started is what it was, and its template is gone', async () => {
  await bench.stop();
  expect(await bench.start()).toEqual({ steps: STARTED, notes: [] });
  expect(bench.pod).toMatchObject({ spec: aPod().spec, status: { phase: 'Running' } });
  expect(bench.kept).toBeUndefined();
});

test('what runs is not started again', async () => {
  await bench.start();
  const before = bench.pod;
  expect(await bench.start()).toEqual({ steps: [], notes: [] });
  expect(bench.pod).toEqual(before);
});

test('a restart is a stop and a start, and another pod', async () => {
  const before = bench.pod;
  expect(await bench.restart()).toEqual({ steps: [...STOPPED, ...STARTED], notes: [] });
  expect(bench.pod?.metadata.uid).not.toBe(before?.metadata.uid);
});

test('what is stopped is started by a restart', async () => {
  await bench.stop();
  expect(await bench.restart()).toEqual({ steps: STARTED, notes: [] });
});

test('a stop that was interrupted before the pod was deleted is undone by a start', async () => {
  bench.server.refuse('delete pods', () => new ApiError(500, '', 'the process ends here', { verb: '', resource: '' }));
  await expect(bench.stop()).rejects.toThrow('the process ends here');
  bench.server.refuse('delete pods');
  const before = bench.pod;
  expect(await bench.start()).toEqual({ steps: ['deleted PodTemplate api'], notes: [] });
  expect(bench.pod?.metadata.uid).toBe(before?.metadata.uid);
  expect(bench.pod?.metadata.annotations).toHaveProperty('start-mark');
});

test('the mark of a start is not kept', async () => {
  bench.update({ metadata: { annotations: { 'start-mark': 'x', team: 'a' } } });
  await bench.stop();
  expect(bench.kept?.template.metadata?.annotations).toEqual({ team: 'a' });
});

test('a pod that changes while it is stopped is kept as it is then', async () => {
  const gate = once('delete pods', () => {
    bench.update({ spec: { hostname: 'changed' } });
  });
  await bench.stop({}, gate);
  expect(bench.kept?.template.spec.hostname).toBe('changed');
  expect(bench.pod).toBeUndefined();
});

test('a template that somebody else writes first is written again', async () => {
  const { metadata } = aPod();
  const other = {
    metadata: { ...metadata, annotations: { 'kept-pod': 'uid-9' } },
    template: { spec: { containers: [] } },
  };
  const gate = once('create podtemplates', () => {
    bench.server.add(POD_TEMPLATES, other);
  });
  await bench.stop({}, gate);
  expect(bench.kept?.metadata.annotations?.['kept-pod']).toBe('uid-1');
  expect(bench.kept?.template.spec).toEqual(aPod().spec);
});

test('a pod that somebody deletes is kept as long as it can be read', async () => {
  await bench.stopKubelet();
  bench.update({ metadata: { deletionTimestamp: 'soon' } });
  const stopping = bench.stop();
  bench.startKubelet(settle);
  expect(await stopping).toEqual({ steps: ['kept Pod api in a PodTemplate'], notes: [] });
  expect(bench.kept?.template.spec).toEqual(aPod().spec);
});

test('a stop that another one has begun is only waited for', async () => {
  await bench.stopKubelet();
  await bench.stop({ wait: false });
  const before = bench.kept;
  bench.startKubelet();
  expect(await bench.stop()).toEqual({ steps: [], notes: [] });
  expect(bench.kept).toEqual(before);
  expect(bench.pod).toBeUndefined();
});

test('nobody waits who does not want to', async () => {
  await bench.stopKubelet();
  await bench.stop({ wait: false });
  expect(bench.pod?.metadata.deletionTimestamp).toBeDefined();
});

test('a start waits until the pod that is being deleted is gone', async () => {
  await bench.stopKubelet();
  await bench.stop({ wait: false });
  const starting = bench.start({ wait: false });
  bench.startKubelet();
  expect(await starting).toEqual({ steps: STARTED, notes: [] });
});

test('a pod that has ended well was started', async () => {
  await bench.stopKubelet();
  bench.update({ status: { phase: 'Succeeded' } });
  expect(await bench.start()).toEqual({ steps: [], notes: [] });
});

test('a dry run asks the server about each step and does none', async () => {
  const before = bench.pod;
  expect(await bench.stop({ dryRun: true })).toEqual({ steps: STOPPED, notes: [] });
  expect(await bench.restart({ dryRun: true })).toEqual({ steps: [...STOPPED, ...STARTED], notes: [] });
  expect([bench.pod?.spec, bench.kept]).toEqual([before?.spec, undefined]);
  await bench.stop();
  expect(await bench.start({ dryRun: true })).toEqual({ steps: STARTED, notes: [] });
  expect([bench.pod, bench.kept]).toEqual([undefined, expect.anything()]);
});

test('a dry run of a start tells what comes after the pod that is being deleted', async () => {
  await bench.stopKubelet();
  await bench.stop({ wait: false });
  expect(await bench.start({ dryRun: true })).toEqual({ steps: STARTED, notes: [] });
});

test('a dry run of a restart asks the server about the start of what is stopped', async () => {
  await bench.stop();
  expect(await bench.restart({ dryRun: true })).toEqual({ steps: STARTED, notes: [] });
  bench.server.refuse('create pods', overQuota);
  await expect(bench.restart({ dryRun: true })).rejects.toThrow('exceeded quota');
  expect(bench.server.requests.filter((request) => request === 'create pods')).toHaveLength(2);
});

test('a dry run tells that a restart keeps the pod that somebody deletes', async () => {
  await bench.stopKubelet();
  bench.update({ metadata: { deletionTimestamp: 'soon' } });
  expect((await bench.restart({ dryRun: true })).steps).toEqual(['kept Pod api in a PodTemplate', ...STARTED]);
});

test.each([true, false])(
  'a restart waits for a quota that still counts the pod that is gone, wait: %s',
  async (wait) => {
    let refusals = 3;
    const gate: Gate = (moment, verb, resource) => {
      if (moment === 'before' && `${verb} ${resource}` === 'create pods' && (refusals -= 1) >= 0) throw overQuota();
      return Promise.resolve();
    };
    expect(await bench.restart({ wait }, gate)).toEqual({ steps: [...STOPPED, ...STARTED], notes: [] });
    expect(bench.pod).toBeDefined();
  },
);

test('each step and each thing that is waited for is heard', async () => {
  const heard: string[] = [];
  await bench.stop({ progress: { report: (message: string) => heard.push(message) } });
  expect(heard).toEqual([...STOPPED, 'waits, as Pod api is still there']);
});
