import { App } from 'cdk8s';
import { MarApp } from '../../lib';

/** The arguments of a task. */
export const args = process.argv.slice(2);

/** An argument that must be there. */
export function arg(index: number): string {
  const value = args[index];
  if (value === undefined) throw new Error(`argument ${index} is missing`);
  return value;
}

/** The library's app, or that of stock cdk8s. */
export function newApp(subject: string, outdir: string): App {
  return subject === 'mar' ? new MarApp({ outdir }) : new App({ outdir });
}

/** Milliseconds. */
export function timeOf(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Peak memory of this process, in KiB. */
export function peak(): number {
  return process.resourceUsage().maxRSS;
}

/** Hands the result to the process that started this one. */
export function answer(result: unknown): void {
  process.stdout.write(JSON.stringify(result));
}
