import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { MarApp, MarCluster, MarRole } from '../../lib';
import { disconnect, inventory } from '../support/api-server';
import { eventually } from '../support/eventually';
import { textsIn } from '../support/folder';
import {
  applyAgain,
  deleteNamespaces,
  describeE2e,
  get,
  kubectl,
  Outcome,
  runShell,
  tryKubectl,
} from '../support/kubectl';
import { kubeconfigOf } from '../support/live';
import { Manifest } from '../support/manifest';
import { reaches, textOf } from '../support/reachability';
import { blocks } from '../support/snippets';
import { TeamVersion, writeTeamProgram } from '../support/team-program';

const CLUSTER = 'e2e-team';
const [, , PRUNE_TEAM = '', , , , DELETE_TEAM = ''] = blocks('docs/deletion.md', 'sh');
const KINDS =
  'pods services persistentvolumeclaims configmaps replicationcontrollers deployments.apps statefulsets.apps daemonsets.apps ' +
  'replicasets.apps jobs.batch cronjobs.batch horizontalpodautoscalers.autoscaling poddisruptionbudgets.policy ' +
  'ingresses.networking.k8s.io networkpolicies.networking.k8s.io';
/** What is the cluster's own, and what a deployer needs for nothing. */
const OTHERS =
  'resourcequotas limitranges serviceaccounts secrets roles.rbac.authorization.k8s.io rolebindings.rbac.authorization.k8s.io ' +
  'namespaces nodes persistentvolumes storageclasses.storage.k8s.io clusterroles.rbac.authorization.k8s.io ' +
  'clusterrolebindings.rbac.authorization.k8s.io';
const SUBRESOURCES =
  'pods/exec pods/attach pods/portforward pods/ephemeralcontainers deployments.apps/scale pods/resize';

/** Writes and applies the cluster as an administrator; returns the kubeconfig of its account `ci`. */
function applyPlatform(outdir: string): string {
  const app = new MarApp({ outdir });
  const cluster = new MarCluster(app, CLUSTER);
  cluster.grant(cluster.addServiceAccount('ci'), MarRole.DEPLOYER);
  app.synth();
  kubectl(['apply', '-f', outdir]);
  return kubeconfigOf(CLUSTER, 'ci');
}

function manifestsIn(folder: string): Manifest[] {
  const texts = Object.values(textsIn(folder));
  return texts.flatMap((text) => parseAllDocuments(text).map((document): Manifest => document.toJS()));
}

/** Asks the server which of the pairs `verb resource` the account may do: the requests of `kubectl auth can-i`. */
function allowedTo(kubeconfig: string, cells: readonly string[], namespace: string): string[] {
  const reviews = cells.map((cell) => {
    const [verb = '', what = ''] = cell.split(' ');
    const [full = '', subresource] = what.split('/');
    const [resource, ...group] = full.split('.');
    const resourceAttributes = { namespace, verb, group: group.join('.'), resource, subresource };
    return { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes } };
  });
  const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: reviews });
  const output = 'jsonpath={.status.allowed}{"\\n"}';
  const answers = kubectl(['--kubeconfig', kubeconfig, 'create', '-f', '-', '-o', output], list).trim().split('\n');
  expect(answers).toHaveLength(cells.length);
  return cells.filter((_, i) => answers[i] === 'true');
}

function pairs(verbs: string, resources: string): string[] {
  return resources.split(' ').flatMap((resource) => verbs.split(' ').map((verb) => `${verb} ${resource}`));
}

/** Objects of the namespace with a label, by name; of each what its author says. */
async function labelled(label: string): Promise<Map<string, Manifest>> {
  const found = [...(await inventory())].filter(([name, { metadata }]) => {
    return metadata.labels?.[label] !== undefined && !/^(endpoints|endpointslices\S*) /.test(name);
  });
  const ours = found.filter(
    ([name, { metadata }]) => metadata.namespace === CLUSTER || name === `namespaces /${CLUSTER}`,
  );
  return new Map(ours.map(([name, { metadata, spec, rules, subjects }]) => {
    return [name, { uid: metadata.uid, labels: metadata.labels, spec, rules, subjects }];
  })); // prettier-ignore
}

describeE2e('the account of a deployer, on a real API server', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mar-deployer-'));
  const [platform, dist] = [path.join(folder, 'platform'), path.join(folder, 'dist')];
  let ci = '';

  const write = (version: TeamVersion): void => {
    fs.rmSync(dist, { recursive: true, force: true });
    writeTeamProgram(dist, CLUSTER, version);
  };
  const apply = (): Outcome => tryKubectl(['--kubeconfig', ci, 'apply', '-f', dist]);

  beforeAll(() => {
    jest.spyOn(console, 'warn').mockReturnValue();
    deleteNamespaces(CLUSTER);
    ci = applyPlatform(platform);
  });

  afterAll(() => {
    disconnect();
    deleteNamespaces(CLUSTER);
    for (const each of [folder, path.dirname(ci)]) fs.rmSync(each, { recursive: true });
  });

  test('may do everything with the kinds of a team, and nothing else', async () => {
    const may = [
      ...pairs('get list watch create update patch delete', KINDS),
      ...pairs('get list watch delete', 'podtemplates'),
      ...pairs('get list watch', 'resourcequotas limitranges'),
      'get namespaces',
    ];
    const all = pairs(
      'get list watch create update patch delete deletecollection',
      `${KINDS} ${OTHERS} podtemplates ${SUBRESOURCES} serviceaccounts/token`,
    );
    await eventually(() => {
      expect(allowedTo(ci, all, CLUSTER).sort()).toEqual([...may].sort());
    });
    expect(allowedTo(ci, all, 'default')).toEqual([]);
  });

  test('the command for teams lists each kind that a team writes, but claims', () => {
    write({ tag: '1', isWhole: true });
    const written = manifestsIn(dist).map(({ apiVersion, kind }) => `${String(apiVersion)}/${String(kind)}`);
    const kinds = [...new Set(written)].map((kind) => kind.replace(/^v1/, 'core/v1'));
    const listed = [...PRUNE_TEAM.matchAll(/--prune-allowlist=(\S+)/g)].map(([, kind]) => kind);
    expect([...listed, 'core/v1/PersistentVolumeClaim'].sort()).toEqual(kinds.sort());
  });

  test('applies everything that a team can write, the first time and again', () => {
    expect(apply()).toMatchObject({ status: 0, stderr: '' });
    expect(applyAgain('--kubeconfig', ci, '-f', dist)).toEqual([]);
    expect(tryKubectl(['--kubeconfig', ci, 'diff', '-f', dist])).toEqual({ status: 0, stdout: '', stderr: '' });
    const rollout = ['rollout', 'status', 'deployment/web', '-n', CLUSTER, '--timeout=600s'];
    expect(tryKubectl(['--kubeconfig', ci, ...rollout])).toMatchObject({ status: 0, stderr: '' });
  });

  test('opens the traffic that the program declares, and no other', () => {
    const written = [...manifestsIn(platform), ...manifestsIn(dist)];
    const { items } = get('networkpolicies', '-n', CLUSTER);
    const live = [...written.filter(({ kind }) => kind !== 'NetworkPolicy'), ...items];
    const paths = reaches(live).map(textOf);
    expect(paths).toEqual(reaches(written).map(textOf));
    expect(paths).toEqual(
      expect.arrayContaining([
        `ingress-nginx/controller -> ${CLUSTER}/web tcp/8080`,
        `${CLUSTER}/web -> ${CLUSTER}/db tcp/5432`,
      ]),
    );
  });

  test('applies a change', () => {
    write({ tag: '2', isWhole: true });
    expect(apply()).toMatchObject({ status: 0, stderr: '' });
    const pods = [get('deployment', 'web', '-n', CLUSTER).spec.template, get('pod', 'db', '-n', CLUSTER)];
    expect(pods.map(({ spec }: Manifest): unknown => spec.containers[0].image)).toEqual(['web:2', 'db:2']);
  });

  test('prunes what left the code, but claims, and leaves what is the cluster’s as it is', async () => {
    const [team, cluster] = [await labelled('mar-existing-cluster'), await labelled('mar-cluster')];
    write({ tag: '2', isWhole: false });
    fs.cpSync(platform, dist, { recursive: true });
    expect(runShell(PRUNE_TEAM, folder, ci)).toMatchObject({ status: 0, stderr: '' });
    const kept = [...team.keys()].filter(
      (name) => / \S+\/web\b/.test(name) || name.startsWith('persistentvolumeclaims '),
    );
    expect(kept).toContain(`networkpolicies.networking.k8s.io ${CLUSTER}/web-traffic`);
    await eventually(async () => {
      expect([...(await labelled('mar-existing-cluster')).keys()].sort()).toEqual(kept.sort());
    });
    expect(await labelled('mar-cluster')).toEqual(cluster);
    expect(runShell(PRUNE_TEAM, folder, ci)).toMatchObject({ status: 0, stderr: '' });
  });

  test('deletes a program that left as a whole, but its claims, and leaves what is the cluster’s as it is', async () => {
    const cluster = await labelled('mar-cluster');
    const inCluster = DELETE_TEAM.replace('-n prod', `-n ${CLUSTER}`);
    expect(runShell(inCluster, folder, ci)).toMatchObject({ status: 0, stderr: '' });
    await eventually(async () => {
      const left = [...(await labelled('mar-existing-cluster')).keys()];
      expect(left.filter((name) => !name.startsWith('persistentvolumeclaims '))).toEqual([]);
      expect(left).toContain(`persistentvolumeclaims ${CLUSTER}/db-data`);
    });
    expect(await labelled('mar-cluster')).toEqual(cluster);
  });

  test('is refused the file of the cluster, as docs/access.md says', () => {
    const { status, stderr } = tryKubectl(['--kubeconfig', ci, 'apply', '-f', platform]);
    expect(status).toBe(1);
    const kinds = [...stderr.matchAll(/cannot get resource "(\w+)"/g)].map(([, kind]) => kind);
    expect([...new Set(kinds)].sort()).toEqual(['rolebindings', 'roles', 'serviceaccounts']);
  });
});
