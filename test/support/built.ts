import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { compileTo } from './compiled';

const root = path.resolve(__dirname, '../..');

/** What a process came to. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** How a process is run. */
interface Run {
  readonly kubeconfig?: string;
  readonly afterLines?: number;
  readonly afterMessages?: number;
}

/** The `mar` command, compiled as it is packed, for processes of its own. */
export class BuiltMar {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-built-'));

  constructor() {
    compileTo(path.join(this.folder, 'build'));
    fs.symlinkSync(path.join(root, 'package.json'), path.join(this.folder, 'package.json'));
  }

  /** Runs a command line, and interrupts it after so many lines of data or messages, if that is asked for. */
  public run(line: string, { kubeconfig, afterLines = Infinity, afterMessages = Infinity }: Run = {}): Promise<Ended> {
    const env = { ...process.env, KUBECONFIG: kubeconfig ?? process.env.MAR_E2E_KUBECONFIG };
    const child = spawn(process.execPath, [path.join(this.folder, 'build/cli/main.js'), ...line.split(' ')], { env });
    child.stdin.end();
    const printed = { out: '', err: '' };
    let isInterrupted = false; // once: a signal that comes when Node has let go of its handlers kills the process
    const hear = (): void => {
      const [lines, messages] = [printed.out, printed.err].map((text) => text.split('\n').length - 1);
      if (isInterrupted || (Number(lines) < afterLines && Number(messages) < afterMessages)) return;
      isInterrupted = child.kill('SIGINT');
    };
    child.stdout.on('data', (text: Buffer) => { printed.out += String(text); hear(); }); // prettier-ignore
    child.stderr.on('data', (text: Buffer) => { printed.err += String(text); hear(); }); // prettier-ignore
    return new Promise((resolve) => child.once('close', (code) => { resolve({ code, ...printed }); })); // prettier-ignore
  }

  public dispose(): void {
    fs.rmSync(this.folder, { recursive: true });
  }
}
