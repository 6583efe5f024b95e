import * as fc from 'fast-check';
import { MarCluster, MarInstance } from '../../lib';
import {
  InstanceAction,
  InstanceKind,
  InstancePhase,
  MarClient,
  MarErrorCode,
  MarRuntimeError,
} from '../../lib/runtime';
import { disconnect } from '../support/api-server';
import { deleteNamespaces, describeE2e } from '../support/kubectl';
import { apply, connect, declared, isRunning, QUICK, settled } from '../support/live';
import { Manifest } from '../support/manifest';
import { Steering } from '../support/steering';

const CLUSTER = 'e2e-interrupted';
const { MAR_KILL_ROUNDS, MAR_KILL_SEED } = process.env;
/** How often a process is killed. */
const ROUNDS = Number(MAR_KILL_ROUNDS ?? 30);
/** What is drawn: actions and moments. The moments are of no more use than that, as the machine is never the same. */
const SEED = Number(MAR_KILL_SEED ?? Math.trunc(Math.random() * 2 ** 31));
/** Processes at once, each with an instance of its own. */
const LANES = 6;
/** What a restart takes, in milliseconds. All that is written is written early, so most moments are drawn from the beginning. */
const LONGEST = 2500;

interface Round {
  readonly action: InstanceAction;
  readonly after: number;
}

const actions = fc.constantFrom(...Object.values(InstanceAction));
const moments = fc.double({ min: 0, max: 1, noNaN: true }).map((share) => LONGEST * share ** 4);
const rounds: fc.Arbitrary<Round> = fc.record({ action: actions, after: moments });

const WANTED: Readonly<Record<InstanceAction, InstancePhase>> = {
  start: InstancePhase.RUNNING,
  stop: InstancePhase.STOPPED,
  restart: InstancePhase.RUNNING,
};

describeE2e('instances whose steering is interrupted', () => {
  const ids = Array.from({ length: LANES }, (_, i) => `mar-i-${i}`);
  const refOf = (id: string): { cluster: string; id: string; kind: InstanceKind } => {
    return { cluster: CLUSTER, id, kind: InstanceKind.POD };
  };
  let client: MarClient;
  let before: Map<string, Manifest>;

  beforeAll(async () => {
    jest.spyOn(console, 'warn').mockReturnValue();
    deleteNamespaces(CLUSTER);
    client = await connect();
    apply((app) => {
      const cluster = new MarCluster(app, CLUSTER);
      for (const id of ids) new MarInstance(cluster, id, QUICK);
    });
    await settled(client, CLUSTER, isRunning);
    before = await declared(CLUSTER);
  });

  afterAll(() => {
    client.close();
    disconnect();
    deleteNamespaces(CLUSTER);
  });

  const startAll = async (): Promise<void> => {
    await Promise.all(ids.map((id) => client.start(refOf(id))));
    expect(await declared(CLUSTER)).toEqual(before);
  };

  test(`end in the wanted state when it is done again, ${ROUNDS} times (MAR_KILL_SEED=${SEED})`, async () => {
    const steering = new Steering();
    const drawn = fc.sample(rounds, { seed: SEED, numRuns: ROUNDS });
    let killed = 0;
    const lane = async (id: string): Promise<void> => {
      for (let round = drawn.pop(); round !== undefined; round = drawn.pop()) {
        if (!(await steering.interrupted(round.action, refOf(id), round.after))) killed += 1;
        await client[round.action](refOf(id));
        expect(await client.get(refOf(id))).toMatchObject({ phase: WANTED[round.action] });
      }
    };
    await Promise.all(ids.map(lane));
    steering.dispose();
    await startAll();
    expect(killed).toBeGreaterThan(ROUNDS / 3);
  });

  test.each(
    Object.values(InstanceAction).flatMap((one) => Object.values(InstanceAction).map((other) => [one, other] as const)),
  )('are not lost when one client wants to %s and another one to %s them', async (one, other) => {
    const both = ids.flatMap((id) => [client[one](refOf(id)), client[other](refOf(id))]);
    const outcomes = await Promise.allSettled(both);
    const errors = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as MarRuntimeError] : [],
    );
    expect(errors.filter(({ code }) => code !== MarErrorCode.CONFLICT)).toEqual([]);
    expect(await client.list({ cluster: CLUSTER })).toHaveLength(LANES);
    await startAll();
  });
});
