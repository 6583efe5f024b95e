import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { createOwnedFolder } from '../../lib/synth/owned-folder';
import { fill } from './folder';

/** Creates an owned folder as a process leaves it that has ended, and fills it. */
export function leaveFolder(parent: string, prefix: string, texts: Record<string, string>): string {
  const { pid } = spawnSync(process.execPath, ['--eval', '']);
  return renameOwned(createOwnedFolder(parent, prefix), `-${process.pid}-`, `-${pid}-`, texts);
}

/** Creates an owned folder of a process of another machine. */
export function leaveElsewhere(parent: string, prefix: string, texts: Record<string, string>): string {
  return renameOwned(createOwnedFolder(parent, prefix), prefix, `${prefix}elsewhere-`, texts);
}

/** Creates an owned folder of this process, which is running. */
export function keepFolder(parent: string, prefix: string, texts: Record<string, string>): string {
  return renameOwned(createOwnedFolder(parent, prefix), '', '', texts);
}

/** Makes a folder two days older. */
export function age(folder: string): void {
  const { mtimeMs } = fs.statSync(folder);
  const then = mtimeMs / 1000 - 2 * 24 * 60 * 60;
  fs.utimesSync(folder, then, then);
}

function renameOwned(folder: string, from: string, to: string, texts: Record<string, string>): string {
  const renamed = path.join(path.dirname(folder), path.basename(folder).replace(from, to));
  fs.renameSync(folder, renamed);
  fill(renamed, texts);
  return renamed;
}
