import * as path from 'node:path';
import { disconnect, inventory, request, served, Served } from '../support/api-server';
import { Manifest } from '../support/manifest';
import { describeE2e, kubectl, tryKubectl } from '../support/kubectl';

const dist = path.resolve(__dirname, '../../dist');
const FOLDERS = ['.', 'us-east', '.', 'eu-west'] as const;
const ROUNDS = Array.from({ length: 20 }, (_, i) => [i + 1, FOLDERS[i % FOLDERS.length] ?? '.'] as const);
const NAMESPACES = ['prod-us-east', 'taskmaster', 'dev', 'staging', 'prod'];

/** What is in a namespace is deleted at once, then the namespace: nothing is left, and nobody waits for grace periods. */
async function wipe(kinds: readonly Served[], namespace: string): Promise<void> {
  if (tryKubectl(['delete', 'namespace', namespace, '--wait=false']).status !== 0) return;
  const options = { gracePeriodSeconds: 0, propagationPolicy: 'Background' };
  const inIt = kinds.filter(({ namespaced, verbs }) => namespaced && verbs.includes('deletecollection'));
  for (let left = inIt; left.length > 0;) {
    await Promise.all(left.map((kind) => request('DELETE', address(kind, namespace), options)));
    const lists = await Promise.all(inIt.map(async (kind) => request('GET', address(kind, namespace))));
    left = inIt.filter((_, i) => lists[i].items.length > 0);
    await pause();
  }
  const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace }, spec: { finalizers: [] } };
  await request('PUT', `/api/v1/namespaces/${namespace}/finalize`, body).catch(unlessGone);
}

/** The volumes that were made for claims of the examples: where nobody deletes them, they outlive their claims. */
async function volumes(): Promise<string[]> {
  const { items } = await request('GET', '/api/v1/persistentvolumes');
  const own = items.filter(({ spec }: Manifest) => NAMESPACES.includes(spec.claimRef?.namespace));
  return own.map(({ metadata }: Manifest) => metadata.name);
}

/** The namespace controller may have been faster. */
function unlessGone(error: Error): void {
  if (!/ was answered 40[49]/.test(error.message)) throw error;
}

function address({ base, resource }: Served, namespace: string): string {
  return `${base}/namespaces/${namespace}/${resource}`;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}

describeE2e('the first apply of the examples on an empty Kubernetes cluster', () => {
  let kinds: Served[] = [];
  let before = new Set<string>();

  async function clean(): Promise<void> {
    await Promise.all(NAMESPACES.map((namespace) => wipe(kinds, namespace)));
    kubectl(['delete', 'clusterroles,clusterrolebindings', '-l', 'mar-organization=acme']);
    await Promise.all(
      (await volumes()).map((name) => request('DELETE', `/api/v1/persistentvolumes/${name}`).catch(unlessGone)),
    );
  }

  /** What is there beside what was there before. Controllers see a moment later that something is gone. */
  async function leftovers(): Promise<string[]> {
    const end = Date.now() + 600_000;
    for (;;) {
      const left = [...(await inventory()).keys()].filter((name) => !before.has(name));
      if (left.length === 0 || Date.now() > end) return left;
      await pause();
    }
  }

  beforeAll(async () => {
    kinds = await served();
    await clean();
    before = new Set((await inventory()).keys());
  });

  afterEach(clean);
  afterAll(disconnect);

  test.each(ROUNDS)(
    'creates everything without a warning, time %s of 20, in the folder %s of dist',
    async (_, folder) => {
      expect(await leftovers()).toEqual([]);
      const { status, stdout, stderr } = tryKubectl(['apply', '-f', path.join(dist, folder)]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const outcomes = stdout.trim().split('\n').map((line) => line.split(' ').at(-1)); // prettier-ignore
      expect([...new Set(outcomes)]).toEqual(['created']);
    },
  );
});
