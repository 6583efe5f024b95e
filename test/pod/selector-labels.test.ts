import { MarCluster } from '../../lib';
import { SELECTOR_LABELS } from '../../lib/internal/labels';
import { newCluster, newInstance } from '../support/instance';
import { expectRefusal, testApp } from '../support/manifest';
import { KINDS } from '../workload/fixture';

test('the labels by which pods are selected are known, of every kind', () => {
  expect([...SELECTOR_LABELS].sort()).toEqual(KINDS.map(([, { label }]) => label).sort());
});

test.each(SELECTOR_LABELS)('fails when a pod would be taken for one of another kind by its label %s', (key) => {
  const cluster = newCluster();
  expectRefusal(
    cluster,
    () => newInstance({ labels: { [key]: 'web' } }, cluster),
    `[prod/api] labels must not have keys that the library sets, got '${key}': choose another key`,
  );
});

test.each(SELECTOR_LABELS)('fails when all pods of a cluster would be selected by its label %s', (key) => {
  const app = testApp();
  expectRefusal(
    app,
    () => new MarCluster(app, 'prod', { labels: { [key]: 'web' } }),
    `[prod] labels must not have keys that the library sets, got '${key}': choose another key`,
  );
});
