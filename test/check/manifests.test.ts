import { Manifest } from '../../lib/check/manifest';
import { Manifests } from '../../lib/check/manifests';
import { KubeObject } from '../../lib/kube/objects';
import { object } from './rules/objects';

const all: readonly KubeObject[] = [
  object('v1', 'ConfigMap'),
  object('v1', 'ConfigMap', {}, { namespace: 'dev' }),
  object('v1', 'Secret', {}, { name: 'key' }),
  object('v1', 'Namespace', {}, { name: 'prod', namespace: 'prod' }),
];
const manifests = new Manifests(
  all.map((json) => new Manifest(json, 'file.yaml')),
  ['Secret/prod/made', 'StorageClass//fast', 'Secret/*/everywhere'],
);
const shown = (found: readonly Manifest[]): string[] => found.map((one) => `${one.namespace}: ${one.toString()}`);

describe('a rule is told of', () => {
  test.each([
    ['ConfigMap', undefined, ["prod: ConfigMap 'web'", "dev: ConfigMap 'web'"]],
    ['ConfigMap', 'dev', ["dev: ConfigMap 'web'"]],
    ['Secret', 'dev', []],
    ['Namespace', '', [": Namespace 'prod'"]],
    ['Pod', undefined, []],
  ])('the objects of kind %s in the namespace %s', (kind, namespace, found) => {
    expect(shown(manifests.ofKind(kind, namespace))).toEqual(found);
  });

  test.each([
    ['prod', ["prod: ConfigMap 'web'", "prod: Secret 'key'"]],
    ['', [": Namespace 'prod'"]],
    ['test', []],
  ])('all objects of the namespace %j', (namespace, found) => {
    expect(shown(manifests.inNamespace(namespace))).toEqual(found);
  });

  test.each([
    ['Secret', 'prod', 'key', true, true],
    ['Secret', 'dev', 'key', false, false],
    ['Secret', 'prod', 'made', false, true],
    ['Secret', 'dev', 'made', false, false],
    ['Secret', 'dev', 'everywhere', false, true],
    ['StorageClass', '', 'fast', false, true],
  ])('the %s of %j called %s: made here: %s, there: %s', (kind, namespace, name, isMade, exists) => {
    expect(manifests.find(kind, namespace, name)?.name).toBe(isMade ? name : undefined);
    expect(manifests.exists(kind, namespace, name)).toBe(exists);
  });

  test('the namespaces that are made here', () => {
    expect(manifests.owns('prod')).toBe(true);
    expect(manifests.owns('dev')).toBe(false);
  });
});
