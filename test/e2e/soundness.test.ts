import * as fc from 'fast-check';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { grouped } from '../../lib/internal/collections';
import { describeE2e } from '../support/kubectl';
import { Bench } from '../support/random-app/bench';
import { Program } from '../support/random-app/program';
import { programs } from '../support/random-app/random-app';
import { kindOf, printed, smallest } from '../support/random-app/smaller';

const MINUTES = 60_000;

const { MAR_SOUNDNESS_APPS, MAR_SOUNDNESS_SEED, MAR_SOUNDNESS_PATH } = process.env;
/** How many apps are applied. */
const APPS = Number(MAR_SOUNDNESS_APPS ?? 500);
/**
 * The seed of the apps. Without a seed from outside the same apps are drawn each time, so that a failure comes from the change at hand and
 * not from a rare app that failed before as well. Give other seeds to search for those.
 */
const SEED = Number(MAR_SOUNDNESS_SEED ?? 866005099);
/** So many of a hundred programs synthesize at least. */
const SHARE = 40;
/** What does not run by then never will: the pods of a StatefulSet start one by one, and each takes up to 20 s. */
const PATIENCE = 10 * MINUTES;

/** What is wrong with one of the programs. */
interface Failure {
  /** Draws the program again, with the seed. */
  readonly path: string;
  readonly program: Program;
  readonly complaints: readonly string[];
}

/** The programs in the order in which they are drawn, each with its path. */
function drawn(): [path: string, program: Program][] {
  if (MAR_SOUNDNESS_PATH !== undefined) {
    const [program] = fc.sample(programs, { seed: SEED, path: MAR_SOUNDNESS_PATH, numRuns: 1 });
    return program === undefined ? [] : [[MAR_SOUNDNESS_PATH, program]];
  }
  const numRuns = Math.ceil((APPS * 100) / SHARE) + 20; // few apps may be unlucky
  return fc.sample(programs, { seed: SEED, numRuns }).map((program, i) => [`${i}`, program]);
}

/** Applies programs until there are enough that synthesize. */
async function tryAll(bench: Bench): Promise<{ applied: number; failures: Failure[] }> {
  const trials: Promise<Failure>[] = [];
  for (const [at, program] of drawn()) {
    if (trials.length === APPS) break;
    try {
      const trial = bench.synth(program);
      trials.push(bench.complaints(trial).then((complaints) => ({ path: at, program, complaints })));
    } catch {
      continue; // refused at synth, as it may be
    }
  }
  const tried = await Promise.all(trials);
  return { applied: tried.length, failures: tried.filter(({ complaints }) => complaints.length > 0) };
}

/** One failure of each kind, with how many there are of it. */
function kinds(failures: readonly Failure[]): [Failure, number][] {
  const byKind = grouped(failures, ({ complaints }) => kindOf(complaints[0] ?? ''));
  return [...byKind.values()].flatMap((all) => all.slice(0, 1).map((one): [Failure, number] => [one, all.length]));
}

/** All that is needed to see it again; the first as small as can be found. */
async function describeAll(failures: readonly Failure[], bench: Bench): Promise<string> {
  const until = Date.now() + 5 * MINUTES;
  const texts = [];
  for (const [{ path: at, program, complaints }, count] of kinds(failures)) {
    const least = await smallest(program, complaints, bench, until);
    const again = `MAR_SOUNDNESS_SEED=${SEED} MAR_SOUNDNESS_PATH=${at}`;
    texts.push([`${count} like this (${again}):`, ...complaints, printed(least, 1), printed(program)].join('\n'));
  }
  return texts.join('\n\n');
}

describeE2e(`random apps, drawn with the seed ${SEED}, on a real API server`, () => {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-soundness-'));
  const bench = new Bench(outdir, PATIENCE);

  beforeAll(() => {
    jest.spyOn(console, 'warn').mockReturnValue();
    return Bench.clear();
  });

  afterAll(async () => {
    fs.rmSync(outdir, { recursive: true });
    await Bench.clear();
  });

  test('what synthesizes is created at the first apply, runs, and is unchanged at the second apply', async () => {
    process.stderr.write(`soundness: MAR_SOUNDNESS_SEED=${SEED}\n`);
    const { applied, failures } = await tryAll(bench);
    const text = await describeAll(failures, bench);
    if (text !== '')
      throw new Error(
        `${failures.length} of ${applied} apps are refused, never run, or change at the second apply:\n\n${text}`,
      );
    // or too few of the programs synthesize for their soundness to say much
    expect(applied).toBe(MAR_SOUNDNESS_PATH === undefined ? APPS : 1);
  });
});
