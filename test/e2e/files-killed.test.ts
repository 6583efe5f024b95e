import * as fs from 'node:fs';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { fill, textsIn } from '../support/folder';
import { describeE2e, kubectl } from '../support/kubectl';
import { Synthesizer, VERSIONS } from '../support/synthesizer';

/** How often a process is killed. */
const ROUNDS = Number(process.env.MAR_FILE_KILL_ROUNDS ?? 500);
/** The longest time until a kill, in milliseconds: some synths. */
const LONGEST = 40;
/** Processes at once, each with a folder of its own. */
const LANES = 2;
/** Synths by two processes at once. */
const MEETINGS = 200;

/** A file and a folder of somebody else, which stay. */
const KEPT = { 'README.md': 'kept', 'notes/todo.txt': 'kept' };
const TYPES = ['FILE_PER_CHART', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'];

type Texts = Readonly<Record<string, string>>;

describeE2e('the output folder', () => {
  let synthesizer: Synthesizer;
  let parent: string;
  /** What each version writes, by the type of its output. */
  const written = new Map<string, Texts[]>();

  const versionsOf = (type: string): Texts[] => written.get(type) ?? [];
  const distOf = (name: string): string => path.join(parent, name, 'dist');

  beforeAll(async () => {
    parent = fs.mkdtempSync(path.join(fs.realpathSync('/tmp'), 'mar-e2e-files-'));
    synthesizer = new Synthesizer();
    for (const type of TYPES) {
      const versions: Texts[] = [];
      for (const version of VERSIONS) {
        const dist = distOf(`${type}-${version}`);
        const one = await synthesizer.start(dist, type);
        expect(await one.tell(`synth ${version}`)).toBe('done');
        await one.kill();
        versions.push({ ...textsIn(dist), ...KEPT });
      }
      written.set(type, versions);
    }
  });

  afterAll(async () => {
    await synthesizer.dispose();
    fs.rmSync(parent, { recursive: true });
  });

  /** Says which version is in a folder; a folder with files of several versions fails. */
  const versionIn = (folder: string, type: string): number => {
    const texts = textsIn(folder);
    const found = versionsOf(type).findIndex((version) => isDeepStrictEqual(version, texts));
    if (found < 0) expect(texts).toEqual(versionsOf(type)[0]); // shows what differs
    return found;
  };

  /** Checks a folder after a kill: whole, or moved away as a whole. Returns what the kill left beside it. */
  const checkKilled = (dist: string, type: string): string[] => {
    const left = fs.readdirSync(path.dirname(dist)).filter((name) => name !== 'dist');
    if (fs.existsSync(dist)) versionIn(dist, type);
    else {
      expect(left).toHaveLength(1);
      const folder = path.join(path.dirname(dist), String(left[0]));
      for (const name of ['former', 'next']) versionIn(path.join(folder, name), type);
    }
    for (const [file, text] of Object.entries(textsIn(path.dirname(dist)))) {
      if (!/\.(ya?ml|json)$/.test(file)) continue;
      const name = file.replace(/^(dist|[^/]*\/(former|next))\//, '');
      expect(versionsOf(type).map((version) => version[name])).toContain(text); // never half a manifest
    }
    return left;
  };

  /** Checks a folder after a synth that was not disturbed: nothing else is left. */
  const checkDone = (dist: string, type: string, version: number): void => {
    expect(textsIn(dist)).toEqual(versionsOf(type)[version]);
    expect(fs.readdirSync(path.dirname(dist))).toEqual(['dist']);
  };

  test(`is of one version after each of ${ROUNDS} kills at random moments, and after the next synth nothing is left`, async () => {
    let [round, left, missing] = [0, 0, 0];
    const lane = async (_: unknown, i: number): Promise<void> => {
      const type = String(TYPES[i % TYPES.length]);
      const dist = distOf(`killed-${i}`);
      fill(dist, KEPT);
      while (round < ROUNDS) {
        round += 1;
        const version = round % VERSIONS.length;
        const one = await synthesizer.start(dist, type);
        expect(await one.tell(`synth ${version}`)).toBe('done');
        checkDone(dist, type, version);
        void one.tell('loop');
        await sleep(Math.random() * LONGEST);
        await one.kill();
        left += checkKilled(dist, type).length;
        if (!fs.existsSync(dist)) missing += 1;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    process.stderr.write(`${ROUNDS} kills: ${left} while files were written, ${missing} between the two renames\n`);
    expect(left).toBeGreaterThan(ROUNDS / 5);
  });

  test.each([
    ['nothing', undefined, 0],
    ['another version', 0, 1],
    ['a version that differs in one file', 1, 2],
    ['the same version', 1, 1],
  ])('is of one version when a synth over %s is killed before any of its steps', async (_, before, after) => {
    const type = 'FILE_PER_CHART';
    const dist = distOf(`step-${String(before)}-${after}`);
    const next = await synthesizer.start(dist, type);
    let steps = 0;
    for (let isDone = false; !isDone; steps += 1) {
      fs.rmSync(path.dirname(dist), { recursive: true, force: true });
      fs.mkdirSync(path.dirname(dist), { recursive: true });
      if (before !== undefined) fill(dist, versionsOf(type)[before] ?? {});
      const one = await synthesizer.start(dist, type);
      isDone = (await one.tell(`crash ${after} ${steps + 1}`)) === 'done';
      await one.kill();
      if (before === undefined && fs.existsSync(dist)) fill(dist, KEPT);
      if (before !== undefined || fs.existsSync(dist)) checkKilled(dist, type);
      expect(await next.tell('synth 0')).toBe('done');
      if (before === undefined) fill(dist, KEPT);
      checkDone(dist, type, 0);
    }
    await next.kill();
    expect(steps).toBeGreaterThan(5);
  });

  test(`is of one version each time that two processes write to it at once, ${MEETINGS} times`, async () => {
    for (const type of TYPES) {
      const dist = distOf(`two-${type}`);
      fill(dist, KEPT);
      const both = await Promise.all([synthesizer.start(dist, type), synthesizer.start(dist, type)]);
      for (let round = 0; round < MEETINGS / TYPES.length; round += 1) {
        const versions = [round % 3, (round + 1) % 3];
        const answers = await Promise.all(both.map((one, i) => one.tell(`synth ${String(versions[i])}`)));
        expect(answers).toEqual(['done', 'done']);
        expect(versions).toContain(versionIn(dist, type));
        expect(fs.readdirSync(path.dirname(dist))).toEqual(['dist']);
      }
      await Promise.all(both.map((one) => one.kill()));
    }
  });

  test('is all that kubectl reads while files are written beside it and in it', async () => {
    const type = 'FILE_PER_CHART';
    const dist = distOf('read');
    const one = await synthesizer.start(dist, type);
    expect(await one.tell('synth 0')).toBe('done');
    await one.kill();
    const read = (folder: string): string => kubectl(['apply', '-R', '-f', folder, '--dry-run=client', '-o', 'name']);
    const names = read(dist);
    for (const name of ['.dist.synth-host-1-1-AbC123', 'dist/.synth-host-1-1-AbC123']) {
      fill(path.join(path.dirname(dist), name), { '1.part': 'kind: [half', turn: '' });
    }
    expect(read(dist)).toBe(names);
    expect(read(path.dirname(dist))).toBe(names);
  });
});
