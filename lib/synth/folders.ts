import * as fs from 'node:fs';
import * as path from 'node:path';

/** Creates a folder and its missing parent folders. Returns a function that removes the created folders that are empty. */
export function createFolders(folder: string): () => void {
  const innermost = path.resolve(folder);
  const created = fs.mkdirSync(innermost, { recursive: true });
  return () => {
    if (created !== undefined) removeEmptyFolders(innermost, path.resolve(created));
  };
}

/** Removes a folder and its content. Ignores errors: the next synth tries again. */
export function removeFolder(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true });
  } catch {
    // the folder belongs to another user, or another process removes the folder too
  }
}

/** Returns the names in a folder, or an empty list if the folder is missing or cannot be read. */
export function listNames(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

/** Returns the sorted paths, relative to `folder`, of the regular files in it and its subfolders. */
export function filesIn(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => fs.lstatSync(path.join(folder, name)).isFile()).sort();
}

function removeEmptyFolders(innermost: string, outermost: string): void {
  try {
    for (let folder = innermost; folder.startsWith(outermost); folder = path.dirname(folder)) fs.rmdirSync(folder);
  } catch {
    // the folder is not empty
  }
}
