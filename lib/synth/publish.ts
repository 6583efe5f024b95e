import * as fs from 'node:fs';
import * as path from 'node:path';
import { finding } from '../internal/errors';

/**
 * Writes a folder through another one: `write` fills a staging folder, then each file takes the place of its namesake in
 * `folder` by a rename. A failure in `write` leaves `folder` as it was, and a reader never sees half a file. Files that are
 * not written anew stay.
 * @throws if `folder` cannot be written to, or there is a folder where a file is to be; then nothing is written
 */
export function publish(folder: string, write: (staging: string) => void): void {
  const { staging, created } = prepare(folder);
  try {
    write(staging);
    const files = filesIn(staging);
    for (const file of files) makeRoom(path.join(folder, file));
    for (const file of files) fs.renameSync(path.join(staging, file), path.join(folder, file));
  } catch (error) {
    fs.rmSync(created ?? staging, { recursive: true });
    throw error;
  }
  fs.rmSync(staging, { recursive: true });
}

/** Makes what is missing: the folder, and one in it, so that a rename is one step on one file system. */
function prepare(folder: string): { readonly staging: string; readonly created?: string } {
  try {
    const created = fs.mkdirSync(folder, { recursive: true });
    return { staging: fs.mkdtempSync(path.join(folder, '.synth-')), created };
  } catch (error) {
    const advice = `choose another one (${(error as Error).message})`;
    throw new Error(finding('outdir', folder, 'must be a folder that can be written to', advice), { cause: error });
  }
}

/** No file can take the place of a folder: said before the first one takes a place. */
function makeRoom(target: string): void {
  fs.mkdirSync(path.dirname(target), { recursive: true });
  if (fs.statSync(target, { throwIfNoEntry: false })?.isDirectory() !== true) return;
  throw new Error(finding('outdir', target, 'must have no folder where a file is written', 'delete it'));
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
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => fs.lstatSync(path.join(folder, name)).isFile()).sort();
}
