import * as fs from 'node:fs';
import * as path from 'node:path';
import { publish } from '../../lib/synth/publish';
import { fill, inFolder, textsIn, withDist } from '../support/folder';
import { toFiles } from '../support/text-files';

const OLD = { 'a.yaml': 'old a', 'b.yaml': 'old b', 'us-east/c.yaml': 'old c' };
const NEW = { 'a.yaml': 'new a', 'b.yaml': 'new b', 'us-east/c.yaml': 'new c' };

/** Lists the files that `kubectl apply -R -f` of a folder reads. */
function manifestsBelow(folder: string): string[] {
  return Object.keys(textsIn(folder)).filter((file) => /\.(ya?ml|json)$/.test(file));
}

const inode = (file: string): number => fs.lstatSync(file).ino;

test('files take the place of their namesakes, those in folders too, and others stay', () => {
  inFolder((folder) => {
    fill(folder, { 'a.yaml': 'old', 'kept.yaml': 'kept' });
    publish(folder, toFiles({ 'a.yaml': 'new', 'b/c.yaml': 'added' }));
    expect(textsIn(folder)).toEqual({ 'a.yaml': 'new', 'b/c.yaml': 'added', 'kept.yaml': 'kept' });
  });
});

test('a folder that is missing is created', () => {
  inFolder((parent) => {
    const folder = path.join(parent, 'x', 'dist');
    publish(folder, toFiles({ 'a.yaml': 'a' }));
    expect(textsIn(parent)).toEqual({ 'x/dist/a.yaml': 'a' });
  });
});

test('nothing is seen in the folder before all files are written', () => {
  inFolder((folder) => {
    const look = jest.fn(() => {
      const visible = fs.readdirSync(folder).filter((name) => !name.startsWith('.'));
      expect(visible).toEqual([]);
    });
    publish(folder, toFiles({ 'a.yaml': 'a' }, look));
    expect(look).toHaveBeenCalledTimes(1);
    expect(fs.readdirSync(folder)).toEqual(['a.yaml']);
  });
});

test('a failure leaves the folder as it was', () => {
  inFolder((folder) => {
    fill(folder, { 'a.yaml': 'old' });
    const fail = (): never => {
      throw new Error('half way');
    };
    expect(() => {
      publish(folder, toFiles({ 'a.yaml': 'half' }, fail));
    }).toThrow(new Error('half way'));
    expect(fs.readdirSync(folder)).toEqual(['a.yaml']);
    expect(textsIn(folder)).toEqual({ 'a.yaml': 'old' });
  });
});

test('a failure leaves no folder where there was none', () => {
  inFolder((parent) => {
    const fail = (): never => {
      throw new Error('at once');
    };
    expect(() => {
      publish(path.join(parent, 'x', 'dist'), toFiles({ 'a.yaml': 'half' }, fail));
    }).toThrow(new Error('at once'));
    expect(fs.readdirSync(parent)).toEqual([]);
  });
});

test('a folder where a file is to be is said before anything is written', () => {
  inFolder((folder) => {
    fill(folder, { 'a.yaml': 'old', 'b.yaml/kept': 'kept' });
    const writing = (): void => {
      publish(folder, toFiles({ 'a.yaml': 'new', 'b.yaml': 'new' }));
    };
    const target = path.join(folder, 'b.yaml');
    expect(writing).toThrow(
      new Error(`outdir must have no folder where a file is written, got '${target}': delete it`),
    );
    expect(textsIn(folder)).toEqual({ 'a.yaml': 'old', 'b.yaml/kept': 'kept' });
  });
});

test('what is no folder, or cannot be written to, is said to be so', () => {
  inFolder((folder) => {
    fill(folder, { file: 'kept' });
    const [file, write] = [path.join(folder, 'file'), jest.fn()];
    expect(() => {
      publish(file, toFiles({ 'a.yaml': 'a' }, write));
    }).toThrow(/^outdir must be a folder that can be written to, got '.*file': choose another one \(EEXIST: .*\)$/);
    expect(write).not.toHaveBeenCalled();
    expect(textsIn(folder)).toEqual({ file: 'kept' });
  });
});

test('no unfinished file has a name that kubectl reads, in the folder or around it', () => {
  withDist(OLD, (dist, parent) => {
    const look = jest.fn(() => {
      expect(manifestsBelow(parent)).toEqual(['dist/a.yaml', 'dist/b.yaml', 'dist/us-east/c.yaml']);
      expect(textsIn(dist)).toEqual(OLD);
    });
    publish(dist, toFiles(NEW, look));
    expect(look).toHaveBeenCalledTimes(3);
    expect(textsIn(parent)).toEqual(
      Object.fromEntries(Object.entries(NEW).map(([name, text]) => [`dist/${name}`, text])),
    );
  });
});

test('files with the same bytes are not touched, nor is the folder', () => {
  withDist(OLD, (dist) => {
    const before = [dist, ...Object.keys(OLD).map((name) => path.join(dist, name))];
    const inodes = before.map(inode);
    publish(dist, toFiles(OLD));
    expect(before.map(inode)).toEqual(inodes);
    publish(dist, toFiles({ ...OLD, 'b.yaml': 'new b' }));
    expect(before.map(inode).map((now, i) => now === inodes[i])).toEqual([true, true, false, true]);
    publish(dist, toFiles({ ...NEW, 'us-east/c.yaml': OLD['us-east/c.yaml'] }));
    expect(inode(path.join(dist, 'us-east/c.yaml'))).toBe(inodes[3]);
  });
});

test.each([
  ['of another length', 'old a!'],
  ['of the same length', 'OLD a'],
  ['with another end after many bytes', `${'x'.repeat(2 ** 20 + 5)}z`],
])('a file %s is written', (_, text) => {
  withDist({ 'a.yaml': `${text.slice(0, -1)}y` }, (dist) => {
    publish(dist, toFiles({ 'a.yaml': text }));
    expect(textsIn(dist)).toEqual({ 'a.yaml': text });
  });
});

test('several files are replaced by a swap of the folder, one file by a rename', () => {
  withDist(OLD, (dist) => {
    const first = inode(dist);
    publish(dist, toFiles({ ...OLD, 'a.yaml': 'new a' }));
    expect(inode(dist)).toBe(first);
    publish(dist, toFiles({ ...OLD, 'd.yaml': 'added', 'us-east/c.yaml': 'new c' }));
    expect(inode(dist)).not.toBe(first);
    expect(textsIn(dist)).toEqual({ ...OLD, 'd.yaml': 'added', 'us-east/c.yaml': 'new c' });
  });
});

test('a file where a folder is needed is said before anything is written', () => {
  withDist({ 'a.yaml': 'old a', 'us-east': 'a file' }, (dist, parent) => {
    expect(() => {
      publish(dist, toFiles(NEW));
    }).toThrow(
      new Error(`outdir must have no file where a folder is needed, got '${path.join(dist, 'us-east')}': delete it`),
    );
    expect(textsIn(parent)).toEqual({ 'dist/a.yaml': 'old a', 'dist/us-east': 'a file' });
  });
});

test('fails when two files have one name', () => {
  withDist(OLD, (dist, parent) => {
    expect(() => {
      publish(dist, [...toFiles({ 'a.yaml': 'one' }), ...toFiles({ 'a.yaml': 'other' })]);
    }).toThrow(
      new Error(
        `outdir must not be the file of two charts, got '${path.join(dist, 'a.yaml')}': rename one of them, or their region`,
      ),
    );
    expect(textsIn(dist)).toEqual(OLD);
    expect(fs.readdirSync(parent)).toEqual(['dist']);
  });
});

test.each([
  ['in a file', 'file/dist', /got '.*file.dist': choose another one \(EEXIST: .*\)$/],
  ['a link that leads nowhere', 'link', /got '.*link': choose another one \(ENOENT: .*\)$/],
])('an output folder that is %s is said to be so', (_, name, message) => {
  inFolder((parent) => {
    fill(parent, { file: 'kept' });
    fs.symlinkSync('nowhere', path.join(parent, 'link'));
    const writing = (): void => {
      publish(path.join(parent, name), toFiles(NEW));
    };
    expect(writing).toThrow(/^outdir must be a folder that can be written to, /);
    expect(writing).toThrow(message);
    expect(fs.readdirSync(parent)).toEqual(['file', 'link']);
  });
});
