import * as fs from 'node:fs';
import * as path from 'node:path';
import { codeOf } from './file-error';

/**
 * Creates a folder like another one: with its mode and owner, and all that is in it except the named files. Files are shared by hard
 * links, or copied where the file system has none. A folder that is missing is taken as empty.
 * @throws if the copy would not be the same: a mounted file system, another owner, a folder that cannot be read or written to
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

/** A link to a folder in which files are to be written leads to a place that is not swapped. */
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
