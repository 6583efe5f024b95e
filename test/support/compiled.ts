import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Compiles the library into a folder, as it is packed, for processes of its own. */
export function compileTo(folder: string): void {
  const compiler = path.join(root, 'node_modules/.bin/tsc');
  const options = ['--outDir', folder, '--declaration', 'false', '--declarationMap', 'false'];
  execFileSync(compiler, ['-p', path.join(root, 'tsconfig.build.json'), ...options], { cwd: root });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(path.dirname(folder), 'node_modules'));
}
