import { ApiError } from '../../../lib/runtime/api/errors';
import { POD_TEMPLATES, PODS } from '../../../lib/runtime/object/resource';
import { Gate } from '../../support/fake-api';
import { once, overQuota, PodBench } from '../../support/pod-bench';
import { runOutOfTime } from '../../support/time';
import { aPod, API } from '../../support/undertaking';

let bench: PodBench;

beforeEach(() => {
  bench = new PodBench();
});

afterEach(() => bench.stopKubelet());

test('fails when there is neither a pod nor what keeps it', async () => {
  bench.server.remove(PODS, API.cluster, API.id);
  for (const action of ['stop', 'start', 'restart'] as const)
    await expect(bench[action]()).rejects.toThrow('[prod/api] no such instance');
});

test('fails when a pod that is started is being deleted and was not kept', async () => {
  bench.update({ metadata: { deletionTimestamp: 'soon' } });
  await expect(bench.start()).rejects.toThrow('[prod/api] no such instance');
});

test('fails when the pod is not of MAR', async () => {
  bench.update({ metadata: { labels: { 'app.kubernetes.io/managed-by': 'helm' } } });
  const message = '[prod/api] the Pod is not an instance of MAR: use kubectl, or declare it with cdk8s-mar';
  await expect(bench.stop()).rejects.toThrow(message);
  expect(bench.server.all(POD_TEMPLATES)).toEqual([]);
});

test('fails when somebody else has a template of that name, and leaves both alone', async () => {
  const { metadata, spec } = aPod();
  const other = bench.server.add(POD_TEMPLATES, { metadata, template: { spec } });
  const message = '[prod/api] the PodTemplate is not an instance of MAR: use kubectl, or declare it with cdk8s-mar';
  await expect(bench.stop()).rejects.toThrow(message);
  await expect(bench.start()).rejects.toThrow(message);
  expect(bench.kept).toEqual(other);
  expect(bench.pod?.metadata.deletionTimestamp).toBeUndefined();
});

test('fails when somebody else changes the pod again and again', async () => {
  const gate: Gate = (moment, verb, resource) => {
    if (moment === 'before' && `${verb} ${resource}` === 'delete pods') bench.update({});
    return Promise.resolve();
  };
  const message = '[prod/api] was changed by somebody else 30 times: look who else starts and stops it, then try again';
  await expect(bench.stop({}, gate)).rejects.toThrow(message);
  expect(bench.kept).toBeDefined();
});

test('fails when the pod that was started has ended in an error', async () => {
  await bench.stopKubelet();
  bench.update({
    status: { phase: 'Failed', reason: 'Evicted', message: 'low on memory' },
  });
  const message = '[prod/api] has ended in an error (Evicted: low on memory): look at its logs, then restart it';
  await expect(bench.start()).rejects.toThrow(message);
});

test('fails when the pod that was started has ended in an error that it does not tell', async () => {
  await bench.stopKubelet();
  bench.update({ status: { phase: 'Failed' } });
  await expect(bench.start()).rejects.toThrow('[prod/api] has ended in an error (Failed: it says no more)');
});

test('fails when the quota has no room for a start, at once', async () => {
  await bench.stop();
  bench.server.refuse('create pods', overQuota);
  await expect(bench.start()).rejects.toThrow(overQuota().message);
  expect(bench.server.requests.filter((request) => request === 'create pods')).toHaveLength(1);
});

test.each([{}, { timeoutSeconds: 0.05 }])(
  'fails when the quota has no room for a restart for long, and says that it is stopped and kept, within %j',
  async (options) => {
    bench.server.refuse('create pods', overQuota);
    const isTimed = options.timeoutSeconds !== undefined;
    const sleep = (): Promise<void> => new Promise((resolve) => (isTimed ? setTimeout : setImmediate)(resolve, 100));
    const restart = (): Promise<unknown> => bench.restart(options, undefined, { sleep });
    await expect(isTimed ? runOutOfTime(restart) : restart()).rejects.toThrow(
      '[prod/api] is stopped and kept, as the API server refuses to create it ' +
        `(${overQuota().message}): make room, then mar start starts it`,
    );
    expect([bench.pod, bench.kept]).toEqual([undefined, expect.anything()]);
  },
);

test('fails when a restart is refused for another reason than the quota, at once', async () => {
  const refusal = new ApiError(403, 'Forbidden', 'denied the request', { verb: 'create', resource: 'pods' });
  bench.server.refuse('create pods', () => refusal);
  await expect(bench.restart()).rejects.toBe(refusal);
  expect(bench.server.requests.filter((request) => request === 'create pods')).toHaveLength(1);
});

test('a restart that is ended while it waits for the quota takes no more steps', async () => {
  const end = new AbortController();
  bench.server.refuse('create pods', overQuota);
  const sleep = (): Promise<void> => {
    end.abort();
    return Promise.resolve();
  };
  await expect(bench.restart({ signal: end.signal }, undefined, { sleep })).rejects.toThrow('ended by the caller');
  expect(bench.server.requests.filter((request) => request === 'create pods')).toHaveLength(1);
});

test('fails when somebody else stops the pod while it starts', async () => {
  await bench.stopKubelet();
  const gate = once('list pods', () => {
    bench.update({ metadata: { deletionTimestamp: 'soon' } });
  });
  const message = '[prod/api] was stopped or deleted while it started: look who else does that, then start it again';
  await expect(bench.start({}, gate)).rejects.toThrow(message);
});

test('fails when the time is over, with what the pod waits for', async () => {
  await bench.stopKubelet();
  await expect(runOutOfTime(() => bench.start({ timeoutSeconds: 0.05 }))).rejects.toThrow(
    'not done within 0.05 s, as Pod api is not ready: what Kubernetes was told goes on, look later or do it again',
  );
  bench.update({ metadata: { finalizers: ['example.com/f'] } });
  await expect(runOutOfTime(() => bench.stop({ timeoutSeconds: 0.05 }))).rejects.toThrow(
    'not done within 0.05 s, as Pod api is still there, for its finalizers example.com/f',
  );
});

test('fails when a dry run starts a pod that is being deleted and was not kept', async () => {
  await bench.stopKubelet();
  bench.update({ metadata: { deletionTimestamp: 'soon' } });
  const message =
    '[prod/api] is being deleted and nothing keeps it: restart it while it is there, which keeps it first';
  await expect(bench.start({ dryRun: true })).rejects.toThrow(message);
});
