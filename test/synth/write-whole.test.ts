import * as fs from 'node:fs';
import * as path from 'node:path';
import { writeWhole } from '../../lib/synth/write-whole';
import { age, keepFolder, leaveElsewhere, leaveFolder } from '../support/abandoned';
import { fill, inFolder, textsIn } from '../support/folder';

test('a report takes the place of the one before, in a folder that is created', () => {
  inFolder((folder) => {
    for (const text of ['old', 'new']) writeWhole(path.join(folder, 'reports/checks.json'), text);
    expect(textsIn(folder)).toEqual({ 'reports/checks.json': 'new' });
    expect(fs.readdirSync(path.join(folder, 'reports'))).toEqual(['checks.json']);
  });
});

test('what processes that have ended left beside a report is removed, and nothing else', () => {
  inFolder((folder) => {
    const dead = leaveFolder(folder, '.write-', { '0.part': 'half' });
    const former = path.join(folder, '.write-AbC123');
    fill(former, { file: 'half' });
    const others = [
      keepFolder(folder, '.write-', { '0.part': 'half' }),
      leaveElsewhere(folder, '.write-', { '0.part': 'half' }),
    ];
    age(former);
    writeWhole(path.join(folder, 'checks.json'), 'new');
    expect([dead, former, ...others].map((left) => fs.existsSync(left))).toEqual([false, false, true, true]);
  });
});

test('a report that is a link to a device is written to that', () => {
  inFolder((folder) => {
    const link = path.join(folder, 'report');
    fs.symlinkSync('/dev/null', link);
    writeWhole(link, 'text');
    expect(fs.readlinkSync(link)).toBe('/dev/null');
    expect(fs.readdirSync(folder)).toEqual(['report']);
  });
});

test.each([
  ['a folder', 'reports', 'EISDIR'],
  ['in a file', 'file/reports/checks.json', 'ENOTDIR'],
])('fails when a report is %s, and leaves nothing behind', (_, name, code) => {
  inFolder((folder) => {
    fill(folder, { 'reports/kept': 'kept', file: 'kept' });
    const file = path.join(folder, name);
    const writing = (): void => {
      writeWhole(file, 'text');
    };
    expect(writing).toThrow(
      `checkReports must be a file that can be written, got '${file}': choose another one (${code}:`,
    );
    expect(textsIn(folder)).toEqual({ 'reports/kept': 'kept', file: 'kept' });
    expect(fs.readdirSync(folder)).toEqual(['file', 'reports']);
  });
});
