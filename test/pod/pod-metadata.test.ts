import { MarInstance } from '../../lib';
import { newCluster, newInstance, podOf, SMALL } from '../support/instance';
import { frozen } from '../support/manifest';

test('a pod carries the labels of MAR, of its cluster and the recommended ones of Kubernetes, and no others', () => {
  expect(podOf(newInstance()).metadata.labels).toEqual({
    app: 'mar',
    'instance-id': 'api',
    'mar-cluster': 'prod',
    'app.kubernetes.io/name': 'api',
    'app.kubernetes.io/instance': 'api',
    'app.kubernetes.io/managed-by': 'cdk8s-mar',
    'app.kubernetes.io/part-of': 'mar',
  });
});

test('a pod has no annotations by default', () => {
  expect(podOf(newInstance()).metadata.annotations ?? {}).toEqual({});
});

test('labels and annotations of the user are added', () => {
  const props = { labels: { tier: 'data', 'example.com/team': '' }, annotations: { note: 'any text, really' } };
  const { labels, annotations } = podOf(newInstance(frozen(props))).metadata;
  expect(labels).toMatchObject({ tier: 'data', 'example.com/team': '', app: 'mar' });
  expect(annotations).toEqual({ note: 'any text, really' });
});

test('labels of the cluster are on its pods, too', () => {
  expect(podOf(newInstance({}, newCluster({ labels: { team: 'a' } }))).metadata.labels).toMatchObject({ team: 'a' });
});

test.each(['app.kubernetes.io/name', 'app.kubernetes.io/instance'])(
  'the recommended label %s can be another',
  (key) => {
    expect(podOf(newInstance({ labels: { [key]: 'orders' } })).metadata.labels).toMatchObject({ [key]: 'orders' });
  },
);

test.each(['app', 'instance-id', 'app.kubernetes.io/managed-by', 'app.kubernetes.io/part-of'])(
  'fails when the label %s is given, which the library sets',
  (key) => {
    expect(() => newInstance({ labels: { [key]: 'x' } })).toThrow(
      new Error(`[prod/api] labels must not have keys that the library sets, got '${key}': choose another key`),
    );
  },
);

test('fails when a label is longer than 63 characters', () => {
  const value = 'a'.repeat(64);
  expect(() => newInstance({ labels: { team: value } })).toThrow(
    new Error(
      "[prod/api] labels['team'] must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one " +
        `a letter or digit), got '${value}': shorten it, or make it an annotation`,
    ),
  );
});

test('fails when the key of an annotation is none', () => {
  expect(() => newInstance({ annotations: { 'a b': 'x' } })).toThrow(
    new Error(
      "[prod/api] annotations must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters, got " +
        "'a b': rename the key",
    ),
  );
});

test('an instance that was refused for its labels leaves its id to another', () => {
  const cluster = newCluster();
  expect(() => newInstance({ labels: { app: 'x' } }, cluster)).toThrow(
    new Error("[prod/api] labels must not have keys that the library sets, got 'app': choose another key"),
  );
  expect(new MarInstance(cluster, 'api', SMALL).instanceId).toBe('api');
});
