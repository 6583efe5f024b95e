import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { kill, pid } from 'node:process';
import { listNames, removeFolder } from './folders';

/** Names of owned folders, after their prefix. Version 0.1.0 named no owner. */
const OWNED = /^(?:(?<host>.+)-(?<pid>\d+)-(?<start>\d+)-)?[A-Za-z0-9]{6}$/;

/** Stands for the start time of a process on systems without `/proc`. */
const UNKNOWN_START = '0';

const DAY = 24 * 60 * 60 * 1000;

/** Creates a hidden folder for files of this process. Its name says whose it is, so that another process can tell when it is abandoned. */
export function createOwnedFolder(parent: string, prefix: string): string {
  const start = readProcess(pid)?.start ?? UNKNOWN_START;
  return fs.mkdtempSync(path.join(parent, `${prefix}${hostName()}-${pid}-${start}-`));
}

/** Finds the owned folders with a prefix in a folder. */
export function findOwnedFolders(parent: string, prefix: string): string[] {
  const isOwned = (name: string): boolean => name.startsWith(prefix) && OWNED.test(name.slice(prefix.length));
  return listNames(parent)
    .filter(isOwned)
    .map((name) => path.join(parent, name));
}

/**
 * Returns true if the process that created an owned folder has ended. Processes of other machines and containers cannot be asked:
 * their folders are abandoned when they are a day older than `own`, by the times of the file system.
 */
export function isAbandoned(folder: string, prefix: string, own: string): boolean {
  const owner = OWNED.exec(path.basename(folder).slice(prefix.length))?.groups;
  if (owner?.host === hostName()) return !isRunning(Number(owner.pid), owner.start ?? UNKNOWN_START);
  return modifiedAt(own) - modifiedAt(folder) > DAY;
}

/** Removes what ended processes left in a folder. */
export function removeAbandoned(parent: string, prefix: string, own: string): void {
  for (const folder of findOwnedFolders(parent, prefix)) {
    if (folder !== own && isAbandoned(folder, prefix, own)) removeFolder(folder);
  }
}

/** Names the machine and, on Linux, the PID namespace: containers may share the name of their machine, and not its process IDs. */
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

/** Reads the state and the start of a process on Linux, as a process ID is used again. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
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
