import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fill, inFolder, textsIn } from '../support/folder';

const root = path.resolve(__dirname, '../..');
const bin = (name: string): string => path.join(root, 'node_modules/.bin', name);

/** An app file whose second cluster is refused. */
const APP = `
import { MarApp, MarCluster } from '${root}/lib';
const app = new MarApp();
new MarCluster(app, 'prod');
new MarCluster(app, 'Not_A_Name');
app.synth();
`;
const MESSAGE = "[Not_A_Name] clusterName must be a DNS label (1 to 63 of a-z, 0-9 and '-'";

function run(folder: string, command: string, ...args: string[]): { status: number | null; output: string } {
  const env = { ...process.env, TS_NODE_TRANSPILE_ONLY: 'true', TS_NODE_PROJECT: path.join(root, 'tsconfig.json') };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

test('an app file that fails exits non-zero, names the line, and leaves the former output', () => {
  inFolder((folder) => {
    fill(folder, { 'main.ts': APP, 'dist/prod.k8s.yaml': 'old' });
    const { status, output } = run(folder, bin('ts-node'), 'main.ts');
    expect(status).toBe(1);
    expect(output).toContain(MESSAGE);
    expect(output).toContain('main.ts:5:');
    expect(textsIn(path.join(folder, 'dist'))).toEqual({ 'prod.k8s.yaml': 'old' });
  });
});

test('an app file that fails under the cdk8s CLI exits non-zero and leaves no output', () => {
  inFolder((folder) => {
    fill(folder, { 'main.ts': APP, 'dist/prod.k8s.yaml': 'old' });
    const command = `${bin('ts-node')} main.ts`;
    const { status, output } = run(folder, bin('cdk8s'), 'synth', '--check-upgrade=false', '--app', command);
    expect(status).toBe(1);
    expect(output).toContain(MESSAGE);
    expect(fs.existsSync(path.join(folder, 'dist'))).toBe(false);
  });
});
