import * as fs from 'node:fs';
import * as path from 'node:path';
import { codeOf } from './file-error';
import { removeFolder } from './folders';
import { createOwnedFolder, removeAbandoned } from './owned-folder';

/** Number of bytes that are compared at once. */
const BLOCK = 1 << 20;

/** Name prefix of work folders inside the output folder. */
export const INSIDE = '.synth-';

/** A completely written file that has yet to be moved into the output folder. */
export class StagedFile {
  private at: string;

  constructor(
    /** Path of the file relative to the output folder. */
    public readonly name: string,
    private readonly stagedAt: string,
  ) {
    this.at = stagedAt;
  }

  /**
   * Moves the file to `target` in one step, replacing an existing file. If `target` is on another file system, first copies
   * the file there under a name that kubectl does not read.
   */
  public moveTo(target: string): void {
    try {
      fs.renameSync(this.at, target);
    } catch (error) {
      if (codeOf(error) !== 'EXDEV') throw error;
      this.copyTo(target);
    }
    this.at = target;
  }

  /** Moves the file back to the path where it was staged. */
  public moveBack(): void {
    if (this.at !== this.stagedAt) this.moveTo(this.stagedAt);
  }

  /** Returns true if `file` is a regular file with the same bytes, and not a symbolic link. */
  public isSameAs(file: string): boolean {
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size === fs.statSync(this.at).size && haveSameBytes(file, this.at);
  }

  private copyTo(target: string): void {
    const folder = createOwnedFolder(path.dirname(target), INSIDE);
    try {
      removeAbandoned(path.dirname(target), INSIDE, folder);
      const copy = path.join(folder, '0.part');
      fs.copyFileSync(this.at, copy);
      fs.renameSync(copy, target);
    } finally {
      removeFolder(folder);
    }
  }
}

/** Returns true if the two files, which must have the same size, have the same bytes. */
function haveSameBytes(one: string, other: string): boolean {
  const files = [one, other].map((file) => ({ descriptor: fs.openSync(file, 'r'), block: Buffer.allocUnsafe(BLOCK) }));
  try {
    for (;;) {
      const [first, second] = files.map(({ descriptor, block }) =>
        block.subarray(0, fs.readSync(descriptor, block, 0, BLOCK, null)),
      );
      if (first === undefined || second === undefined || !first.equals(second)) return false;
      if (first.length === 0) return true;
    }
  } finally {
    for (const { descriptor } of files) fs.closeSync(descriptor);
  }
}
