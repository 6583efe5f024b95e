import { ApiObject, Chart } from 'cdk8s';
import * as path from 'node:path';
import { MarApp, MarAppProps, MarCluster, MarRegion } from '../../lib';
import { leaveFolder } from '../support/abandoned';
import { fill, inFolder, textsIn } from '../support/folder';

/** What is found of an app with a RoleBinding to `viewer` in the cluster `prod`, and in that of the region `us-east`. */
function changedSince(files: Record<string, string>, props: MarAppProps = {}): string[] {
  return inFolder((lastApplied) => {
    fill(lastApplied, files);
    const app = new MarApp({ outdir: 'unused', lastApplied, ...props });
    new MarRegion(app, 'eu-west');
    for (const scope of [app, new MarRegion(app, 'us-east')]) bind(new MarCluster(scope, 'prod'));
    return app.check().map(({ code, path: at, message }) => `${code} ${at}: ${message.replace(/: .*/, '')}`);
  });
}

function bind(chart: Chart): void {
  new ApiObject(chart, 'Binding', {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'sre', namespace: 'prod' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
  });
}

const binding = (role: string, rest = ''): string =>
  `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: sre, namespace: prod }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${role} }
${rest}`;
const changed = (at: string, was = 'edit'): string =>
  `MAR-C06 ${at}/Binding: roleRef.name must stay as it was applied, which is '${was}', got 'view'`;

test('what nobody can change is compared with what was applied, in each region with its own', () => {
  expect(changedSince({ 'prod.k8s.yaml': binding('edit') })).toEqual([changed('prod')]);
  expect(changedSince({ 'us-east/prod.k8s.yaml': binding('edit') })).toEqual([changed('us-east/prod')]);
  expect(changedSince({ 'prod.k8s.yaml': binding('edit'), 'us-east/prod.k8s.yaml': binding('admin') })).toEqual([
    changed('prod'),
    changed('us-east/prod', 'admin'),
  ]);
});

test.each<[string, Record<string, string>]>([
  ['an empty folder', {}],
  ['what is as it was', { 'prod.k8s.yaml': binding('view') }],
  ['another name', { 'prod.k8s.yaml': binding('edit').replace('name: sre', 'name: dev') }],
  ['another namespace', { 'prod.k8s.yaml': binding('edit').replace('namespace: prod', 'namespace: dev') }],
  ['files of other types', { 'prod.md': binding('edit'), 'prod.yaml.old': binding('edit') }],
])('nothing has changed since %s', (_, files) => {
  expect(changedSince(files)).toEqual([]);
});

test.each([
  ['in a List', `apiVersion: v1\nkind: List\nitems:\n  - ${binding('edit').trim().replace(/\n/g, '\n    ')}\n`],
  ['after other documents', `---\n---\ntext\n---\n- kind: Pod\n---\nkind: 1\n---\n${binding('edit')}`],
  ['with fields that are null', binding('edit', 'subjects:\nstatus: null\n').replace('{ name', '{ labels: , name')],
  ['in a folder below', binding('edit')],
])('what was applied is found %s', (where, text) => {
  const file = where === 'in a folder below' ? 'prod/RoleBinding.sre.k8s.yml' : 'all.yaml';
  expect(changedSince({ [file]: text })).toEqual([changed('prod')]);
});

test('a folder that is called like a file of manifests is none', () => {
  expect(changedSince({ 'old.yaml/prod.yaml': binding('edit') })).toEqual([changed('prod')]);
});

test('without lastApplied nothing is compared', () => {
  expect(changedSince({ 'prod.k8s.yaml': binding('edit') }, { lastApplied: undefined })).toEqual([]);
});

test.each(['missing', 'file.yaml'])("fails when lastApplied is no folder: '%s'", (name) => {
  inFolder((folder) => {
    fill(folder, { 'file.yaml': '' });
    const lastApplied = path.join(folder, name);
    expect(() => new MarApp({ lastApplied })).toThrow(
      new Error(
        `lastApplied must be a folder, got '${lastApplied}': give the one with the manifests that were applied last`,
      ),
    );
  });
});

test.each([
  [
    'kind: [Pod',
    'Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 11',
  ],
  ['<<<<<<< HEAD\nkind: Pod\n=======\n', 'Implicit keys need to be on a single line at line 1, column 1'],
  ['kind: Pod\nspec: *missing\n', 'Unresolved alias (the anchor must be set before the alias): missing'],
])('fails when a file of lastApplied cannot be read: %j', (text, reason) => {
  inFolder((lastApplied) => {
    fill(lastApplied, { 'us-east/prod.yaml': text });
    const file = path.join(lastApplied, 'us-east/prod.yaml');
    expect(() => new MarApp({ lastApplied })).toThrow(
      new Error(`lastApplied must hold manifests in YAML, got '${file}': correct it (${reason})`),
    );
  });
});

test('an app that writes over the output that was last applied finds no change in it', () => {
  inFolder((outdir) => {
    const build = (props: MarAppProps = {}): MarApp => {
      const app = new MarApp({ outdir, ...props });
      bind(new MarCluster(app, 'prod'));
      return app;
    };
    build().synth();
    expect(build({ lastApplied: outdir }).check()).toEqual([]);
  });
});

test('an output that a process moved away before it was ended is put back', () => {
  inFolder((parent) => {
    const files = { 'former/prod.k8s.yaml': binding('edit'), 'next/prod.k8s.yaml': binding('view') };
    leaveFolder(parent, '.dist.synth-', files);
    const app = new MarApp({ outdir: 'unused', lastApplied: path.join(parent, 'dist') });
    bind(new MarCluster(app, 'prod'));
    expect(app.check().map(({ code }) => code)).toEqual(['MAR-C06']);
    expect(textsIn(parent)).toEqual({ 'dist/prod.k8s.yaml': binding('edit') });
  });
});
