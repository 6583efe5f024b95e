import { KubeObject } from '../../../../lib/kube/objects';
import { ANNOTATIONS } from '../../../../lib/check/rules/names/annotation-keys';
import { ANNOTATION_SIZE } from '../../../../lib/check/rules/names/annotation-size';
import { found, messages } from '../found';
import { object } from '../objects';

describe('annotations', () => {
  test('have keys in capitals if one likes', () => {
    expect(found(ANNOTATIONS, object('v1', 'Pod', {}, { annotations: { 'Acme.Example/Key': 'v' } }))).toEqual([]);
    expect(found(ANNOTATIONS, object('v1', 'Pod', {}, { annotations: { 'Acme_Example/Key': 'v' } }))).toEqual([
      "metadata.annotations 'Acme_Example/Key'",
    ]);
  });

  test('are looked at in templates, and need not be there', () => {
    const template = { metadata: { annotations: { a: 1 } } };
    expect(found(ANNOTATIONS, object('apps/v1', 'Deployment', { spec: { template } }))).toEqual([
      "spec.template.metadata.annotations['a'] '1'",
    ]);
    expect(found(ANNOTATIONS, object('apps/v1', 'Deployment', { spec: { template: { metadata: null } } }))).toEqual([]);
  });

  const data = (size: number): object => ({ data: { a: 'x'.repeat(size), h: '<&>\u2028\u00e9\t\x07\x7f"\\' } });

  test.each([
    [261_930, {}],
    [261_906, { 'a/b': 'v<é' }],
    [261_930, { 'kubectl.kubernetes.io/last-applied-configuration': 'replaced' }],
  ])(
    'an object with %s bytes of data and the annotations %j is the largest that kubectl applies',
    (size, annotations) => {
      const config = (bytes: number): KubeObject =>
        object('v1', 'ConfigMap', data(bytes), { name: 'big', namespace: 'default', annotations });
      expect(found(ANNOTATION_SIZE, config(size))).toEqual([]);
      expect(found(ANNOTATION_SIZE, config(size + 1))).toEqual(["metadata.annotations '257 KiB'"]);
    },
  );

  test('that are too large by themselves are told from those with a copy', () => {
    const annotations = { a: 'x'.repeat(256 * 1024) };
    expect(messages(ANNOTATION_SIZE, object('v1', 'Pod', {}, { annotations }))).toEqual([
      "metadata.annotations must not be larger than 256 KiB, with the copy of the object that kubectl apply keeps there, got '513 KiB': keep large data elsewhere",
    ]);
  });
});
