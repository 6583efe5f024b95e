import * as fs from 'node:fs';
import * as path from 'node:path';
import { propError } from '../internal/errors';
import { NamedPath, withFileErrors } from './file-error';
import { createFolders, removeFolder } from './folders';
import { createOwnedFolder, findOwnedFolders, isAbandoned } from './owned-folder';
import { INSIDE } from './staged-file';

/** The file in a work folder that says: its process is changing the output folder, or is about to. */
const TURN = 'turn';

/** The number of pauses before waiting for another process fails: a minute at least. */
const TRIES = 6000;
const PAUSE_MILLISECONDS = 10;

/** A place for work folders. */
interface Place {
  readonly parent: string;
  readonly prefix: string;
}

/**
 * A folder for what one process is about to write to an output folder. It is beside the output folder, where `kubectl apply -R -f dist/`
 * does not look; or in it, where nothing can be created beside it or that is another file system.
 *
 * While the output folder is swapped, `next` is the new one and `former` the one that was there. If both are in the work folder of a
 * process that has ended, it ended between the two renames.
 */
export class WorkFolder {
  /** Opens a work folder, and creates the folders around the output folder that are missing. @throws if the output folder cannot be written to */
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

  /** The new output folder, before it takes its place. */
  public readonly next: string;
  /** The output folder of before, until it is removed. */
  public readonly former: string;

  private constructor(
    /** The output folder, as the app names it. */
    public readonly named: string,
    /** The output folder, without symbolic links. */
    public readonly output: string,
    private readonly folder: string,
    private readonly removeIfEmpty: () => void,
  ) {
    this.next = path.join(folder, 'next');
    this.former = path.join(folder, 'former');
  }

  /** Returns the path of a staged file. kubectl reads no file of that name. */
  public partPath(index: number): string {
    return path.join(this.folder, `${index}.part`);
  }

  /** Changes the output folder while no other process does, after undoing what ended processes left unfinished. */
  public inTurn(change: () => void, tries = TRIES): void {
    this.takeTurn(tries);
    try {
      this.recover();
      change();
    } finally {
      fs.rmSync(path.join(this.folder, TURN), { force: true });
    }
  }

  /** Removes the work folder, and folders around the output folder that were created in vain. */
  public close(): void {
    if (!isBetweenRenames(this.folder)) removeFolder(this.folder);
    this.removeIfEmpty();
  }

  /**
   * Waits until no other process that is running is in its turn. Each says that it wants a turn before it looks at the others, so of two
   * that want it, one sees the other or both do; then the first by name keeps its wish.
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

  /** The work folders of other processes that have ended, or have not. */
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

/** Puts an output folder back that a process moved away before it was ended. */
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

/** Waits for a moment, in which another process goes on. */
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

/** Follows symbolic links to the output folder. @throws if it is not a folder, or not writable */
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
