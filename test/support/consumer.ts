import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fill } from './folder';

const root = path.resolve(__dirname, '../..');

/** A package that npm has in its registry, by name and range. */
export type Dependencies = Readonly<Record<string, string>>;

/** Packs the package as npm publishes it, and returns the tarball. */
export function pack(folder: string): string {
  const output = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root, encoding: 'utf8' });
  const [{ filename }] = JSON.parse(output.slice(output.indexOf('['))) as [{ filename: string }];
  return path.join(folder, filename);
}

/** The versions that the package is developed with. */
export function developedWith(...names: string[]): Dependencies {
  const { devDependencies } = readJson(path.join(root, 'package.json'));
  return Object.fromEntries(names.map((name) => [name, devDependencies?.[name] ?? 'missing']));
}

/** The lowest versions that the package says it works with. */
export function lowestPeers(): Dependencies {
  const { peerDependencies = {} } = readJson(path.join(root, 'package.json'));
  return Object.fromEntries(Object.entries(peerDependencies).map(([name, range]) => [name, range.replace('^', '')]));
}

/** Makes a project that depends on the tarball and installs it. */
export function install(folder: string, tarball: string, dependencies: Dependencies): void {
  const manifest = {
    name: 'consumer',
    private: true,
    dependencies: { ...dependencies, 'cdk8s-mar': `file:${tarball}` },
  };
  fill(folder, { 'package.json': JSON.stringify(manifest) });
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--strict-peer-deps'], { cwd: folder, stdio: 'pipe' });
}

/** Runs a command of the project's packages, or node itself. */
export function run(folder: string, name: string, ...args: string[]): { status: number | null; output: string } {
  const command = name === 'node' ? process.execPath : path.join(folder, 'node_modules/.bin', name);
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

/** Runs a line as it would be typed. */
export function shell(folder: string, line: string): void {
  execFileSync('bash', ['-c', line], { cwd: folder, stdio: 'pipe' });
}

function readJson(file: string): {
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
} {
  return JSON.parse(fs.readFileSync(file, 'utf8')) as ReturnType<typeof readJson>;
}
