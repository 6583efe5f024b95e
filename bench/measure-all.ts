import * as fs from 'node:fs';
import * as path from 'node:path';
import { Probe } from './probe';

/**
 * Runs each probe as often as asked, all in turn, and returns the errors of those that failed. A probe that fails is not run again;
 * what the others measure is kept.
 */
export function measureAll(probes: readonly Probe[], work: string, runs: number): Error[] {
  const errors = new Map<Probe, Error>();
  for (let run = 1; run <= runs; run++) {
    for (const probe of probes.filter((one) => !errors.has(one))) {
      try {
        measure(probe, work, run);
      } catch (error) {
        errors.set(probe, error as Error);
      }
    }
  }
  return [...errors.values()];
}

/** Runs a process in a folder of its own, which is gone afterwards. */
function measure({ series, run }: Probe, work: string, number: number): void {
  if (run === undefined) return;
  process.stderr.write(`run ${number}: ${series.map(({ subject, of }) => `${subject} of ${of}`).join(', ')}\n`);
  const folder = fs.mkdtempSync(path.join(work, 'run-'));
  const samples = run(folder);
  for (const [i, one] of series.entries()) one.samples.push(samples[i] ?? {});
  fs.rmSync(folder, { recursive: true });
}
