import { ApiError } from '../../lib/runtime/errors';
import { Pod, PodTemplate } from '../../lib/runtime/kube';
import { restartPod, startPod, stopPod } from '../../lib/runtime/pod-actions';
import { POD_TEMPLATES, PODS } from '../../lib/runtime/resource';
import { Gate } from '../support/fake-api';
import { FakeServer } from '../support/fake-server';
import { aPod, API, kubelet, undertake } from '../support/undertaking';

const STOPPED = ['kept Pod api in a PodTemplate', 'deleted Pod api'];
const STARTED = ['created Pod api', 'deleted PodTemplate api'];

let server: FakeServer;
let end: AbortController;
let kubelets: Promise<void>[];

const pod = (): Pod | undefined => server.read(PODS, API.cluster, API.id) as Pod | undefined;
const kept = (): PodTemplate | undefined => server.read(POD_TEMPLATES, API.cluster, API.id) as PodTemplate | undefined;
const stop = (...options: [object?, object?]): ReturnType<typeof undertake> =>
  undertake(server, (doing) => stopPod(doing, API), ...options);
const start = (...options: [object?, object?]): ReturnType<typeof undertake> =>
  undertake(server, (doing) => startPod(doing, API), ...options);
const restart = (...options: [object?, object?]): ReturnType<typeof undertake> =>
  undertake(server, (doing) => restartPod(doing, API), ...options);

/** Does something once, before a request reaches the server. */
function once(request: string, act: () => void): Gate {
  let isDone = false;
  return (moment, verb, resource) => {
    if (!isDone && moment === 'before' && `${verb} ${resource}` === request) {
      isDone = true;
      act();
    }
    return Promise.resolve();
  };
}

beforeEach(() => {
  server = new FakeServer();
  end = new AbortController();
  server.add(PODS, aPod());
  kubelets = [kubelet(server, end.signal)];
});

afterEach(async () => {
  end.abort();
  await Promise.all(kubelets);
});

/** Pods stay as they are from now on. */
async function withoutKubelet(): Promise<void> {
  end.abort();
  await Promise.all(kubelets.splice(0));
}

test('a pod that is stopped is kept in a template, and gone', async () => {
  const { spec } = aPod();
  expect(await stop()).toEqual({ steps: STOPPED, notes: [] });
  expect(pod()).toBeUndefined();
  expect(kept()?.template.spec).toEqual(spec);
});

test('what is stopped is not stopped again', async () => {
  await stop();
  const before = kept();
  expect(await stop()).toEqual({ steps: [], notes: [] });
  expect(kept()).toEqual(before);
});

test('a pod that is started is what it was, and its template is gone', async () => {
  await stop();
  expect(await start()).toEqual({ steps: STARTED, notes: [] });
  expect(pod()).toMatchObject({ spec: aPod().spec, status: { phase: 'Running' } });
  expect(kept()).toBeUndefined();
});

test('what runs is not started again', async () => {
  await start();
  const before = pod();
  expect(await start()).toEqual({ steps: [], notes: [] });
  expect(pod()).toEqual(before);
});

test('a restart is a stop and a start, and another pod', async () => {
  const before = pod();
  expect(await restart()).toEqual({ steps: [...STOPPED, ...STARTED], notes: [] });
  expect(pod()?.metadata.uid).not.toBe(before?.metadata.uid);
});

test('what is stopped is started by a restart', async () => {
  await stop();
  expect(await restart()).toEqual({ steps: STARTED, notes: [] });
});

test('a stop that was interrupted before the pod was deleted is undone by a start', async () => {
  server.refuse('delete pods', () => new ApiError(500, '', 'the process ends here', { verb: '', resource: '' }));
  await expect(stop()).rejects.toThrow('the process ends here');
  server.refuse('delete pods');
  const before = pod();
  expect(await start()).toEqual({ steps: ['deleted PodTemplate api'], notes: [] });
  expect(pod()?.metadata.uid).toBe(before?.metadata.uid);
  expect(pod()?.metadata.annotations).toHaveProperty('start-mark');
});

test('the mark of a start is not kept', async () => {
  server.update(PODS, API.cluster, API.id, { metadata: { annotations: { 'start-mark': 'x', team: 'a' } } });
  await stop();
  expect(kept()?.template.metadata?.annotations).toEqual({ team: 'a' });
});

test('a pod that changes while it is stopped is kept as it is then', async () => {
  const gate = once('delete pods', () => {
    server.update(PODS, API.cluster, API.id, { spec: { hostname: 'changed' } });
  });
  await stop({}, { gate });
  expect(kept()?.template.spec.hostname).toBe('changed');
  expect(pod()).toBeUndefined();
});

test('a template that somebody else writes first is written again', async () => {
  const { metadata } = aPod();
  const other = {
    metadata: { ...metadata, annotations: { 'kept-pod': 'uid-9' } },
    template: { spec: { containers: [] } },
  };
  const gate = once('create podtemplates', () => {
    server.add(POD_TEMPLATES, other);
  });
  await stop({}, { gate });
  expect(kept()?.metadata.annotations?.['kept-pod']).toBe('uid-1');
  expect(kept()?.template.spec).toEqual(aPod().spec);
});

test('a pod that somebody deletes is kept as long as it can be read', async () => {
  await withoutKubelet();
  server.update(PODS, API.cluster, API.id, { metadata: { deletionTimestamp: 'soon' } });
  end = new AbortController();
  const stopping = stop();
  kubelets = [kubelet(server, end.signal, () => new Promise((resolve) => setTimeout(resolve, 20)))];
  expect(await stopping).toEqual({ steps: ['kept Pod api in a PodTemplate'], notes: [] });
  expect(kept()?.template.spec).toEqual(aPod().spec);
});

test('a stop that another one has begun is only waited for', async () => {
  await withoutKubelet();
  await stop({ wait: false });
  const before = kept();
  end = new AbortController();
  kubelets = [kubelet(server, end.signal)];
  expect(await stop()).toEqual({ steps: [], notes: [] });
  expect(kept()).toEqual(before);
  expect(pod()).toBeUndefined();
});

test('nobody waits who does not want to', async () => {
  await withoutKubelet();
  await stop({ wait: false });
  expect(pod()?.metadata.deletionTimestamp).toBeDefined();
});

test('a start waits until the pod that is being deleted is gone', async () => {
  await withoutKubelet();
  await stop({ wait: false });
  const starting = start({ wait: false });
  end = new AbortController();
  kubelets = [kubelet(server, end.signal)];
  expect(await starting).toEqual({ steps: STARTED, notes: [] });
});

test('fails when there is neither a pod nor what keeps it', async () => {
  server.remove(PODS, API.cluster, API.id);
  for (const act of [stop, start, restart]) await expect(act()).rejects.toThrow('[prod/api] no such instance');
});

test('fails when a pod that is started is being deleted and was not kept', async () => {
  server.update(PODS, API.cluster, API.id, { metadata: { deletionTimestamp: 'soon' } });
  await expect(start()).rejects.toThrow('[prod/api] no such instance');
});

test('fails when the pod is not of MAR', async () => {
  server.update(PODS, API.cluster, API.id, { metadata: { labels: { 'app.kubernetes.io/managed-by': 'helm' } } });
  const message = '[prod/api] the Pod is not an instance of MAR: use kubectl, or declare it with cdk8s-mar';
  await expect(stop()).rejects.toThrow(message);
  expect(server.all(POD_TEMPLATES)).toEqual([]);
});

test('fails when somebody else has a template of that name, and leaves both alone', async () => {
  const { metadata, spec } = aPod();
  const other = server.add(POD_TEMPLATES, { metadata, template: { spec } });
  const message = '[prod/api] the PodTemplate is not an instance of MAR: use kubectl, or declare it with cdk8s-mar';
  await expect(stop()).rejects.toThrow(message);
  await expect(start()).rejects.toThrow(message);
  expect(kept()).toEqual(other);
  expect(pod()?.metadata.deletionTimestamp).toBeUndefined();
});

test('fails when somebody else changes the pod again and again', async () => {
  const gate: Gate = (moment, verb, resource) => {
    if (moment === 'before' && `${verb} ${resource}` === 'delete pods') server.update(PODS, API.cluster, API.id, {});
    return Promise.resolve();
  };
  const message = '[prod/api] was changed by somebody else 30 times: look who else starts and stops it, then try again';
  await expect(stop({}, { gate })).rejects.toThrow(message);
  expect(kept()).toBeDefined();
});

test('fails when the pod that was started has ended in an error', async () => {
  await withoutKubelet();
  server.update(PODS, API.cluster, API.id, {
    status: { phase: 'Failed', reason: 'Evicted', message: 'low on memory' },
  });
  const message = '[prod/api] has ended in an error (Evicted: low on memory): look at its logs, then restart it';
  await expect(start()).rejects.toThrow(message);
});

test('fails when the pod that was started has ended in an error that it does not tell', async () => {
  await withoutKubelet();
  server.update(PODS, API.cluster, API.id, { status: { phase: 'Failed' } });
  await expect(start()).rejects.toThrow('[prod/api] has ended in an error (Failed: it says no more)');
});

test('a pod that has ended well was started', async () => {
  await withoutKubelet();
  server.update(PODS, API.cluster, API.id, { status: { phase: 'Succeeded' } });
  expect(await start()).toEqual({ steps: [], notes: [] });
});

test('fails when somebody else stops the pod while it starts', async () => {
  await withoutKubelet();
  const gate = once('list pods', () => {
    server.update(PODS, API.cluster, API.id, { metadata: { deletionTimestamp: 'soon' } });
  });
  const message = '[prod/api] was stopped or deleted while it started: look who else does that, then start it again';
  await expect(start({}, { gate })).rejects.toThrow(message);
});

test('fails when the time is over, with what the pod waits for', async () => {
  await withoutKubelet();
  await expect(start({ timeoutSeconds: 0.05 })).rejects.toThrow(
    'not done within 0.05 s, as Pod api is not ready: it goes on in Kubernetes, look again later',
  );
  server.update(PODS, API.cluster, API.id, { metadata: { finalizers: ['example.com/f'] } });
  await expect(stop({ timeoutSeconds: 0.05 })).rejects.toThrow(
    'not done within 0.05 s, as Pod api is still there, for its finalizers example.com/f',
  );
});

test('a dry run asks the server about each step and does none', async () => {
  const before = pod();
  expect(await stop({ dryRun: true })).toEqual({ steps: STOPPED, notes: [] });
  expect(await restart({ dryRun: true })).toEqual({ steps: [...STOPPED, ...STARTED], notes: [] });
  expect([pod()?.spec, kept()]).toEqual([before?.spec, undefined]);
  await stop();
  expect(await start({ dryRun: true })).toEqual({ steps: STARTED, notes: [] });
  expect([pod(), kept()]).toEqual([undefined, expect.anything()]);
});

test('a dry run of a start tells what comes after the pod that is being deleted', async () => {
  await withoutKubelet();
  await stop({ wait: false });
  expect(await start({ dryRun: true })).toEqual({ steps: STARTED, notes: [] });
});

test('fails when a dry run starts a pod that is being deleted and was not kept', async () => {
  await withoutKubelet();
  server.update(PODS, API.cluster, API.id, { metadata: { deletionTimestamp: 'soon' } });
  await expect(start({ dryRun: true })).rejects.toThrow('[prod/api] no such instance');
});

test('each step and each thing that is waited for is heard', async () => {
  const heard: string[] = [];
  await stop({ progress: { report: (message: string) => heard.push(message) } });
  expect(heard).toEqual([...STOPPED, 'waits, as Pod api is still there']);
});
