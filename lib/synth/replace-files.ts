import * as fs from 'node:fs';
import * as path from 'node:path';
import { cwd } from 'node:process';
import { propError } from '../internal/errors';
import { copyFolder } from './copy-folder';
import { codeOf, isFull } from './file-error';
import { createFolders } from './folders';
import { findOwnedFolders } from './owned-folder';
import { INSIDE, StagedFile } from './staged-file';
import { WorkFolder } from './work-folder';

/** Error codes that mean that another process changed the folder at the same time. */
const MOVED: readonly unknown[] = ['ENOENT', 'ENOTEMPTY', 'EEXIST'];

/** Returns true if trying again may succeed. */
export function isMoved(error: unknown): boolean {
  return MOVED.includes(codeOf(error));
}

/**
 * Moves staged files into the output folder. Skips files with unchanged bytes. Renames a single changed file, which is
 * atomic. For several files, swaps the whole folder for a new one with all other files in it, or renames them one by one if
 * a swap is impossible.
 */
export function replaceFiles(work: WorkFolder, files: readonly StagedFile[]): void {
  const { output } = work;
  requireFreePlaces(work, files);
  const changed = files.filter((file) => !file.isSameAs(path.join(output, file.name)));
  const isThere = fs.existsSync(output);
  if (isThere && changed.length === 0) return;
  if (isThere && (changed.length === 1 || mustStay(output))) moveFiles(output, changed);
  else if (!swapFolder(work, changed)) moveFiles(output, changed);
}

/**
 * Moves files into place one by one. In between, a reader sees files of both versions. New files come first, because only
 * they need space: on an error they are removed again.
 */
function moveFiles(output: string, files: readonly StagedFile[]): void {
  const isNew = ({ name }: StagedFile): boolean => !fs.existsSync(path.join(output, name));
  const added = files.filter(isNew);
  const replacing = files.filter((file) => !isNew(file));
  const undo = added.map((file) => () => { file.moveBack(); }); // prettier-ignore
  try {
    for (const { name } of added) undo.push(createFolders(path.dirname(path.join(output, name))));
    for (const file of added) file.moveTo(path.join(output, file.name));
  } catch (error) {
    for (const step of undo) step();
    throw error;
  }
  for (const file of replacing) file.moveTo(path.join(output, file.name));
}

/** Swaps the output folder for a new one. Returns false, with everything unchanged, if a swap is impossible here. */
function swapFolder(work: WorkFolder, changed: readonly StagedFile[]): boolean {
  const { output, next, former } = work;
  try {
    copyFolder(output, next, new Set(changed.map(({ name }) => name)));
    for (const file of changed) {
      fs.mkdirSync(path.dirname(path.join(next, file.name)), { recursive: true });
      file.moveTo(path.join(next, file.name));
    }
    exchange(output, next, former);
    return true;
  } catch (error) {
    if (fs.existsSync(former)) throw error; // the next synth puts it back
    for (const file of changed) file.moveBack();
    fs.rmSync(next, { recursive: true, force: true });
    if (isMoved(error) || isFull(error)) throw error;
    return false;
  }
}

/** Renames the output folder to `former` and `next` to the output folder. Replaces a missing or empty folder in one step. */
function exchange(output: string, next: string, former: string): void {
  const isEmpty = !fs.existsSync(output) || fs.readdirSync(output).length === 0;
  if (!isEmpty) fs.renameSync(output, former);
  try {
    fs.renameSync(next, output);
  } catch (error) {
    if (!isEmpty) fs.renameSync(former, output);
    throw error;
  }
}

/** Returns true if the folder cannot be swapped because it contains the working directory or a work folder. */
function mustStay(output: string): boolean {
  return isWorkingDirectoryIn(output) || findOwnedFolders(output, INSIDE).length > 0;
}

function isWorkingDirectoryIn(output: string): boolean {
  try {
    return path.relative(output, fs.realpathSync(cwd())).split(path.sep)[0] !== '..';
  } catch {
    return false; // the working directory is deleted
  }
}

/** Throws if a folder has the path of a file to write, or a file has the path of a folder that is needed. */
function requireFreePlaces({ named }: WorkFolder, files: readonly StagedFile[]): void {
  const folders = new Set(files.flatMap(({ name }) => foldersOf(path.dirname(name))));
  for (const folder of folders) {
    const target = path.join(named, folder);
    if (fs.statSync(target, { throwIfNoEntry: false })?.isDirectory() !== false) continue;
    throw propError('', 'outdir', target, 'must have no file where a folder is needed', 'delete it');
  }
  for (const { name } of files) {
    const target = path.join(named, name);
    if (fs.statSync(target, { throwIfNoEntry: false })?.isDirectory() !== true) continue;
    throw propError('', 'outdir', target, 'must have no folder where a file is written', 'delete it');
  }
}

/** Returns a relative folder and all of its parents, outermost first. */
function foldersOf(folder: string): string[] {
  return folder === '.' ? [] : [...foldersOf(path.dirname(folder)), folder];
}
