import * as fs from 'node:fs';
import * as path from 'node:path';
import { Probe, taskProbe } from './probe';
import { Sample, Series } from './series';

/** All examples in one app, as `examples/main.ts` has them. */
export const ALL = 'examples';
/** How often a process synthesizes an app; the quickest counts. Once is what a user waits for; the last are free of the start. */
const [ONCE, OFTEN] = [1, 20];

/** With all checks, and without, by stock cdk8s. */
export function exampleProbes(): Probe[] {
  return [pair(ALL, ONCE), pair(ALL, OFTEN), ...names().map((name) => pair(name, OFTEN))].flat();
}

/** The folders of the examples, which lie beside the benchmark as sources and as what is compiled. */
function names(): string[] {
  const folders = fs.readdirSync(path.join(__dirname, '..', 'examples'), { withFileTypes: true });
  return folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function pair(name: string, times: number): Probe[] {
  const of = times === ONCE ? name : `${name}, warm`;
  const stock: Series = { subject: 'cdk8s', of, samples: [] };
  const mar: Series = { subject: 'cdk8s-mar', of, samples: [], against: stock, by: 'phase' };
  const probes = [taskProbe(mar, 'example', 'mar', name, times), taskProbe(stock, 'example', 'cdk8s', name, times)];
  return times === ONCE ? probes : probes.map(withoutWhole);
}

/** A process that synthesizes more than once says nothing by its time or memory. */
function withoutWhole({ series, run }: Probe): Probe {
  return { series, run: (folder) => (run?.(folder) ?? []).map(({ phase }): Sample => ({ phase })) };
}
