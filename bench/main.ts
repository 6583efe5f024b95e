import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { exampleProbes } from './example-probes';
import { fleetProbes } from './fleet-probes';
import { findHelm, writeCharts } from './helm';
import { measureAll } from './measure-all';
import { Options, optionsOf } from './options';
import { report } from './report';
import { startProbes } from './start-probes';

/** Measures what the arguments say, and prints one table; its progress goes to stderr. */
function main(): void {
  const options = optionsOf(process.argv.slice(2));
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-bench-'));
  try {
    const helm = options.subjects.includes('helm') ? findHelm() : undefined;
    if (helm !== undefined) writeCharts(helm, work, options.sizes);
    const probes = fleetProbes(options, helm, work);
    if (options.subjects.includes('examples')) probes.push(...exampleProbes());
    if (options.subjects.includes('start')) probes.push(...startProbes());
    const errors = measureAll(probes, work, options.runs);
    process.stdout.write(report(probes.flatMap(({ series }) => series)));
    process.stdout.write(notes(options, helm).join('\n'));
    for (const error of errors) fail(error);
  } finally {
    fs.rmSync(work, { recursive: true });
  }
}

function fail({ message }: Error): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

/** What a reader must know besides the table. */
function notes({ subjects, sizes, runs, stockLimit }: Options, helm: string | undefined): string[] {
  const [cpu] = os.cpus();
  const lines = [
    '',
    `Runs: ${runs}. Node ${process.version} on ${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown'}.`,
  ];
  if (subjects.includes('helm') && helm === undefined) {
    lines.push("helm was not found, neither on the PATH nor in Go's bin: nothing was compared with it.");
  }
  if (subjects.includes('cdk8s') && sizes.some((size) => size > stockLimit)) {
    lines.push(`Stock cdk8s was not run above ${stockLimit} instances: --stock-limit raises that.`);
  }
  return [...lines, ''];
}

try {
  main();
} catch (error) {
  fail(error as Error);
}
