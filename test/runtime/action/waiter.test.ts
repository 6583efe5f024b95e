import { Deadline } from '../../../lib/runtime/action/deadline';
import { ApiError } from '../../../lib/runtime/api/errors';
import { Pod } from '../../../lib/runtime/object/kube';
import { PODS } from '../../../lib/runtime/object/resource';
import { Waiter, WaitCondition } from '../../../lib/runtime/action/waiter';
import { systemClock } from '../../../lib/runtime/api/clock';
import { FakeApi, Gate } from '../../support/fake-api';
import { FakeServer } from '../../support/fake-server';
import { addPod } from '../../support/live-objects';
import { runOutOfTime, settle } from '../../support/time';
import { API, labelsOf, TEST_WORLD } from '../../support/undertaking';

let server: FakeServer;
let deadlines: Deadline[];

beforeEach(() => {
  server = new FakeServer();
  deadlines = [];
});

afterEach(() => {
  for (const deadline of deadlines) deadline.dispose();
});

function deadline(seconds = 10, signal?: AbortSignal): Deadline {
  const made = new Deadline(API, seconds, signal);
  deadlines.push(made);
  return made;
}

const waitingWith = (gate?: Gate): Waiter => new Waiter(new FakeApi(server, gate), TEST_WORLD);

/** Waits until pods with a key are so many. */
function wanted(key: string, count: number, heard: string[] = []): WaitCondition<Pod> {
  return {
    resource: PODS,
    namespace: 'prod',
    key,
    explainWait: (pods) => (pods.length === count ? undefined : `there are ${pods.length} pods`),
    report: (lack) => heard.push(lack),
  };
}

const later = (act: () => void): void => {
  void settle(50).then(act);
};

test('many wait with one watch, which ends with the last of them', async () => {
  const waiting = waitingWith();
  addPod(server, 'a');
  later(() => {
    addPod(server, 'b');
    addPod(server, 'c');
  });
  const names = ['a', 'b', 'c', 'c'];
  await Promise.all(names.map((name) => waiting.waitFor(wanted(name, 1), deadline())));
  const count = (request: string): number => server.requests.filter((one) => one === request).length;
  expect([count('list pods'), count('watch pods')]).toEqual([1, 1]);
  await waiting.waitFor(wanted('a', 1), deadline());
  expect(count('list pods')).toBe(2);
});

test('who comes later hears at once what is known', async () => {
  const waiting = waitingWith();
  addPod(server, 'a');
  const first = waiting.waitFor(wanted('b', 1), deadline());
  await settle();
  const [pod] = await waiting.waitFor(wanted('a', 1), deadline());
  expect(pod?.metadata.name).toBe('a');
  later(() => addPod(server, 'b'));
  await first;
});

test('all objects with a label are waited for together', async () => {
  const waiting = waitingWith();
  const labels = labelsOf('deployment', 'web');
  for (const name of ['web-1', 'web-2'])
    server.add(PODS, { metadata: { name, namespace: 'prod', labels }, spec: { containers: [] } });
  const heard: string[] = [];
  later(() => {
    server.remove(PODS, 'prod', 'web-1');
    server.remove(PODS, 'prod', 'web-2');
  });
  expect(await waiting.waitFor(wanted('deployment=web', 0, heard), deadline())).toEqual([]);
  expect(heard).toEqual(['there are 2 pods', 'there are 1 pods']);
});

test('objects that went while the watch was behind are not waited for', async () => {
  const waiting = waitingWith();
  addPod(server, 'a');
  later(() => {
    server.remove(PODS, 'prod', 'a');
    server.forget();
  });
  expect(await waiting.waitFor(wanted('a', 0), deadline())).toEqual([]);
});

test('each thing that is waited for is heard once', async () => {
  const heard: string[] = [];
  addPod(server, 'a');
  later(() => { server.update(PODS, 'prod', 'a', {}); }); // prettier-ignore
  const wait = (): Promise<unknown> => waitingWith().waitFor(wanted('a', 2, heard), deadline(0.05));
  await expect(runOutOfTime(wait)).rejects.toThrow('as there are 1 pods');
  expect(heard).toEqual(['there are 1 pods']);
});

test('what the watch says and is no longer so is waited for again', async () => {
  addPod(server, 'a');
  let looks = 0;
  const waiting = waitingWith((moment, verb) => {
    if (moment === 'before' && verb === 'get' && (looks += 1) === 1) {
      server.remove(PODS, 'prod', 'a');
      later(() => addPod(server, 'a'));
    }
    return Promise.resolve();
  });
  await waiting.waitFor(wanted('a', 1), deadline());
  expect(looks).toBeGreaterThan(1);
});

test('fails when the watch fails', async () => {
  server.refuse('list pods', () => new ApiError(403, '', 'no', { verb: 'list', resource: 'pods' }));
  await expect(waitingWith().waitFor(wanted('a', 1), deadline())).rejects.toThrow('no');
});

test('fails when the time was over before', async () => {
  const over = deadline(0);
  await new Promise((resolve) => { over.signal.addEventListener('abort', resolve); }); // prettier-ignore
  await expect(waitingWith().waitFor(wanted('a', 1), over)).rejects.toThrow(
    '[prod/api] not done within 0 s, as nothing is known yet of Pod a: what Kubernetes was told goes on, look later or do it again',
  );
});

test('a time of many years is no time that is over', () => {
  expect(deadline(1e9).signal.aborted).toBe(false);
});

test('one signal ends many actions, and Node does not warn of its listeners', () => {
  const caller = new AbortController();
  const many = Array.from({ length: 20 }, () => deadline(10, caller.signal));
  expect(mostListeners(caller.signal)).toBe(0); // as many as there are
  caller.abort();
  expect(many.every(({ signal }) => signal.aborted)).toBe(true);
});

/** Node's own `getMaxListeners` does not know the signals of Jest. */
function mostListeners(signal: AbortSignal): unknown {
  const key = Object.getOwnPropertySymbols(signal).find(
    ({ description }) => description === 'events.maxEventTargetListeners',
  );
  return key && (signal as unknown as Record<symbol, unknown>)[key];
}

test('the real world has a time, texts that nobody had, and pauses that a signal ends', async () => {
  expect(Date.parse(systemClock.now())).toBeCloseTo(Date.now(), -4);
  expect(systemClock.createId()).not.toBe(systemClock.createId());
  const end = new AbortController();
  await systemClock.sleep(1, end.signal);
  const pause = systemClock.sleep(3_600_000, end.signal);
  end.abort();
  await pause;
});
