import * as fs from 'node:fs';
import * as path from 'node:path';
import { publish } from '../../lib/synth/publish';
import { restoreFolder, WorkFolder } from '../../lib/synth/work-folder';
import { age, keepFolder, leaveElsewhere, leaveFolder } from '../support/abandoned';
import { fill, inFolder, textsIn, withDist } from '../support/folder';
import { toFiles } from '../support/text-files';

const OLD = { 'a.yaml': 'old a', 'b.yaml': 'old b', 'us-east/c.yaml': 'old c' };
const NEW = { 'a.yaml': 'new a', 'b.yaml': 'new b', 'us-east/c.yaml': 'new c' };
const BESIDE = '.dist.synth-';
const INSIDE = '.synth-';
const PARTS = { '1.part': 'half', turn: '' };

test('what processes that have ended left is removed, beside the folder and in it', () => {
  withDist(OLD, (dist, parent) => {
    leaveFolder(parent, BESIDE, { ...PARTS, 'former/a.yaml': 'older' });
    leaveFolder(dist, INSIDE, PARTS);
    publish(dist, toFiles(OLD));
    expect(fs.readdirSync(parent)).toEqual(['dist']);
    expect(textsIn(dist)).toEqual(OLD);
  });
});

test('what a running process works with stays, as does what belongs to another folder or is called otherwise', () => {
  withDist(OLD, (dist, parent) => {
    const running = keepFolder(parent, BESIDE, { '1.part': 'half' });
    const other = leaveFolder(parent, '.dist.synth.synth-', PARTS);
    fill(parent, { '.dist.synth-notes/a': '', '.dist.synth-/b': '', '.dist.synthetic': '' });
    const before = textsIn(parent);
    publish(dist, toFiles(OLD));
    expect(textsIn(parent)).toEqual(before);
    expect([fs.existsSync(running), fs.existsSync(other)]).toEqual([true, true]);
  });
});

test('what processes of other machines and of version 0.1.0 left is removed after a day', () => {
  withDist(OLD, (dist, parent) => {
    const left = [leaveElsewhere(parent, BESIDE, { '1.part': 'half' }), path.join(dist, '.synth-AbC123')];
    fill(dist, { '.synth-AbC123/a.yaml': 'half' });
    publish(dist, toFiles(NEW));
    expect(left.map((folder) => fs.existsSync(folder))).toEqual([true, true]);
    left.forEach(age);
    publish(dist, toFiles(OLD));
    expect(left.map((folder) => fs.existsSync(folder))).toEqual([false, false]);
    expect(textsIn(dist)).toEqual(OLD);
  });
});

test('the folder is not swapped while another process works in it', () => {
  withDist(OLD, (dist) => {
    const running = keepFolder(dist, INSIDE, { '1.part': 'half' });
    publish(dist, toFiles(NEW));
    expect(fs.readFileSync(path.join(running, '1.part'), 'utf8')).toBe('half');
    expect(textsIn(dist)).toMatchObject(NEW);
  });
});

const INTERRUPTED = { 'former/a.yaml': 'old a', 'former/README.md': 'kept', 'next/a.yaml': 'unseen' };

test('a folder is put back if a process ended between the two renames, and what is not written again stays', () => {
  inFolder((parent) => {
    leaveFolder(parent, BESIDE, INTERRUPTED);
    const dist = path.join(parent, 'dist');
    publish(dist, toFiles(NEW));
    expect(textsIn(dist)).toEqual({ ...NEW, 'README.md': 'kept' });
    expect(fs.readdirSync(parent)).toEqual(['dist']);
  });
});

test('a folder is put back when nothing is written', () => {
  inFolder((parent) => {
    leaveFolder(parent, BESIDE, INTERRUPTED);
    restoreFolder({ prop: 'outdir', path: path.join(parent, 'dist'), must: 'must be a folder' });
    expect(textsIn(parent)).toEqual({ 'dist/a.yaml': 'old a', 'dist/README.md': 'kept' });
  });
});

test.each<[string, Record<string, string>]>([
  ['after the second rename', { 'former/a.yaml': 'old a' }],
  ['before the first rename', { 'next/a.yaml': 'new a', '1.part': 'new b' }],
])('a folder is not put back if a process ended %s and somebody deleted the folder', (_, left) => {
  inFolder((parent) => {
    leaveFolder(parent, BESIDE, left);
    restoreFolder({ prop: 'outdir', path: path.join(parent, 'dist'), must: 'must be a folder' });
    expect(fs.readdirSync(parent)).toEqual([]);
  });
});

/** What is said when another process does not give up its turn. */
function refusalOf(dist: string): string | undefined {
  const work = WorkFolder.open(dist);
  try {
    work.inTurn(() => undefined, 3);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    work.close();
  }
}

test('fails when a process that is running does not give up its turn', () => {
  withDist(OLD, (dist, parent) => {
    const running = keepFolder(parent, BESIDE, { turn: '' });
    expect(refusalOf(dist)).toBe(
      `outdir must not be held for a minute by another program, got '${dist}': wait until that has ended; ` +
        `if it was killed on another machine, delete '${running}'`,
    );
    expect(fs.readdirSync(parent)).toEqual([path.basename(running), 'dist']);
  });
});

test('says where the folder is when a process elsewhere may have ended between the two renames', () => {
  inFolder((parent) => {
    const dist = path.join(parent, 'dist');
    const left = leaveElsewhere(parent, BESIDE, { turn: '', ...INTERRUPTED });
    expect(refusalOf(dist)).toBe(
      `outdir must not be held for a minute by another program, got '${dist}': wait until that has ended; ` +
        `if it was killed on another machine, move '${path.join(left, 'former')}' back to it`,
    );
    expect(fs.readdirSync(parent)).toEqual([path.basename(left)]);
  });
});

const testOnLinux = fs.existsSync('/proc/self/stat') ? test : test.skip;

testOnLinux('what a process left is removed when its ID belongs to another process now', () => {
  withDist(OLD, (dist, parent) => {
    const left = keepFolder(parent, BESIDE, { turn: '' });
    fs.renameSync(left, left.replace(/-\d+-(\w{6})$/, '-1-$1'));
    publish(dist, toFiles(NEW));
    expect(fs.readdirSync(parent)).toEqual(['dist']);
  });
});
