import * as fs from 'node:fs';
import * as path from 'node:path';
import { publish } from '../../lib/synth/publish';
import { fill, inFolder, textsIn, withDist } from '../support/folder';
import { toFiles } from '../support/text-files';

const OLD = { 'a.yaml': 'old a', 'b.yaml': 'old b', 'us-east/c.yaml': 'old c' };
const NEW = { 'a.yaml': 'new a', 'b.yaml': 'new b', 'us-east/c.yaml': 'new c' };

const inode = (file: string): number => fs.lstatSync(file).ino;
const mode = (file: string): number => fs.statSync(file).mode & 0o7777;

test('a swap keeps all that is not written again: files, links, folders, modes, owners and times', () => {
  withDist({ ...OLD, 'README.md': 'read me', '.hidden/x': 'x' }, (dist, parent) => {
    fs.symlinkSync('../elsewhere', path.join(dist, 'dangling'));
    fs.mkdirSync(path.join(dist, 'empty'));
    fs.chmodSync(path.join(dist, 'empty'), 0o711);
    fs.chmodSync(path.join(dist, 'README.md'), 0o640);
    fs.chmodSync(dist, 0o2750);
    if (process.getuid?.() === 0) fs.chownSync(dist, 1234, 5678);
    const [before, kept] = [fs.statSync(dist), fs.statSync(path.join(dist, 'README.md'))];
    publish(dist, toFiles(NEW));
    const after = fs.statSync(dist);
    expect(after.ino).not.toBe(before.ino);
    expect([after.mode, after.uid, after.gid]).toEqual([before.mode, before.uid, before.gid]);
    expect(fs.statSync(path.join(dist, 'README.md'))).toMatchObject({
      ino: kept.ino,
      mode: kept.mode,
      mtimeMs: kept.mtimeMs,
    });
    expect(fs.readlinkSync(path.join(dist, 'dangling'))).toBe('../elsewhere');
    expect(mode(path.join(dist, 'empty'))).toBe(0o711);
    expect(textsIn(dist)).toEqual({ ...NEW, 'README.md': 'read me', '.hidden/x': 'x' });
    expect(fs.readdirSync(parent)).toEqual(['dist']);
  });
});

test('folders and files that are created have the modes that the umask leaves', () => {
  inFolder((parent) => {
    const umask = process.umask(0o027);
    try {
      publish(path.join(parent, 'x/dist'), toFiles(NEW));
    } finally {
      process.umask(umask);
    }
    const created = ['x', 'x/dist', 'x/dist/us-east', 'x/dist/a.yaml', 'x/dist/us-east/c.yaml'];
    expect(created.map((name) => mode(path.join(parent, name)))).toEqual([0o750, 0o750, 0o750, 0o640, 0o640]);
  });
});

test('an app without files leaves an empty folder, and one that is there as it is', () => {
  inFolder((parent) => {
    publish(path.join(parent, 'dist'), []);
    expect(fs.readdirSync(parent)).toEqual(['dist']);
    fill(parent, { 'dist/README.md': 'kept' });
    publish(path.join(parent, 'dist'), []);
    expect(textsIn(parent)).toEqual({ 'dist/README.md': 'kept' });
  });
});

test('a link to the output folder stays, and the folder that it leads to is swapped', () => {
  withDist(OLD, (dist, parent) => {
    const link = path.join(parent, 'link');
    fs.symlinkSync('dist', link);
    const before = inode(dist);
    publish(link, toFiles(NEW));
    expect(fs.readlinkSync(link)).toBe('dist');
    expect(inode(dist)).not.toBe(before);
    expect(textsIn(dist)).toEqual(NEW);
    expect(fs.readdirSync(parent)).toEqual(['dist', 'link']);
  });
});

test('files are written to where a link in the output folder leads', () => {
  withDist({ 'a.yaml': 'old a' }, (dist, parent) => {
    fill(parent, { 'elsewhere/c.yaml': 'old c' });
    fs.symlinkSync('../elsewhere', path.join(dist, 'us-east'));
    publish(dist, toFiles(NEW));
    expect(fs.readlinkSync(path.join(dist, 'us-east'))).toBe('../elsewhere');
    expect(textsIn(path.join(parent, 'elsewhere'))).toEqual({ 'c.yaml': 'new c' });
    expect(textsIn(dist)).toEqual({ 'a.yaml': 'new a', 'b.yaml': 'new b' });
  });
});

test('a link with the name of a file is replaced by the file', () => {
  withDist({}, (dist, parent) => {
    fill(parent, { elsewhere: 'new a' });
    fs.symlinkSync('../elsewhere', path.join(dist, 'a.yaml'));
    publish(dist, toFiles(NEW));
    expect(fs.lstatSync(path.join(dist, 'a.yaml')).isFile()).toBe(true);
    expect(textsIn(parent)).toMatchObject({ elsewhere: 'new a', 'dist/a.yaml': 'new a' });
  });
});

test.each(['.', 'us-east'])('the working directory is not swapped away: dist/%s', (at) => {
  withDist(OLD, (dist, parent) => {
    const [before, here] = [inode(dist), process.cwd()];
    process.chdir(path.join(dist, at));
    try {
      publish(at === '.' ? '.' : '..', toFiles({ ...NEW, 'd/e.yaml': 'added' }));
    } finally {
      process.chdir(here);
    }
    expect(inode(dist)).toBe(before);
    expect(textsIn(dist)).toEqual({ ...NEW, 'd/e.yaml': 'added' });
    expect(fs.readdirSync(parent)).toEqual(['dist']);
  });
});
