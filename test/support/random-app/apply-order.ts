import * as fs from 'node:fs';
import * as path from 'node:path';
import { Program } from './program';

/** Kinds that must be there before the API server takes a pod as it is meant, in the order in which they are created. */
const FIRST = ['Namespace', 'ServiceAccount', 'LimitRange', 'ResourceQuota'];

/** Returns what `kubectl apply` is told of the files of an app. */
export function filesToApply(folder: string, { clusters, output }: Program): string[] {
  if (output === 'resource' || output === 'folder') return inOrder(folder).flatMap((file) => ['-f', file]);
  const isNested = clusters.some(({ marRegion }) => marRegion !== undefined);
  return isNested ? ['-R', '-f', folder] : ['-f', folder];
}

/** Returns files that have one object each; kubectl itself would take them by name, which puts pods before their namespace. */
function inOrder(folder: string): string[] {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  const rank = (file: string): number => {
    const at = FIRST.indexOf(path.basename(file).split('.')[0] ?? '');
    return at === -1 ? FIRST.length : at;
  };
  return files.sort((one, other) => rank(one) - rank(other)).map((file) => path.join(folder, file));
}
