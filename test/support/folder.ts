import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Runs a test in a folder of its own, which is gone afterwards. */
export function inFolder<T>(use: (folder: string) => T): T {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-test-'));
  try {
    return use(folder);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Runs a test with a folder `dist` that has some files, in a folder of its own. */
export function withDist(texts: Record<string, string>, use: (dist: string, parent: string) => void): void {
  inFolder((parent) => {
    const dist = path.join(parent, 'dist');
    fs.mkdirSync(dist);
    fill(dist, texts);
    use(dist, parent);
  });
}

/** The files of a folder and those below it: path and text. */
export function textsIn(folder: string): Record<string, string> {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(files.sort().map((file) => [path.relative(folder, file), fs.readFileSync(file, 'utf8')]));
}

/** Writes files into a folder. */
export function fill(folder: string, texts: Record<string, string>): void {
  for (const [file, text] of Object.entries(texts)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
}
