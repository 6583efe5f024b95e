import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { kill, pid } from 'node:process';
import { listNames, removeFolder } from './folders';

/** Pattern of the part of a folder name after the prefix. Folders of version 0.1.0 do not name their owner. */
const OWNED = /^(?:(?<host>.+)-(?<pid>\d+)-(?<start>\d+)-)?[A-Za-z0-9]{6}$/;

/** Start time in folder names on systems without `/proc`, where the start time of a process is unknown. */
const UNKNOWN_START = '0';

const DAY = 24 * 60 * 60 * 1000;

/**
 * Creates a hidden folder for files of this process and returns its path. The name contains the host, the process ID and the
 * start time, so that another process can tell when the folder is abandoned.
 */
export function createOwnedFolder(parent: string, prefix: string): string {
  const start = readProcess(pid)?.start ?? UNKNOWN_START;
  return fs.mkdtempSync(path.join(parent, `${prefix}${hostName()}-${pid}-${start}-`));
}

/** Returns the paths of the owned folders in `parent` whose names start with `prefix`. */
export function findOwnedFolders(parent: string, prefix: string): string[] {
  const isOwned = (name: string): boolean => name.startsWith(prefix) && OWNED.test(name.slice(prefix.length));
  return listNames(parent)
    .filter(isOwned)
    .map((name) => path.join(parent, name));
}

/**
 * Returns true if the process that created `folder` has ended. Processes on other machines and in other containers cannot be
 * checked: their folders count as abandoned if modified more than a day before `own`.
 */
export function isAbandoned(folder: string, prefix: string, own: string): boolean {
  const owner = OWNED.exec(path.basename(folder).slice(prefix.length))?.groups;
  if (owner?.host === hostName()) return !isRunning(Number(owner.pid), owner.start ?? UNKNOWN_START);
  return modifiedAt(own) - modifiedAt(folder) > DAY;
}

/** Removes the abandoned folders in `parent` whose names start with `prefix`, except `own`. */
export function removeAbandoned(parent: string, prefix: string, own: string): void {
  for (const folder of findOwnedFolders(parent, prefix)) {
    if (folder !== own && isAbandoned(folder, prefix, own)) removeFolder(folder);
  }
}

/**
 * Returns the name of the machine and, on Linux, the number of the PID namespace: containers can share a host name but not
 * process IDs.
 */
function hostName(): string {
  const host = os.hostname().replace(/[^\w.-]/g, '_').slice(0, 64); // prettier-ignore
  try {
    return `${host}-${fs.readlinkSync('/proc/self/ns/pid').replace(/\D/g, '')}`;
  } catch {
    return host;
  }
}

function isRunning(id: number, start: string): boolean {
  try {
    kill(id, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const found = readProcess(id);
  if (found === undefined) return true;
  return found.state !== 'Z' && (start === UNKNOWN_START || start === found.start);
}

/**
 * Returns the state and start time of a process on Linux, or undefined if they cannot be read. The start time tells apart
 * processes with a reused ID. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function readProcess(id: number): { readonly state?: string; readonly start?: string } | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${id}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // from the third field on
    return { state: fields[0], start: fields[19] };
  } catch {
    return undefined;
  }
}

function modifiedAt(folder: string): number {
  return fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
}
