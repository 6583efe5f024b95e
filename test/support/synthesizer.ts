import { ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { createInterface, Interface } from 'node:readline';
import { compileTo } from './compiled';

/** Versions of the app. From the first to the second all files change, from the second to the third one does. */
export const VERSIONS = [0, 1, 2];

/**
 * Obeys lines: synthesizes one version, synthesizes all in turn without end, or synthesizes one and kills itself before a given
 * operation that changes a file or folder.
 */
const PROGRAM = `
const fs = require('node:fs');
const { YamlOutputType } = require('cdk8s');
const { MarApp, MarCluster, MarConfig, MarRegion } = require('./build');
const [outdir, type] = process.argv.slice(2);
const apps = [['a', 'a'], ['b', 'b'], ['b', 'c']].map(([rest, prod]) => {
  const app = new MarApp({ outdir, yamlOutputType: YamlOutputType[type] });
  for (const id of ['dev', 'prod', 'test']) {
    new MarConfig(new MarCluster(app, id), 'settings', { data: { version: id === 'prod' ? prod : rest } });
  }
  new MarConfig(new MarCluster(new MarRegion(app, 'us-east'), 'prod'), 'settings', { data: { version: rest } });
  return app;
});
const commands = {
  synth: (version) => apps[version].synth(),
  loop: () => { for (let i = 0; ; i += 1) apps[i % apps.length].synth(); },
  crash: (version, before) => {
    let count = 0;
    for (const name of Object.keys(fs)) {
      if (!/^(chmod|chown|copyFile|link|mkdir|mkdtemp|open|rename|rm|rmdir|symlink|utimes|writeFile)Sync$/.test(name)) continue;
      const operate = fs[name];
      fs[name] = (...args) => {
        count += 1;
        if (count === Number(before)) process.kill(process.pid, 'SIGKILL');
        return operate(...args);
      };
    }
    apps[version].synth();
  },
};
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const [command, ...args] = line.split(' ');
  try {
    commands[command](...args);
    console.log('done');
  } catch (error) {
    console.log(error.message);
  }
});
console.log('ready');
`;

/** The library, compiled, for processes that synthesize. */
export class Synthesizer {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-synthesizer-'));
  private readonly started: SynthProcess[] = [];

  constructor() {
    compileTo(path.join(this.folder, 'build'));
    fs.writeFileSync(path.join(this.folder, 'synthesize.js'), PROGRAM);
    fs.chmodSync(this.folder, 0o755); // for other users
  }

  /** Starts a process that writes to an output folder, as another user if one is given. */
  public async start(outdir: string, type = 'FILE_PER_CHART', uid?: number): Promise<SynthProcess> {
    const started = new SynthProcess([path.join(this.folder, 'synthesize.js'), outdir, type], uid);
    this.started.push(started);
    await started.answer();
    return started;
  }

  /** Ends all processes that were started, those of failed tests too. */
  public async dispose(): Promise<void> {
    await Promise.all(this.started.map((one) => one.kill()));
    fs.rmSync(this.folder, { recursive: true });
  }
}

/** A process that synthesizes what it is told to. */
export class SynthProcess {
  private readonly child: ChildProcess;
  private readonly lines: Interface;
  private readonly end: Promise<unknown>;

  constructor(args: string[], uid?: number) {
    this.child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'], uid, gid: uid });
    this.end = new Promise((resolve) => this.child.once('close', resolve));
    if (this.child.stdout === null) throw new Error('a process without output');
    this.lines = createInterface({ input: this.child.stdout });
  }

  /** Returns the next line that the process prints, or `undefined` if it ends before. */
  public answer(): Promise<string | undefined> {
    return Promise.race([
      new Promise<string>((resolve) => this.lines.once('line', resolve)),
      this.end.then(() => undefined),
    ]);
  }

  /** Gives a command, and returns what becomes of it: `done`, an error's message, or `undefined` if the process ended. */
  public tell(command: string): Promise<string | undefined> {
    const answer = this.answer();
    this.child.stdin?.write(`${command}\n`);
    return answer;
  }

  /** Ends the process at once, whatever it does. */
  public async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.end;
  }
}
