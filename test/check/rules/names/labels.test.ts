import { KubeObject } from '../../../../lib/kube/objects';
import { LABELS } from '../../../../lib/check/rules/names/labels';
import { SELECTORS } from '../../../../lib/check/rules/names/selectors';
import { found } from '../found';
import { object } from '../objects';
import { pod, service } from './objects';

describe('labels', () => {
  test('are looked at wherever Kubernetes has them', () => {
    const metadata = { labels: { a: 'b c' } };
    const template = { metadata, spec: { volumes: [{ ephemeral: { volumeClaimTemplate: { metadata } } }] } };
    expect(
      found(
        LABELS,
        object('apps/v1', 'StatefulSet', { spec: { template, volumeClaimTemplates: [{ metadata }] } }, metadata),
        object('batch/v1', 'CronJob', { spec: { jobTemplate: { metadata, spec: { template: { metadata } } } } }),
      ),
    ).toEqual([
      "metadata.labels['a'] 'b c'",
      "spec.template.metadata.labels['a'] 'b c'",
      "spec.template.spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.labels['a'] 'b c'",
      "spec.volumeClaimTemplates[0].metadata.labels['a'] 'b c'",
      "spec.jobTemplate.metadata.labels['a'] 'b c'",
      "spec.jobTemplate.spec.template.metadata.labels['a'] 'b c'",
    ]);
  });

  test('of a custom resource are those of the object alone, and data are no labels', () => {
    const labels = { 'a b': 'c' };
    expect(found(LABELS, object('acme.example/v1', 'Widget', { spec: { metadata: { labels } } }, { labels }))).toEqual([
      "metadata.labels 'a b'",
    ]);
    expect(found(LABELS, object('v1', 'ConfigMap', { data: { metadata: { labels } } }), { kind: 'Pod' })).toEqual([]);
  });

  test('may be empty, and not of another type', () => {
    expect(found(LABELS, object('v1', 'Pod', {}, { labels: { a: '', b: null } }))).toEqual([]);
    expect(found(LABELS, object('v1', 'Pod', {}, { labels: { a: true, b: ['x'] } }))).toEqual([
      "metadata.labels['a'] 'true'",
      `metadata.labels['b'] '["x"]'`,
    ]);
  });
});

describe('selectors', () => {
  test('of a Service and of a ReplicationController are labels themselves', () => {
    const spec = { selector: { 'a b': 'c' } };
    expect(found(SELECTORS, service(spec), object('v1', 'ReplicationController', { spec }))).toEqual([
      "spec.selector 'a b'",
      "spec.selector 'a b'",
    ]);
    expect(found(SELECTORS, object('acme.example/v1', 'Service', { spec }))).toEqual([]);
  });

  test('are looked at wherever Kubernetes has them', () => {
    const selector = { matchLabels: { a: 'b c' }, matchExpressions: [{ key: 'd e', operator: 'In', values: ['f g'] }] };
    const spec = { podSelector: selector, ingress: [{ from: [{ namespaceSelector: selector }] }] };
    expect(found(SELECTORS, object('networking.k8s.io/v1', 'NetworkPolicy', { spec }))).toEqual([
      "spec.podSelector.matchLabels['a'] 'b c'",
      "spec.ingress[0].from[0].namespaceSelector.matchLabels['a'] 'b c'",
      "spec.podSelector.matchExpressions[0].key 'd e'",
      "spec.podSelector.matchExpressions[0].values[0] 'f g'",
      "spec.ingress[0].from[0].namespaceSelector.matchExpressions[0].key 'd e'",
      "spec.ingress[0].from[0].namespaceSelector.matchExpressions[0].values[0] 'f g'",
    ]);
  });

  test('of nodes that pods only prefer may have any values', () => {
    const matchExpressions = [{ key: 'disk', operator: 'In', values: ['very fast'] }];
    const nodeAffinity = (terms: object): KubeObject => pod({ affinity: { nodeAffinity: terms } });
    const preferred = [{ weight: 1, preference: { matchExpressions } }];
    expect(found(SELECTORS, nodeAffinity({ preferredDuringSchedulingIgnoredDuringExecution: preferred }))).toEqual([]);
    const required = { nodeSelectorTerms: [{ matchExpressions }] };
    const at = 'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]';
    expect(found(SELECTORS, nodeAffinity({ requiredDuringSchedulingIgnoredDuringExecution: required }))).toEqual([
      `${at}.matchExpressions[0].values[0] 'very fast'`,
    ]);
  });

  test('of the scopes of a quota have no keys', () => {
    const matchExpressions = [{ scopeName: 'PriorityClass', operator: 'In', values: ['a b'] }];
    expect(found(SELECTORS, object('v1', 'ResourceQuota', { spec: { scopeSelector: { matchExpressions } } }))).toEqual(
      [],
    );
  });

  test('that are written wrongly are for the server to refuse', () => {
    const spec = { selector: { matchLabels: ['a b'], matchExpressions: { key: 'a b' } } };
    expect(found(SELECTORS, object('apps/v1', 'Deployment', { spec }))).toEqual([]);
  });
});
