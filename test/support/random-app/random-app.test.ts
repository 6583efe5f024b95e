import * as fc from 'fast-check';
import { App } from 'cdk8s';
import { Manifest, testApp } from '../manifest';
import { build } from './build';
import { FEATURES, linesOf } from './features';
import { Program } from './program';
import { programs } from './random-app';

const SEED = 1;
/** Enough for the rarest feature to be drawn several times. */
const SAMPLES = 1000;

/** Returns what a program writes; nothing if the library refuses it. */
function manifestsOf(program: Program, app: App = testApp()): Manifest[] {
  try {
    build(app, program);
    return app.charts.flatMap((chart): Manifest[] => chart.toJson());
  } catch {
    return [];
  }
}

describe('the programs that are drawn', () => {
  const drawn = fc.sample(programs, { seed: SEED, numRuns: SAMPLES });
  const lines = new Set(drawn.flatMap((program) => linesOf(program, manifestsOf(program))));

  test.each(FEATURES)('have, among others, %s', (_, line) => {
    expect([...lines].some((one) => line.test(one))).toBe(true);
  });

  test('are data: read back from JSON, they write the same', () => {
    const some = drawn.slice(0, 100);
    const again = some.map((program) => manifestsOf(JSON.parse(JSON.stringify(program)) as Program));
    expect(again).toEqual(some.map((program) => manifestsOf(program)));
  });

  test('are the same for the same seed', () => {
    expect(fc.sample(programs, { seed: SEED, numRuns: 100 })).toEqual(drawn.slice(0, 100));
  });
});
