import { spawn } from 'node:child_process';
import { Outcome } from '../kubectl';
import { Manifest } from '../manifest';

/** Runs kubectl beside others, whatever comes of it. */
export function kubectlBeside(args: readonly string[], input = ''): Promise<Outcome> {
  const env = { ...process.env, KUBECONFIG: process.env.MAR_E2E_KUBECONFIG };
  const child = spawn('kubectl', args, { env });
  const texts = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => (texts[stream] += text));
  }
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, ...texts });
    });
  });
}

/** Objects of the API server, of all namespaces. */
export async function objectsOf(...resources: readonly string[]): Promise<Manifest[]> {
  const { status, stdout, stderr } = await kubectlBeside(['get', resources.join(), '-A', '-o', 'json']);
  if (status !== 0) throw new Error(`kubectl get ${resources.join()} exited with ${String(status)}:\n${stderr}`);
  return JSON.parse(stdout).items;
}

/** Deletes objects, and does not wait until they are gone. */
export async function remove(resource: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  await kubectlBeside(['delete', resource, ...names, '--wait=false', '--ignore-not-found']);
}

/** What the API server warns of in a namespace: who has a problem, and which. */
export async function warningsIn(namespace: string): Promise<string[]> {
  const { stdout } = await kubectlBeside([
    'get',
    'events',
    '-n',
    namespace,
    '--field-selector=type=Warning',
    '-o',
    'json',
  ]);
  const events: Manifest[] = stdout === '' ? [] : JSON.parse(stdout).items;
  const texts = events.map(
    ({ involvedObject: { kind, name }, reason, message }) => `${kind} ${namespace}/${name}: ${reason}: ${message}`,
  );
  return [...new Set(texts)];
}
