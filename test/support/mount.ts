import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describeE2e } from './kubectl';

const isRoot = process.getuid?.() === 0;
if (!isRoot) {
  process.stderr.write('e2e: full, read-only and mounted disks are skipped, as only root can mount them\n');
}
/** `describe`, or a skip that has said why. */
export const describeMounts = isRoot ? describeE2e : describe.skip;

/** Bytes that the smallest file takes. */
export const PAGE = 4096;

/** Runs a test with a file system mounted on a folder. */
export function withMount(folder: string, options: readonly string[], use: () => void): void {
  fs.mkdirSync(folder, { recursive: true });
  execFileSync('mount', [...options, folder], { stdio: 'pipe' });
  try {
    use();
  } finally {
    execFileSync('umount', [folder], { stdio: 'pipe' });
  }
}

/** Fills a small disk until so many pages, or files, are free. */
export function fillDisk(folder: string, free: number): void {
  const filler = path.join(folder, 'filler');
  fs.mkdirSync(filler);
  const limit = fs.statfsSync(folder);
  const isOfFiles = limit.files < 1000;
  const count = isOfFiles ? limit.ffree - 1 : limit.bavail;
  for (let i = 0; i < count - free; i += 1) {
    fs.writeFileSync(path.join(filler, String(i)), isOfFiles ? '' : 'x'.repeat(PAGE));
  }
}
