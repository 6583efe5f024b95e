import * as fs from 'node:fs';
import * as path from 'node:path';
import { codeOf } from './file-error';

/**
 * Copies a folder with its mode, owner and content, except the files in `except`. Creates hard links, or copies where the
 * file system has no hard links. Creates an empty folder if `from` is missing.
 * @throws if an exact copy is impossible: a mounted file system, another owner, or a folder that is not readable or writable
 */
export function copyFolder(from: string, to: string, except: ReadonlySet<string>): void {
  if (!fs.existsSync(from)) fs.mkdirSync(to);
  else copy({ from, to, except }, '');
}

interface Copying {
  readonly from: string;
  readonly to: string;
  readonly except: ReadonlySet<string>;
}

function copy(copying: Copying, folder: string): void {
  createFolderLike(path.join(copying.from, folder), path.join(copying.to, folder));
  for (const entry of fs.readdirSync(path.join(copying.from, folder), { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    const [source, target] = [path.join(copying.from, name), path.join(copying.to, name)];
    if (entry.isDirectory()) copy(copying, name);
    else if (copying.except.has(name)) continue;
    else if (entry.isSymbolicLink()) linkAgain(copying, name);
    else linkFile(source, target);
  }
}

function createFolderLike(model: string, folder: string): void {
  fs.accessSync(model, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  fs.mkdirSync(folder);
  const [wanted, made] = [fs.statSync(model), fs.statSync(folder)];
  if (wanted.dev !== made.dev) throw new Error(`${model} is mounted`);
  if (wanted.uid !== made.uid || wanted.gid !== made.gid) fs.chownSync(folder, wanted.uid, wanted.gid);
  fs.chmodSync(folder, wanted.mode & 0o7777);
}

/** Copies a symbolic link. Throws if a file of `except` is below the link, because the target of the link is not swapped. */
function linkAgain({ from, to, except }: Copying, name: string): void {
  if ([...except].some((file) => file.startsWith(`${name}${path.sep}`))) throw new Error(`${name} is a link`);
  fs.symlinkSync(fs.readlinkSync(path.join(from, name)), path.join(to, name));
}

function linkFile(source: string, target: string): void {
  try {
    fs.linkSync(source, target);
  } catch (error) {
    if (codeOf(error) === 'EXDEV') throw error; // it is mounted
    fs.copyFileSync(source, target, fs.constants.COPYFILE_EXCL);
    const { uid, atime, mtime } = fs.statSync(source);
    if (fs.statSync(target).uid !== uid) throw error;
    fs.utimesSync(target, atime, mtime);
  }
}
