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

/** Codes of errors that say that another process changed the folder at the same time. */
const MOVED: readonly unknown[] = ['ENOENT', 'ENOTEMPTY', 'EEXIST'];

/** Returns true if trying again may succeed. */
export function isMoved(error: unknown): boolean {
  return MOVED.includes(codeOf(error));
}

/**
 * Puts staged files in their places. Files with the same bytes are left alone; a single one is renamed, which is one step; for several
 * the folder is swapped for a new one, with everything else that is in it.
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
 * Moves files to their places one by one. Between the first and the last one, a reader finds files of both versions. New files come first,
 * as only they need space: if that is not there, they are taken away again.
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

/** Swaps the output folder for a new one. Returns false if that is not possible here; then all is as it was. */
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

/** Moves the output folder away and the new one in. A folder that is missing or empty is replaced in one step. */
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

/** Returns true if the folder cannot be swapped: a process is in it, as its working directory or with its work folder. */
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

/** Refuses a folder where a file is written, and a file where a folder is needed. */
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

/** Returns a folder and those around it. */
function foldersOf(folder: string): string[] {
  return folder === '.' ? [] : [...foldersOf(path.dirname(folder)), folder];
}
