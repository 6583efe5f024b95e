import * as fs from 'node:fs';
import * as path from 'node:path';
import { propError } from '../internal/errors';
import { NamedPath, withFileErrors } from './file-error';
import { isMoved, replaceFiles } from './replace-files';
import { StagedFile } from './staged-file';
import { TextFile } from './text-file';
import { pause, WorkFolder } from './work-folder';

/** Number of retries if another process changes the folder at the same time. */
const RETRIES = 20;

/** The prop that names the output folder, and what it must name. */
export const OUTDIR = { prop: 'outdir', must: 'must be a folder that can be written to' } as const;

/**
 * Writes files into a folder, all of them or none: each is written to the end elsewhere before the first takes its place. Files of the
 * folder that are not written again stay, and files with the same bytes are not touched.
 *
 * Whenever the process is killed, the folder has either all files of before or all new ones. Three cases:
 * - Nothing differs, one file differs, or the folder is missing or empty: one rename, one step for a reader too.
 * - Several files differ: the folder is swapped in two renames. Between them there is no folder; killed there, the next synth puts the
 *   one of before back.
 * - The folder cannot be swapped (it is the working directory or contains it, it is mounted, links in it lead to where files are written,
 *   nothing can be created beside it): files are renamed one by one, and in between, a reader finds files of both versions.
 *
 * Does not flush to the disk, so nothing of this holds after a power failure.
 * @throws if the folder cannot be written to, the disk is full, or there is a folder where a file is to be; then it is as it was
 */
export function publish(folder: string, files: Iterable<TextFile>): void {
  const named = { ...OUTDIR, path: folder };
  const work = withFileErrors(named, () => retryIfMoved(() => WorkFolder.open(folder)));
  try {
    const staged = [...stageFiles(named, work, files)];
    withFileErrors(named, () => {
      work.inTurn(() => {
        retryIfMoved(() => { replaceFiles(work, staged); }); // prettier-ignore
      });
    });
  } finally {
    work.close();
  }
}

/**
 * Writes each file completely into the work folder and yields it. Errors of rendering are thrown unchanged.
 * @throws if two files have the same name
 */
function* stageFiles(named: NamedPath, work: WorkFolder, files: Iterable<TextFile>): Generator<StagedFile> {
  const names = new Set<string>();
  for (const { name, chunks } of files) {
    if (names.has(name)) throw duplicateError(path.join(named.path, name));
    const part = work.partPath(names.add(name).size);
    const descriptor = withFileErrors(named, () => fs.openSync(part, 'wx'));
    try {
      for (const chunk of chunks) withFileErrors(named, () => { fs.writeFileSync(descriptor, chunk); }); // prettier-ignore
    } finally {
      withFileErrors(named, () => { fs.closeSync(descriptor); }); // prettier-ignore
    }
    yield new StagedFile(name, part);
  }
}

function duplicateError(file: string): Error {
  return propError('', 'outdir', file, 'must not be the file of two charts', 'rename one of them, or their region');
}

function retryIfMoved<T>(act: () => T): T {
  for (let left = RETRIES; ; left -= 1) {
    try {
      return act();
    } catch (error) {
      if (!isMoved(error) || left === 0) throw error;
      pause();
    }
  }
}
