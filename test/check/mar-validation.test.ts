import type * as plugins from '../../node_modules/cdk8s-cli/lib/plugins';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { MarValidation } from '../../lib';
import { fill, inFolder } from '../support/folder';
import { pod, service } from './cases/objects';

/** The compiler does not follow the exports of a package. */
const { ValidationContext } = jest.requireActual<typeof plugins>('cdk8s-cli/plugins');

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'own', namespace: 'prod' } };
const running = { metadata: { namespace: 'prod' }, spec: { serviceAccountName: 'own' } };
const lost = service({ metadata: { namespace: 'prod' }, spec: { selector: { app: 'wbe' } } }).object;

/** Runs the plugin over files as the CLI does, and returns its report. */
async function validate(files: Record<string, readonly object[]>, plugin: plugins.Validation = new MarValidation()) {
  return inFolder(async (folder) => {
    fill(folder, Object.fromEntries(Object.entries(files).map(([file, docs]) => [file, docs.map((doc) => stringify(doc)).join('---\n')]))); // prettier-ignore
    const names = Object.keys(files).map((file) => path.join(folder, file));
    const context = new ValidationContext(names, 'cdk8s-mar', '0.1.0');
    await plugin.validate(context);
    const { violations, summary } = context.report.toJson();
    const seen = violations.map(({ ruleName, violatingConstructs: [at] }) => [ruleName, path.relative(folder, at?.manifestPath ?? ''), ...(at?.locations ?? [])]); // prettier-ignore
    return { status: summary.status, seen };
  });
}

test('what breaks a rule is reported with its file and field, and fails', async () => {
  expect(await validate({ 'app.yaml': [namespace('prod'), account, pod(running).object, lost] })).toEqual({
    status: 'failure',
    seen: [['MAR-R01 Service prod/web', 'app.yaml', 'spec.selector']],
  });
});

test('manifests that break no rule succeed, those in a List among them', async () => {
  const list = { apiVersion: 'v1', kind: 'List', items: [account, pod(running).object] };
  expect(await validate({ 'app.yaml': [namespace('prod'), list] })).toEqual({ status: 'success', seen: [] });
});

test('files of one folder are one Kubernetes cluster, those of another folder are another', async () => {
  const prod = [namespace('prod'), account];
  const apart = { 'a/prod.yaml': prod, 'b/prod.yaml': [namespace('prod')], 'b/web.yaml': [pod(running).object] };
  const [missing] = (await validate(apart)).seen;
  expect(missing?.slice(0, 2)).toEqual(['MAR-R08 Pod prod/web', path.join('b', 'web.yaml')]);
  expect(await validate({ 'a/prod.yaml': prod, 'a/web.yaml': [pod(running).object] })).toMatchObject({ seen: [] });
});

test('a namespace that no manifest makes is taken for one that is there, with all that is needed', async () => {
  expect(await validate({ 'app.yaml': [pod(running).object] })).toEqual({ status: 'success', seen: [] });
});

test.each(['ServiceAccount/prod/own', 'ServiceAccount/own'])(
  'what exists is named in the properties: %s',
  async (name) => {
    const files = { 'app.yaml': [namespace('prod'), pod(running).object] };
    expect(await validate(files, new MarValidation({ existing: [name] }))).toEqual({ status: 'success', seen: [] });
    expect((await validate(files)).status).toBe('failure');
  },
);

test.each(['', 'own', '/own', 'ServiceAccount/', 'ServiceAccount/a/b/c'])(
  "fails when what exists is named '%s'",
  (name) => {
    expect(() => new MarValidation({ existing: [name] })).toThrow(
      new Error(`existing '${name}' must be of the form Kind/namespace/name or Kind/name: correct it`),
    );
  },
);

test('warnings are reported and let pass', async () => {
  const spec = { ...running.spec, containers: [{ image: 'app:latest' }] };
  expect(await validate({ 'app.yaml': [namespace('prod'), account, pod({ ...running, spec }).object] })).toEqual({
    status: 'success',
    seen: [['MAR-W03 Pod prod/web', 'app.yaml', "spec.containers['app'].image"]],
  });
});

test('an annotation on an object silences a rule for it', async () => {
  const annotations = { 'checks.cdk8s-mar/allow.MAR-R08': 'made by another program' };
  const allowed = pod({ ...running, metadata: { ...running.metadata, annotations } }).object;
  expect(await validate({ 'app.yaml': [namespace('prod'), allowed] })).toEqual({ status: 'success', seen: [] });
});

test.each([null, 'text', 3])('a document that is %j is no object, and nothing is found', async (document) => {
  expect(await validate({ 'app.yaml': [document as unknown as object] })).toEqual({ status: 'success', seen: [] });
});

test.each<[string, object]>([
  ['its kind', { kind: 3, items: [] }],
  ['its apiVersion', { apiVersion: 1, kind: 'Pod', metadata: { name: 'web' } }],
  ['the items of a list', { apiVersion: 'v1', kind: 'PodList', items: 'none' }],
])(
  'an object with a number or a text where something else should be is for the server to refuse: %s',
  async (_, odd) => {
    expect(
      (await validate({ 'app.yaml': [odd, namespace('prod'), account, pod(running).object, lost] })).seen,
    ).toContainEqual(['MAR-R01 Service prod/web', 'app.yaml', 'spec.selector']);
  },
);

test('a field that is null is not there, as people and Helm write it', async () => {
  const nulls = { status: null, metadata: { ...running.metadata, creationTimestamp: null, labels: null } };
  const policy = { podSelector: { matchLabels: null }, policyTypes: null, egress: [{ to: null, ports: null }], ingress: [null] }; // prettier-ignore
  const networkPolicy = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'all', namespace: 'prod' },
    spec: policy,
  };
  const objects = [namespace('prod'), account, pod({ ...running, ...nulls }).object, networkPolicy];
  expect(await validate({ 'app.yaml': objects })).toEqual({ status: 'success', seen: [] });
});

test('a field of several words is reported whole', async () => {
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'web', namespace: 'prod' },
    data: { 'a b': '' },
  };
  expect((await validate({ 'app.yaml': [namespace('prod'), config] })).seen).toEqual([
    ['MAR-N14 ConfigMap prod/web', 'app.yaml', 'key of data'],
  ]);
});

test('what belongs to no namespace is reported without one', async () => {
  const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'a/b' } };
  expect((await validate({ 'app.yaml': [role] })).seen).toEqual([
    ['MAR-N01 ClusterRole a/b', 'app.yaml', 'metadata.name'],
  ]);
});

test('files are taken in the order of their names, and one finding of each is enough', async () => {
  const settings = ['a', 'b'].map((name) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'late' },
  }));
  expect(await validate({ 'b.yaml': [namespace('late')], 'a.yaml': settings })).toEqual({
    status: 'failure',
    seen: [['MAR-R14 ConfigMap late/a', 'a.yaml', 'metadata.namespace']],
  });
});

test('fails when what exists is of a kind that is misspelled', () => {
  expect(() => new MarValidation({ existing: ['Secrets/prod/shop'] })).toThrow(
    new Error("existing 'Secrets/prod/shop' must name a kind: did you mean 'Secret'?"),
  );
});
