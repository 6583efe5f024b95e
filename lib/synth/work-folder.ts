import * as fs from 'node:fs';
import * as path from 'node:path';
import { propError } from '../internal/errors';
import { NamedPath, withFileErrors } from './file-error';
import { createFolders, removeFolder } from './folders';
import { createOwnedFolder, findOwnedFolders, isAbandoned } from './owned-folder';
import { INSIDE } from './staged-file';

/** Name of the file in a work folder that marks its process as changing the output folder, or waiting to do so. */
const TURN = 'turn';

/** Number of pauses after which waiting for another process fails: at least a minute. */
const TRIES = 6000;
const PAUSE_MILLISECONDS = 10;

/** Parent folder and name prefix of work folders. */
interface Place {
  readonly parent: string;
  readonly prefix: string;
}

/**
 * Temporary folder of one process for files that it will move to an output folder. It lies beside the output folder, where
 * `kubectl apply -R -f dist/` does not read it. It lies inside the output folder if that is another file system, or if
 * nothing can be created beside it.
 *
 * While the output folder is swapped, `next` is the new output folder and `former` the old one. If both are in the work
 * folder of a process that has ended, the process ended between the two renames.
 */
export class WorkFolder {
  /** Creates a work folder, and the missing parents of the output folder. @throws if the output folder is not writable */
  public static open(output: string): WorkFolder {
    const removeIfEmpty = createFolders(path.dirname(path.resolve(output)));
    try {
      const real = locate(output);
      return new WorkFolder(output, real, createWorkFolder(real), removeIfEmpty);
    } catch (error) {
      removeIfEmpty();
      throw error;
    }
  }

  /** Path of the new output folder, before it is moved into place. */
  public readonly next: string;
  /** Path of the old output folder, until it is removed. */
  public readonly former: string;

  private constructor(
    /** Path of the output folder as the app names it. */
    public readonly named: string,
    /** Path of the output folder without symbolic links. */
    public readonly output: string,
    private readonly folder: string,
    private readonly removeIfEmpty: () => void,
  ) {
    this.next = path.join(folder, 'next');
    this.former = path.join(folder, 'former');
  }

  /** Returns the path of a staged file. kubectl ignores files with this extension. */
  public partPath(index: number): string {
    return path.join(this.folder, `${index}.part`);
  }

  /**
   * Runs `change` while no other process changes the output folder. First repairs what ended processes left unfinished.
   * Throws if another process holds the folder for too long.
   */
  public inTurn(change: () => void, tries = TRIES): void {
    this.takeTurn(tries);
    try {
      this.recover();
      change();
    } finally {
      fs.rmSync(path.join(this.folder, TURN), { force: true });
    }
  }

  /** Removes the work folder, and created parents of the output folder that are still empty. */
  public close(): void {
    if (!isBetweenRenames(this.folder)) removeFolder(this.folder);
    this.removeIfEmpty();
  }

  /**
   * Waits until no other running process has a turn. Each process creates its `turn` file before it looks for those of
   * others, so two processes never both miss each other. If several wait, all but the first by name withdraw their file and
   * try again.
   */
  private takeTurn(tries: number): void {
    const turn = path.join(this.folder, TURN);
    let rivals: string[] = [];
    for (let left = tries; left > 0; left -= 1) {
      fs.writeFileSync(turn, '');
      rivals = this.others(false).filter((folder) => fs.existsSync(path.join(folder, TURN)));
      if (rivals.length === 0) return;
      if (rivals.some((folder) => folder < this.folder)) fs.rmSync(turn);
      pause();
    }
    throw busyError(this.named, String(rivals[0]));
  }

  /** Restores the output folder if a process ended between the two renames, and removes the work folders of ended processes. */
  private recover(): void {
    for (const folder of this.others(true)) {
      if (isBetweenRenames(folder) && !fs.existsSync(this.output)) {
        fs.renameSync(path.join(folder, 'former'), this.output);
      }
      removeFolder(folder);
    }
  }

  /** Returns the work folders of other processes: of those that have ended, or of those that still run. */
  private others(haveEnded: boolean): string[] {
    return placesOf(this.output).flatMap(({ parent, prefix }) =>
      findOwnedFolders(parent, prefix).filter(
        (folder) => folder !== this.folder && isAbandoned(folder, prefix, this.folder) === haveEnded,
      ),
    );
  }
}

function busyError(output: string, rival: string): Error {
  const isMovedAway = isBetweenRenames(rival) && !fs.existsSync(output);
  const rest = isMovedAway ? `move '${path.join(rival, 'former')}' back to it` : `delete '${rival}'`;
  const advice = `wait until that has ended; if it was killed on another machine, ${rest}`;
  return propError('', 'outdir', output, 'must not be held for a minute by another program', advice);
}

/** Restores an output folder that is missing because a process was killed while swapping it. */
export function restoreFolder(named: NamedPath): void {
  if (fs.existsSync(named.path)) return;
  const [{ parent, prefix }] = placesOf(path.resolve(named.path));
  if (findOwnedFolders(parent, prefix).length === 0) return;
  withFileErrors(named, () => {
    const work = WorkFolder.open(named.path);
    try {
      work.inTurn(() => undefined);
    } finally {
      work.close();
    }
  });
}

/** Blocks for 10 milliseconds, so that another process can go on. */
export function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MILLISECONDS);
}

function isBetweenRenames(folder: string): boolean {
  return fs.existsSync(path.join(folder, 'former')) && fs.existsSync(path.join(folder, 'next'));
}

function placesOf(output: string): [beside: Place, inside: Place] {
  return [
    { parent: path.dirname(output), prefix: `.${path.basename(output)}.synth-` },
    { parent: output, prefix: INSIDE },
  ];
}

/** Returns the path of the output folder without symbolic links. @throws if it is not a folder or not writable */
function locate(output: string): string {
  const stat = fs.statSync(output, { throwIfNoEntry: false });
  if (stat === undefined && fs.lstatSync(output, { throwIfNoEntry: false }) === undefined) {
    const { dir, base } = path.parse(path.resolve(output));
    return path.join(fs.realpathSync(dir), base);
  }
  if (stat?.isDirectory() !== true) fs.mkdirSync(output, { recursive: true }); // fails, and says why
  fs.accessSync(output, fs.constants.W_OK);
  return fs.realpathSync(output);
}

function createWorkFolder(output: string): string {
  const [beside, inside] = placesOf(output);
  const stat = fs.statSync(output, { throwIfNoEntry: false });
  if (stat !== undefined && stat.dev !== fs.statSync(beside.parent).dev) {
    return createOwnedFolder(inside.parent, inside.prefix);
  }
  try {
    return createOwnedFolder(beside.parent, beside.prefix);
  } catch (error) {
    if (stat === undefined) throw error;
    return createOwnedFolder(inside.parent, inside.prefix);
  }
}
