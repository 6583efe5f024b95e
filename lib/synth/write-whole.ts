import * as fs from 'node:fs';
import * as path from 'node:path';
import { NamedPath, withFileErrors } from './file-error';
import { createFolders, removeFolder } from './folders';
import { createOwnedFolder, removeAbandoned } from './owned-folder';

const PREFIX = '.write-';

/**
 * Writes a report so that a reader sees either the old file or the new one, never a part. If `file` exists and is not a
 * regular file, such as `/dev/stdout`, writes to it directly.
 */
export function writeWhole(file: string, text: string): void {
  const named: NamedPath = { prop: 'checkReports', path: file, must: 'must be a file that can be written' };
  withFileErrors(named, () => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat === undefined || stat.isFile()) replaceFile(file, text);
    else fs.writeFileSync(file, text); // a device, a pipe; fails for a folder
  });
}

function replaceFile(file: string, text: string): void {
  const folder = path.dirname(file);
  const removeIfEmpty = createFolders(folder);
  try {
    const staging = createOwnedFolder(folder, PREFIX);
    try {
      removeAbandoned(folder, PREFIX, staging);
      fs.writeFileSync(path.join(staging, '0.part'), text);
      fs.renameSync(path.join(staging, '0.part'), file);
    } finally {
      removeFolder(staging);
    }
  } finally {
    removeIfEmpty();
  }
}
