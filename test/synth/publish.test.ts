import * as fs from 'node:fs';
import * as path from 'node:path';
import { publish } from '../../lib/synth/publish';
import { fill, inFolder, textsIn } from '../support/folder';

test('files take the place of their namesakes, those in folders too, and others stay', () => {
  inFolder((folder) => {
    fill(folder, { 'a.yaml': 'old', 'kept.yaml': 'kept' });
    publish(folder, (staging) => {
      fill(staging, { 'a.yaml': 'new', 'b/c.yaml': 'added' });
    });
    expect(textsIn(folder)).toEqual({ 'a.yaml': 'new', 'b/c.yaml': 'added', 'kept.yaml': 'kept' });
  });
});

test('a folder that is missing is created', () => {
  inFolder((parent) => {
    const folder = path.join(parent, 'x', 'dist');
    publish(folder, (staging) => {
      fill(staging, { 'a.yaml': 'a' });
    });
    expect(textsIn(parent)).toEqual({ 'x/dist/a.yaml': 'a' });
  });
});

test('nothing is seen in the folder before all files are written', () => {
  inFolder((folder) => {
    publish(folder, (staging) => {
      fill(staging, { 'a.yaml': 'a' });
      const visible = fs.readdirSync(folder).filter((name) => !name.startsWith('.'));
      expect(visible).toEqual([]);
    });
    expect(fs.readdirSync(folder)).toEqual(['a.yaml']);
  });
});

test('a failure leaves the folder as it was', () => {
  inFolder((folder) => {
    fill(folder, { 'a.yaml': 'old' });
    const failing = (staging: string): void => {
      fill(staging, { 'a.yaml': 'half' });
      throw new Error('half way');
    };
    expect(() => {
      publish(folder, failing);
    }).toThrow(new Error('half way'));
    expect(fs.readdirSync(folder)).toEqual(['a.yaml']);
    expect(textsIn(folder)).toEqual({ 'a.yaml': 'old' });
  });
});

test('a failure leaves no folder where there was none', () => {
  inFolder((parent) => {
    const failing = (): void => {
      throw new Error('at once');
    };
    expect(() => {
      publish(path.join(parent, 'x', 'dist'), failing);
    }).toThrow(new Error('at once'));
    expect(fs.readdirSync(parent)).toEqual([]);
  });
});

test('a folder where a file is to be is said before anything is written', () => {
  inFolder((folder) => {
    fill(folder, { 'a.yaml': 'old', 'b.yaml/kept': 'kept' });
    const writing = (): void => {
      publish(folder, (staging) => {
        fill(staging, { 'a.yaml': 'new', 'b.yaml': 'new' });
      });
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
      publish(file, write);
    }).toThrow(/^outdir must be a folder that can be written to, got '.*file': choose another one \(EEXIST: .*\)$/);
    expect(write).not.toHaveBeenCalled();
    expect(textsIn(folder)).toEqual({ file: 'kept' });
  });
});
