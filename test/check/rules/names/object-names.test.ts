import { KubeObject } from '../../../../lib/kube/objects';
import { DERIVED_NAMES } from '../../../../lib/check/rules/names/derived-names';
import { DUPLICATE } from '../../../../lib/check/rules/names/duplicate';
import { OBJECT_NAME } from '../../../../lib/check/rules/names/object-name';
import { findings, found, messages } from '../found';
import { object } from '../objects';

const long = 'a'.repeat(64);

describe('names of objects', () => {
  test.each([
    ['v1', 'Service', '1web', 'web.eu'],
    ['v1', 'ConfigMap', `${long}.eu`, 'Web'],
    ['v1', 'Namespace', 'web', 'web.eu'],
    ['apps/v1', 'StatefulSet', 'web', 'web.eu'],
    ['batch/v1', 'Job', 'web.eu', long],
    ['rbac.authorization.k8s.io/v1', 'Role', 'system:Web', 'a/b'],
    ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', '...', '..'],
    ['policy/v1', 'PodDisruptionBudget', 'Web', '100%'],
    ['coordination.k8s.io/v1', 'LeaseCandidate', 'Web_1', '..web'],
    ['acme.example/v1', 'Widget', 'web.eu', 'web_eu'],
  ])('%s %s may be called %s, and not %s', (apiVersion, kind, valid, invalid) => {
    expect(found(OBJECT_NAME, object(apiVersion, kind, {}, { name: valid }))).toEqual([]);
    expect(found(OBJECT_NAME, object(apiVersion, kind, {}, { name: invalid }))).toEqual([`metadata.name '${invalid}'`]);
  });

  test('a job that selects its pods itself has a longer name, as they carry no label of it', () => {
    expect(found(OBJECT_NAME, object('batch/v1', 'Job', { spec: { manualSelector: true } }, { name: long }))).toEqual(
      [],
    );
  });

  test('an object without a name has one that is generated', () => {
    expect(found(OBJECT_NAME, object('v1', 'Pod', {}, { name: undefined, generateName: 'web-' }))).toEqual([]);
    expect(found(OBJECT_NAME, { apiVersion: 'v1', kind: 'Pod' })).toEqual(["metadata.name ''"]);
  });

  test('a name that is a number in YAML is refused, with the way out', () => {
    expect(messages(OBJECT_NAME, object('v1', 'Pod', {}, { name: 1 }))).toEqual([
      "metadata.name must be a text, got '1': put it in quotes",
    ]);
  });

  test('a namespace has a name too', () => {
    expect(found(OBJECT_NAME, object('v1', 'Pod', {}, { namespace: 'Prod' }))).toEqual(["metadata.namespace 'Prod'"]);
  });
});

describe('duplicates', () => {
  const config = (metadata: object): KubeObject => object('v1', 'ConfigMap', {}, metadata);

  test('an object is found that was there before, with the place of the first one', () => {
    const twice = [config({}), config({ name: 'other' }), config({}), config({})];
    const seen = findings(DUPLICATE, ...twice).map(({ manifest, message }) => [manifest.path, message]);
    const message =
      "metadata.name must be unique among the objects of kind ConfigMap of namespace 'prod', of which the last one would replace the others, got 'web': rename it, or remove it or the one at object-0";
    expect(seen).toEqual([
      ['object-2', message],
      ['object-3', message],
    ]);
  });

  test('another group, kind or namespace is another object', () => {
    const others = [object('acme.example/v1', 'ConfigMap'), object('v1', 'Secret'), config({ namespace: 'dev' })];
    expect(found(DUPLICATE, config({}), ...others)).toEqual([]);
  });

  test('what belongs to no namespace is there once, and what has no name as often as one likes', () => {
    const role = object('rbac.authorization.k8s.io/v1', 'ClusterRole');
    expect(found(DUPLICATE, role, role)).toEqual(["metadata.name 'web'"]);
    expect(found(DUPLICATE, config({ name: undefined }), config({ name: undefined }))).toEqual([]);
  });
});

describe('derived names', () => {
  test.each([
    ['StatefulSet', 52],
    ['DaemonSet', 242],
  ])('the name of a %s has at most %s characters', (kind, most) => {
    expect(found(DERIVED_NAMES, object('apps/v1', kind, {}, { name: 'a'.repeat(most) }))).toEqual([]);
    const name = 'a'.repeat(most + 1);
    expect(found(DERIVED_NAMES, object('apps/v1', kind, {}, { name }))).toEqual([`metadata.name '${name}'`]);
    expect(found(DERIVED_NAMES, object('apps/v1', kind, {}, { name: 'A'.repeat(most + 1) }))).toEqual([]);
  });

  test.each([
    ['Job', (spec: object): object => spec, 61],
    ['CronJob', (spec: object): object => ({ jobTemplate: { spec } }), 52],
  ] as const)('an index is part of the host names of the pods of a %s', (kind, specOf, most) => {
    const indexed = (name: string, completions: unknown = 10): KubeObject =>
      object('batch/v1', kind, { spec: specOf({ completionMode: 'Indexed', completions }) }, { name });
    expect(found(DERIVED_NAMES, indexed('a'.repeat(most)), indexed('a.b', null), indexed('a.b', 0))).toEqual([]);
    const name = 'a'.repeat(most);
    expect(found(DERIVED_NAMES, indexed(name, 11), indexed('a.b', 1), indexed('A', 1))).toEqual([
      `metadata.name '${name}'`,
      "metadata.name 'a.b'",
    ]);
    const unfinished = [{}, specOf({ completionMode: 'Indexed' })];
    expect(
      unfinished.flatMap((spec) => found(DERIVED_NAMES, object('batch/v1', kind, { spec }, { name: 'a.b' }))),
    ).toEqual([]);
  });
});
