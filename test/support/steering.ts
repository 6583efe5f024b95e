import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { InstanceAction, InstanceRef } from '../../lib/runtime';
import { compileTo } from './compiled';

/** Says that it is ready, waits for a line, acts, and says that it is done. */
const PROGRAM = `
const { MarClient } = require('./build/runtime');
const [kubeconfig, action, cluster, id, kind] = process.argv.slice(2);
MarClient.connect({ kubeconfig }).then((client) => {
  process.stdin.once('data', async () => {
    await client[action]({ cluster, id, kind }, { timeoutSeconds: 60 });
    client.close();
    process.exit(0);
  });
  console.log('ready');
});
`;

/** The runtime, compiled, for processes of its own that steer instances. */
export class Steering {
  private readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-steering-'));

  constructor() {
    compileTo(path.join(this.folder, 'build'));
    fs.writeFileSync(path.join(this.folder, 'act.js'), PROGRAM);
  }

  /** Begins an action in a process and kills that after a number of milliseconds; says whether it was done before. */
  public async interrupted(action: InstanceAction, ref: Required<InstanceRef>, after: number): Promise<boolean> {
    const { cluster, id, kind } = ref;
    const args = [path.join(this.folder, 'act.js'), process.env.MAR_E2E_KUBECONFIG ?? '', action, cluster, id, kind];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const end = new Promise<boolean>((resolve) => child.once('exit', (code) => { resolve(code === 0); })); // prettier-ignore
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.stdin.write('go\n');
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    const isDone = await end;
    clearTimeout(timer);
    return isDone;
  }

  public dispose(): void {
    fs.rmSync(this.folder, { recursive: true });
  }
}
