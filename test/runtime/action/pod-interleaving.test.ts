import * as fc from 'fast-check';
import { toTemplate, toPod } from '../../../lib/runtime/object/kept-pod';
import { Pod, PodTemplate } from '../../../lib/runtime/object/kube';
import { restartPod, startPod, stopPod } from '../../../lib/runtime/action/pod-actions';
import { POD_TEMPLATES, PODS } from '../../../lib/runtime/object/resource';
import { Gate } from '../../support/fake-api';
import { FakeServer } from '../../support/fake-server';
import { overQuota } from '../../support/pod-bench';
import { aPod, API, kubelet, undertake } from '../../support/undertaking';

const ACTIONS = { stopPod, startPod, restartPod };

/** A client: what it does, how often a quota refuses its pod, and at which moment before or after a request it is killed, if it is. */
interface Client {
  readonly refusals: number;
  readonly action: keyof typeof ACTIONS;
  readonly killedAt: number;
}

const clients: fc.Arbitrary<Client[]> = fc.array(
  fc.record({
    action: fc.constantFrom<keyof typeof ACTIONS>('stopPod', 'startPod', 'restartPod'),
    refusals: fc.oneof(fc.constant(0), fc.nat(3)),
    killedAt: fc.oneof(fc.nat(24), fc.constant(Infinity)),
  }),
  { minLength: 1, maxLength: 4 },
);

class Killed extends Error {}

function specs(server: FakeServer): unknown[] {
  const pod = server.read(PODS, API.cluster, API.id) as Pod | undefined;
  const kept = server.read(POD_TEMPLATES, API.cluster, API.id) as PodTemplate | undefined;
  return [pod?.spec, kept?.template.spec].filter((spec) => spec !== undefined);
}

/** Runs clients and a kubelet, whose steps are taken in the order that the scheduler draws. */
async function run(server: FakeServer, drawn: readonly Client[], scheduler: fc.Scheduler): Promise<void> {
  const end = new AbortController();
  const next = (label: string): Promise<void> => scheduler.schedule(Promise.resolve(), label);
  const pods = kubelet(server, end.signal, () => next('kubelet'));
  const doers = drawn.map(({ action, killedAt, refusals }, i) => {
    let [moments, refused] = [0, 0];
    const gate: Gate = async (moment, verb, resource) => {
      await next(`${action} ${i} ${moment} ${verb} ${resource}`);
      expect(specs(server)).not.toEqual([]);
      moments += 1;
      if (moments > killedAt) throw new Killed();
      if (`${moment} ${verb} ${resource}` === 'before create pods' && (refused += 1) <= refusals) throw overQuota();
    };
    let marks = 0;
    const world = {
      now: () => 'now',
      createId: () => `${i}-${(marks += 1)}`,
      sleep: () => next(`${action} ${i} sleeps`),
    };
    return undertake(server, (ctx) => ACTIONS[action](ctx, API), {}, { gate, world });
  });
  const outcomes = await scheduler.waitFor(Promise.allSettled(doers));
  end.abort();
  await scheduler.waitIdle();
  await pods;
  const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
  expect(
    errors.filter(
      (error) => !(error instanceof Killed) && !/while it started|by somebody else|exceeded quota/.test(error.message),
    ),
  ).toEqual([]);
}

test('law: no order of steps of several clients, each killed anywhere, loses an instance, and a start ends with it running', async () => {
  await fc.assert(
    fc.asyncProperty(clients, fc.scheduler(), async (drawn, scheduler) => {
      const server = new FakeServer();
      const { spec } = server.add(PODS, aPod());
      await run(server, drawn, scheduler);
      for (const seen of specs(server)) expect(seen).toEqual(spec);
      const end = new AbortController();
      const pods = kubelet(server, end.signal);
      await undertake(server, (ctx) => startPod(ctx, API));
      end.abort();
      await pods;
      expect(server.read(PODS, API.cluster, API.id)).toMatchObject({ spec, status: { phase: 'Running' } });
      expect(server.all(POD_TEMPLATES)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});

test('law: what is kept of a pod that was restored is what was kept of the first one', () => {
  const pod = aPod();
  const kept = toTemplate(pod, { at: 'now', mark: 'a' });
  expect(toTemplate(toPod(kept), { at: 'now', mark: 'a' }).template).toEqual(kept.template);
});
