import { App, Testing } from 'cdk8s';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { MarApp, MarCluster, MarConfig, MarInstance, MarOrganization, MarRole, Subject } from '../../lib';
import { disconnect, inventory } from '../support/api-server';
import { eventually } from '../support/eventually';
import { everything } from '../support/everything';
import { fill } from '../support/folder';
import { SMALL } from '../support/instance';
import { deleteNamespaces, describeE2e, kubectl, Outcome, runShell } from '../support/kubectl';
import { leaving } from '../support/leaving';
import { Manifest } from '../support/manifest';
import { blocks } from '../support/snippets';

/** The commands of the page. test/e2e/deployer.test.ts runs the one that is left out here. */
const [
  PRUNE = '',
  CLAIMS_TOO = '',
  PRUNE_TEAM = '',
  PRUNE_ORG = '',
  DELETE = '',
  DELETE_BUT_CLAIMS = '',
  ,
  DELETE_ORG = '',
] = blocks('docs/deletion.md', 'sh');
const plus = (command: string, more: string): string => `${command.trimEnd()} ${more.trim()}`;

/** Where dist/ is, for the commands. */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-deletion-'));
const dist = path.join(folder, 'dist');

const run = (command: string): Outcome => runShell(command, folder);

/** What other programs have in the namespace of the cluster, and in theirs. */
function others(...guests: string[]): void {
  const app = new MarApp({ outdir: path.join(folder, 'others') });
  const shop = MarCluster.fromName(app, 'shop', { clusterName: 'prod' });
  for (const guest of guests) new MarInstance(shop, guest, SMALL);
  new MarConfig(new MarCluster(app, 'dev'), 'settings', { data: { level: 'info' } });
  new MarOrganization(app, 'others').grant(Subject.user('joe'), MarRole.VIEWER);
  app.synth();
}

/** What no program of this library wrote. */
function strangers(): void {
  const metadata = { name: 'unlabelled', namespace: 'prod' };
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: [] };
  const service = { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } };
  for (const object of [role, service]) kubectl(['apply', '-f', '-'], JSON.stringify(object));
  const labelled = { name: 'not-applied', namespace: 'prod', labels: { 'mar-cluster': 'prod' } };
  kubectl(['create', '-f', '-'], JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: labelled }));
}

/** Whose child an object is: of an owner, of the Service whose addresses it has, of the claim whose volume it is. */
function isChild(name: string, object: Manifest, gone: ReadonlyMap<string, Manifest>): boolean {
  const owners = (object.metadata.ownerReferences ?? []).map(({ uid }: Manifest) => uid);
  const { parentRef, claimRef } = object.spec ?? {};
  if (name.startsWith('endpoints ')) return gone.has(name.replace('endpoints', 'services'));
  if (parentRef !== undefined) return gone.has(`services ${String(parentRef.namespace)}/${String(parentRef.name)}`);
  const uids = [...gone.values()].map((other) => other.metadata.uid);
  return [...owners, ...(claimRef === undefined ? [] : [claimRef.uid])].some((uid) => uids.includes(uid));
}

/** Everything, when controllers have nothing more to do. */
async function settled(): Promise<Map<string, Manifest>> {
  let last = await inventory();
  await eventually(async () => {
    const before = last;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    last = await inventory();
    expect([...last.keys()]).toEqual([...before.keys()]);
    expect(
      [...last].filter(([, { metadata }]) => metadata.deletionTimestamp !== undefined).map(([name]) => name),
    ).toEqual([]);
  });
  return last;
}

/** What is gone, but the children of what is, and what is new. What was made anew under its old name is both. */
async function changes(before: ReadonlyMap<string, Manifest>): Promise<{ gone: string[]; added: string[] }> {
  const after = await inventory();
  const isOther = (one: Manifest, other: Manifest): boolean => one.metadata.uid !== other?.metadata.uid;
  const gone = new Map([...before].filter(([name, object]) => isOther(object, after.get(name))));
  const parents = [...gone].filter(([name, object]) => !isChild(name, object, gone)).map(([name]) => name);
  const added = [...after].filter(([name, object]) => isOther(object, before.get(name))).map(([name]) => name);
  return { gone: parents.sort(), added };
}

/** Runs a command; what it deletes is what is expected, and nothing else is gone or new. */
async function expectGone(command: string, expected: readonly string[]): Promise<void> {
  const before = await settled();
  expect(run(command)).toMatchObject({ status: 0, stderr: '' });
  await eventually(async () => {
    expect(await changes(before)).toEqual({ gone: [...expected].sort(), added: [] });
  });
  await settled();
  expect(await changes(before)).toEqual({ gone: [...expected].sort(), added: [] });
}

/** The kinds of the cluster that say everything there is to say, as the list has them, and that of Secrets. */
function kindsOfClusters(): string[] {
  const app = new App({ outdir: 'unused' });
  everything(app);
  const objects: Manifest[] = app.charts
    .filter(({ node }) => node.id === 'e2e-all')
    .flatMap((chart) => Testing.synth(chart));
  const kinds = objects.map(({ apiVersion, kind }) => `${String(apiVersion)}/${String(kind)}`);
  return [...new Set([...kinds, 'v1/Secret'])].map((kind) => kind.replace(/^v1/, 'core/v1'));
}

const LEFT = [
  ...['configmaps config-left', 'daemonsets.apps daemon-set-left', 'deployments.apps deployment-left', 'pods pod-left'],
  ...['statefulsets.apps stateful-set-left', 'replicasets.apps replica-set-left', 'replicationcontrollers controller-left'],
  ...['cronjobs.batch cron-job-left', 'jobs.batch job-left', 'secrets secret-left', 'serviceaccounts program-left'],
  ...['horizontalpodautoscalers.autoscaling deployment-left', 'ingresses.networking.k8s.io pod-left', 'services pod-left'],
  ...['networkpolicies.networking.k8s.io pod-left-traffic', 'resourcequotas quota-left'],
  ...['services stateful-set-left-headless', 'poddisruptionbudgets.policy deployment-left'],
  ...['poddisruptionbudgets.policy stateful-set-left', 'roles.rbac.authorization.k8s.io mar-seer-left'],
  ...['rolebindings.rbac.authorization.k8s.io mar-seer-left'],
].map((name) => name.replace(' ', ' prod/')); // prettier-ignore

describeE2e('the commands of docs/deletion.md, on a real API server', () => {
  beforeAll(async () => {
    jest.spyOn(console, 'warn').mockReturnValue();
    clean();
    leaving(dist, 'kept', 'left');
    others('guest', 'guest-left');
    kubectl(['apply', '-f', dist, '-f', path.join(folder, 'others')]);
    strangers();
    const ready = ['--all', '-n', 'prod', '--for=jsonpath={.status.readyReplicas}=2', '--timeout=600s'];
    for (const kind of ['deployments', 'statefulsets']) kubectl(['wait', kind, ...ready]);
    await settled();
    fs.rmSync(dist, { recursive: true });
    leaving(dist, 'kept');
  });

  afterAll(() => {
    clean();
    disconnect();
    fs.rmSync(folder, { recursive: true });
  });

  /** Also what no command of the page deletes. */
  function clean(): void {
    deleteNamespaces('prod', 'dev');
    kubectl(['delete', 'clusterroles,clusterrolebindings,storageclasses,pv', '-l', 'mar-organization']);
  }

  test('the list has every kind that the library writes in a namespace, and Secrets, but claims', () => {
    const listed = [...PRUNE.matchAll(/--prune-allowlist=(\S+)/g)].map(([, kind]) => kind);
    const kept = ['core/v1/Namespace', 'core/v1/PersistentVolumeClaim'];
    expect(listed.sort()).toEqual(kindsOfClusters().filter((kind) => !kept.includes(kind)).sort()); // prettier-ignore
  });

  test('a dry run says what would be deleted, and deletes nothing', async () => {
    const before = await settled();
    const { stdout } = run(plus(PRUNE, '--dry-run=server'));
    const said = stdout.match(/^.* pruned .*$/gm);
    expect([said?.length, said?.filter((line) => !line.includes('left'))]).toEqual([LEFT.length, []]);
    expect(await changes(before)).toEqual({ gone: [], added: [] });
  });

  test('nothing is deleted if something cannot be applied', async () => {
    const before = await settled();
    const metadata = { name: 'broken', namespace: 'prod', labels: { 'mar-cluster': 'prod' } };
    const broken = { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 0 }] } };
    fill(dist, { 'broken.json': JSON.stringify(broken) });
    expect(run(PRUNE).status).toBe(1);
    fs.rmSync(path.join(dist, 'broken.json'));
    expect(await changes(before)).toEqual({ gone: [], added: [] });
  });

  test('what left the code of a cluster is deleted, but its claims, and nothing of anybody else', async () => {
    await expectGone(PRUNE, LEFT);
  });

  test('claims that left the code are deleted if it is said, but those that Kubernetes made', async () => {
    const claims = ['claim-left', 'pod-left-data'].map((name) => `persistentvolumeclaims prod/${name}`);
    await expectGone(plus(PRUNE, `\\\n${CLAIMS_TOO}`), claims);
  });

  test('what left the code of a guest in the namespace is deleted, and nothing of who manages it', async () => {
    others('guest');
    await expectGone(PRUNE_TEAM.replace('dist/', 'others/'), ['pods prod/guest-left']);
  });

  test('a role that an organization grants to nobody any more is deleted, and no class and no volume', async () => {
    const kinds = ['clusterroles', 'clusterrolebindings'];
    await expectGone(PRUNE_ORG, kinds.map((kind) => `${kind}.rbac.authorization.k8s.io /mar:acme:seer-left`)); // prettier-ignore
  });

  test('of an organization that left as a whole the roles are deleted', async () => {
    const kinds = ['clusterroles', 'clusterrolebindings'];
    await expectGone(DELETE_ORG, kinds.map((kind) => `${kind}.rbac.authorization.k8s.io /mar:acme:seer-kept`)); // prettier-ignore
  });

  test('of a cluster that left as a whole all is deleted but the namespace, the claims, and what others have there', async () => {
    const labelled = [...(await settled())].filter(([, { metadata }]) => metadata.labels?.['mar-cluster'] === 'prod');
    const kept = /^(namespaces|persistentvolumeclaims|endpoints|endpointslices\.discovery\.k8s\.io) /;
    const names = labelled.map(([name]) => name).filter((name) => !kept.test(name));
    expect(names).toContain('networkpolicies.networking.k8s.io prod/default-deny');
    await expectGone(DELETE_BUT_CLAIMS, names);
  });

  test('a namespace is deleted with all that is in it, and nothing else', async () => {
    const before = await settled();
    expect(run(DELETE)).toMatchObject({ status: 0, stderr: '' });
    const gone = [...before].filter(([name]) => / prod\/|^namespaces \/prod$/.test(name));
    const parents = gone.filter(([name, object]) => !isChild(name, object, new Map(gone))).map(([name]) => name);
    expect(await changes(before)).toEqual({ gone: parents.sort(), added: [] });
  });
});
