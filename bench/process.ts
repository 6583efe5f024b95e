import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** How a process went. */
export interface Run {
  readonly stdout: string;
  /** Milliseconds from its start to its end. */
  readonly whole: number;
}

interface Where {
  readonly stdout?: string;
  readonly cwd?: string;
}

/**
 * Runs a program to its end. What it warns of is kept in a folder, out of the table.
 * @param where a file for its output, if that is large; the folder to run it in
 * @throws if the program fails, with the last that it said
 */
export function run(folder: string, program: string, args: readonly string[], { stdout, cwd }: Where = {}): Run {
  const log = path.join(folder, 'stderr');
  const [err, out] = [fs.openSync(log, 'w'), stdout === undefined ? undefined : fs.openSync(stdout, 'w')];
  const started = performance.now();
  const result = spawnSync(program, args, { cwd, stdio: ['ignore', out ?? 'pipe', err], encoding: 'utf8' });
  const whole = performance.now() - started;
  for (const file of [err, out]) if (file !== undefined) fs.closeSync(file);
  if (result.status === 0) return { stdout: out === undefined ? result.stdout : '', whole };
  const reason = result.error?.message ?? result.signal ?? `exit ${String(result.status)}`;
  throw new Error(`${[program, ...args].join(' ')} failed (${reason}):\n${fs.readFileSync(log, 'utf8').slice(-4000)}`);
}

/**
 * Runs a task in a process of its own. This one must stay small: Linux counts what a parent has at the start of a child as the
 * child's. So it loads neither cdk8s nor the library.
 */
export function runTask(folder: string, task: string, ...args: readonly (number | string)[]): Run {
  return run(folder, process.execPath, [path.join(__dirname, 'tasks', `${task}.js`), ...args.map(String)]);
}
