import { spawnSync } from 'node:child_process';
import { isQuirkLine } from './kubectl-quirks';
import { Manifest } from './manifest';

/** The API server to test against. Nothing else is ever talked to. */
const kubeconfig = process.env.MAR_E2E_KUBECONFIG;

if (kubeconfig === undefined) {
  process.stderr.write(
    'e2e: skipped, as MAR_E2E_KUBECONFIG names no kubeconfig of a Kubernetes API server for tests\n',
  );
}

/** `describe`, or a skip that has said why. */
export const describeE2e = kubeconfig === undefined ? describe.skip : describe;

/** What a command came to. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs kubectl, whatever comes of it. */
export function tryKubectl(args: string[], input?: string): Outcome {
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  const { status, stdout, stderr, error } = spawnSync('kubectl', args, {
    env,
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) throw error;
  return { status, stdout, stderr };
}

/** Runs a command of a page as it stands there: in a folder, and with the kubeconfig of the tests unless another is given. */
export function runShell(command: string, folder: string, withKubeconfig = kubeconfig): Outcome {
  const env = { ...process.env, KUBECONFIG: withKubeconfig };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** Runs kubectl and returns what it printed; throws if it fails. */
export function kubectl(args: string[], input?: string): string {
  const { status, stdout, stderr } = tryKubectl(args, input);
  if (status !== 0) throw new Error(`kubectl ${args.join(' ')} exited with ${String(status)}:\n${stderr}`);
  return stdout;
}

/** An object of the API server. */
export function get(...args: string[]): Manifest {
  return JSON.parse(kubectl(['get', ...args, '-o', 'json']));
}

/** Deletes namespaces and waits until they are gone. */
export function deleteNamespaces(...names: string[]): void {
  kubectl(['delete', 'namespace', ...names, '--ignore-not-found', '--timeout=600s']);
}

/** Whether someone may do something, as the API server sees it. */
export function canI(who: string[], verb: string, resource: string, namespace: string): boolean {
  const [name = '', subresource = ''] = resource.split('/');
  const what = [verb, name, ...(subresource === '' ? [] : ['--subresource', subresource])];
  return tryKubectl(['auth', 'can-i', ...what, '-n', namespace, ...who]).stdout.trim() === 'yes';
}

/** Applies manifests once more; returns what kubectl says of objects that it takes for changed. */
export function applyAgain(...args: string[]): string[] {
  const lines = kubectl(['apply', ...args])
    .trim()
    .split('\n');
  return lines.filter((line) => !line.endsWith(' unchanged') && !isQuirkLine(line));
}
