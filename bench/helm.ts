import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { run, runTask } from './process';
import { Sample } from './series';

/** GNU time, which knows what a process had at its peak. */
const TIME = '/usr/bin/time';

/** Helm on the PATH, or where Go installs it. */
export function findHelm(): string | undefined {
  const goPath = spawnSync('go', ['env', 'GOPATH'], { encoding: 'utf8' });
  const installed = goPath.status === 0 ? [path.join(goPath.stdout.trim(), 'bin', 'helm')] : [];
  return ['helm', ...installed].find((helm) => spawnSync(helm, ['version', '--short']).status === 0);
}

/** To parse more manifests than those of so many instances takes minutes. */
const COMPARED = 1000;

/** Writes a chart of each size, and makes sure that Helm renders from a small one what the library writes. */
export function writeCharts(helm: string, folder: string, sizes: readonly number[]): void {
  const compared = Math.min(...sizes, COMPARED);
  for (const size of new Set([compared, ...sizes])) runTask(folder, 'chart', size, chartOf(folder, size));
  const rendered = path.join(folder, 'rendered.yaml');
  run(folder, helm, ['template', chartOf(folder, compared)], { stdout: rendered });
  runTask(folder, 'compare', compared, rendered);
}

/** Renders the chart of a size. */
export function renderChart(helm: string, charts: string, size: number, folder: string): Sample {
  const [rendered, peak] = [path.join(folder, 'rendered.yaml'), path.join(folder, 'peak')];
  const args = ['template', chartOf(charts, size)];
  if (!hasTime()) return { whole: run(folder, helm, args, { stdout: rendered }).whole };
  const { whole } = run(folder, TIME, ['-f', '%M', '-o', peak, helm, ...args], { stdout: rendered });
  return { whole, memory: Number(fs.readFileSync(peak, 'utf8')) };
}

function hasTime(): boolean {
  return spawnSync(TIME, ['-f', '%M', 'true']).status === 0;
}

function chartOf(folder: string, size: number): string {
  return path.join(folder, `chart-${size}`);
}
