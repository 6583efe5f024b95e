import * as fs from 'node:fs';
import * as path from 'node:path';

/** Creates a folder and those around it that are missing. Returns a function that removes those that were created and are empty. */
export function createFolders(folder: string): () => void {
  const innermost = path.resolve(folder);
  const created = fs.mkdirSync(innermost, { recursive: true });
  return () => {
    if (created !== undefined) removeEmptyFolders(innermost, path.resolve(created));
  };
}

/** Removes a folder and all in it, as far as possible: the next synth tries again. */
export function removeFolder(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch {
    // it belongs to somebody else, or another process removes it too
  }
}

/** Lists the names in a folder. Returns an empty list if the folder is missing or cannot be read. */
export function listNames(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

/** The files of a folder and those below it, by their paths in it. */
export function filesIn(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => fs.lstatSync(path.join(folder, name)).isFile()).sort();
}

function removeEmptyFolders(innermost: string, outermost: string): void {
  try {
    for (let folder = innermost; folder.startsWith(outermost); folder = path.dirname(folder)) fs.rmdirSync(folder);
  } catch {
    // it is not empty
  }
}
