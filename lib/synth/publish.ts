import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * Writes a folder through another one: `write` fills a staging folder, then each file takes the place of its namesake in
 * `folder` by a rename. A failure in `write` leaves `folder` as it was, and a reader never sees half a file. Files that are
 * not written anew stay.
 */
export function publish(folder: string, write: (staging: string) => void): void {
  const created = fs.mkdirSync(folder, { recursive: true });
  const staging = fs.mkdtempSync(path.join(folder, '.synth-')); // on the same file system, so that a rename is one step
  try {
    write(staging);
    for (const file of filesIn(staging)) {
      const target = path.join(folder, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.renameSync(path.join(staging, file), target);
    }
  } catch (error) {
    fs.rmSync(created ?? staging, { recursive: true });
    throw error;
  }
  fs.rmSync(staging, { recursive: true });
}

/** Writes a file so that a reader sees the old one or the new one, and never half of it. */
export function writeWhole(file: string, text: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const staging = fs.mkdtempSync(path.join(path.dirname(file), '.write-')); // on the same file system
  try {
    fs.writeFileSync(path.join(staging, 'file'), text);
    fs.renameSync(path.join(staging, 'file'), file);
  } finally {
    fs.rmSync(staging, { recursive: true });
  }
}

/** The files of a folder and those below it, by their paths in it. */
export function filesIn(folder: string): string[] {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}
