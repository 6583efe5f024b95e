import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { publish } from '../../lib/synth/publish';
import { writeWhole } from '../../lib/synth/write-whole';
import { fill, inFolder, textsIn, withDist } from '../support/folder';
import { describeMounts, fillDisk, PAGE, withMount } from '../support/mount';
import { Synthesizer } from '../support/synthesizer';
import { toFiles } from '../support/text-files';

const NOBODY = 65_534;
const texts = (letter: string): Record<string, string> =>
  Object.fromEntries(['a', 'b', 'us-east/c', 'us-east/d'].map((name) => [`${name}.yaml`, letter.repeat(3 * PAGE)]));
const [OLD, NEW] = [texts('o'), texts('n')];

/** Returns what an operation throws. */
function errorOf(operate: () => void): string | undefined {
  try {
    operate();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function rewrite(dist: string): () => void {
  return () => {
    publish(dist, toFiles(NEW));
  };
}

describeMounts('the output folder', () => {
  test.each([
    ['blocks', 'size=96k'],
    ['files', 'size=10m,nr_inodes=40'],
  ])('is the old one or the new one, with nothing beside it, however few %s the disk has left', (_, limit) => {
    const outcomes = new Set<string>();
    inFolder((folder) => {
      for (let free = 0; free < 30; free += 1) {
        withMount(folder, ['-t', 'tmpfs', '-o', limit, 'tmpfs'], () => {
          const dist = path.join(folder, 'dist');
          publish(dist, toFiles(OLD));
          fillDisk(folder, free);
          const error = errorOf(rewrite(dist));
          if (error !== undefined) {
            expect(error).toMatch(
              /^outdir must be where there is space left, got '.*dist': free some, or choose another one \(ENOSPC: /,
            );
          }
          expect(textsIn(dist)).toEqual(error === undefined ? NEW : OLD);
          expect(fs.readdirSync(folder).sort()).toEqual(['dist', 'filler']);
          outcomes.add(error?.replace(/^.*\(|,.*$/g, '') ?? 'written');
        });
      }
    });
    expect([...outcomes]).toEqual(['ENOSPC: no space left on device', 'written']);
  });

  test('is left as it was when the disk is full, as is a report', () => {
    inFolder((folder) => {
      withMount(folder, ['-t', 'tmpfs', '-o', 'size=96k', 'tmpfs'], () => {
        fill(folder, { 'checks.json': 'old' });
        fillDisk(folder, 1);
        const file = path.join(folder, 'checks.json');
        expect(
          errorOf(() => {
            writeWhole(file, 'x'.repeat(3 * PAGE));
          }),
        ).toMatch(
          // prettier-ignore
          /^checkReports must be where there is space left, got '.*checks\.json': free some, or choose another one \(ENOSPC: /,
        );
        expect(fs.readFileSync(file, 'utf8')).toBe('old');
        expect(fs.readdirSync(folder).sort()).toEqual(['checks.json', 'filler']);
      });
    });
  });

  test('is left as it was on a read-only disk, as is a report', () => {
    inFolder((folder) => {
      withMount(folder, ['-t', 'tmpfs', 'tmpfs'], () => {
        fill(folder, { 'checks.json': 'old' });
        fill(path.join(folder, 'dist'), OLD);
        execFileSync('mount', ['-o', 'remount,ro', folder]);
        expect(errorOf(rewrite(path.join(folder, 'dist')))).toMatch(
          /^outdir must be a folder that can be written to, got '.*dist': choose another one \(EROFS: /,
        );
        expect(
          errorOf(() => {
            writeWhole(path.join(folder, 'checks.json'), 'new');
          }),
        ).toMatch(
          // prettier-ignore
          /^checkReports must be a file that can be written, got '.*checks\.json': choose another one \(EROFS: /,
        );
        expect(textsIn(path.join(folder, 'dist'))).toEqual(OLD);
        expect(fs.readdirSync(folder).sort()).toEqual(['checks.json', 'dist']);
      });
    });
  });

  test.each([
    ['is a disk of its own', (): string[] => ['-t', 'tmpfs', 'tmpfs']],
    [
      'is mounted from a folder of the same disk',
      (parent: string): string[] => ['--bind', path.join(parent, 'source')],
    ],
  ])('is written file by file where it %s', (_, options) => {
    inFolder((parent) => {
      const dist = path.join(parent, 'dist');
      fs.mkdirSync(path.join(parent, 'source'));
      withMount(dist, options(parent), () => {
        for (const files of [OLD, NEW]) {
          publish(dist, toFiles(files));
          expect(textsIn(dist)).toEqual(files);
        }
        expect(fs.readdirSync(dist).sort()).toEqual(['a.yaml', 'b.yaml', 'us-east']);
      });
      expect(fs.readdirSync(parent).sort()).toEqual(['dist', 'source']);
    });
  });

  test('is written to where a folder in it is a disk of its own', () => {
    withDist({ 'a.yaml': 'old', 'b.yaml': 'old' }, (dist, parent) => {
      withMount(path.join(dist, 'us-east'), ['-t', 'tmpfs', 'tmpfs'], () => {
        fill(dist, { 'us-east/kept': 'kept' });
        publish(dist, toFiles(NEW));
        expect(textsIn(dist)).toEqual({ ...NEW, 'us-east/kept': 'kept' });
        expect(fs.readdirSync(path.join(dist, 'us-east')).sort()).toEqual(['c.yaml', 'd.yaml', 'kept']);
      });
      expect(fs.readdirSync(parent)).toEqual(['dist']);
    });
  });
});

describeMounts('an output folder that another user writes to', () => {
  let synthesizer: Synthesizer;

  beforeAll(() => {
    synthesizer = new Synthesizer();
  });

  afterAll(async () => {
    await synthesizer.dispose();
  });

  /** Synthesizes a version as root, and another one as a user without rights, who gets an answer. */
  const synthesizeAsNobody = async (prepare: (dist: string, parent: string) => void) => {
    const parent = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-test-'));
    const dist = path.join(parent, 'dist');
    try {
      const root = await synthesizer.start(dist);
      await root.tell('synth 0');
      const nobody = await synthesizer.start(dist, 'FILE_PER_CHART', NOBODY);
      prepare(dist, parent);
      const [before, old] = [fs.statSync(dist), textsIn(parent)];
      const answer = await nobody.tell('synth 1');
      const [after, now] = [fs.statSync(dist), textsIn(parent)];
      await root.tell('synth 1');
      await Promise.all([root.kill(), nobody.kill()]);
      const isKept = after.ino === before.ino && after.uid === before.uid && after.mode === before.mode;
      return { answer, isKept, old, now, wanted: textsIn(parent), names: fs.readdirSync(dist) };
    } finally {
      fs.rmSync(parent, { recursive: true });
    }
  };

  test.each<[string, number, number]>([
    ['nothing can be created beside it', NOBODY, 0o755],
    ['it belongs to somebody else', 0, 0o777],
  ])('is written file by file where %s', async (_, owner, modeOfParent) => {
    const { answer, isKept, now, wanted, names } = await synthesizeAsNobody((dist, parent) => {
      execFileSync('chown', ['-R', String(owner), dist]);
      execFileSync('chmod', ['-R', 'a+rwX', dist]);
      fs.chmodSync(parent, modeOfParent);
    });
    expect([answer, isKept]).toEqual(['done', true]);
    expect(now).toEqual(wanted);
    expect(names.sort()).toEqual(['dev.k8s.yaml', 'prod.k8s.yaml', 'test.k8s.yaml', 'us-east']);
  });

  test('is left as it was where they may not write to it', async () => {
    const { answer, isKept, old, now } = await synthesizeAsNobody((dist, parent) => {
      fs.chmodSync(parent, 0o777);
      fs.chownSync(dist, NOBODY, NOBODY);
      fs.chmodSync(dist, 0o555);
    });
    expect(answer).toMatch(
      /^outdir must be a folder that can be written to, got '.*dist': choose another one \(EACCES: /,
    );
    expect(isKept).toBe(true);
    expect(now).toEqual(old);
  });
});
