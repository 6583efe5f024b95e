import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-30';
import { Construct } from 'constructs';
import { Peer, Port } from '../../lib';
import { LIMITS, newCluster } from '../support/instance';
import { expectRefusal, Manifest, manifestsOf, only } from '../support/manifest';
import { Kind, KINDS, MANY, objectOf, templateOf } from './fixture';

/** Something that writes all objects that there can be beside its own. */
function loaded({ create }: Kind, scope: Construct = newCluster()): ReturnType<Kind['create']> {
  const pod = create(scope, 'api');
  pod.addStorage('/data', MANY);
  pod.addContainer({ name: 'proxy', image: 'proxy:1', resources: LIMITS });
  pod.exposeViaService({ serviceName: 'api-front' });
  pod.exposeViaIngress('api.example.com');
  pod.allowTo(Peer.internet(), Port.tcp(443));
  return pod;
}

const bytesOf = (pod: Construct): string => JSON.stringify(manifestsOf(Chart.of(pod)));

describe.each(KINDS)('the pods of %s', (_, kind) => {
  const { create, label } = kind;
  const selector = { [label]: 'api' };

  test('carry the name in a label', () => {
    expect(templateOf(create(newCluster(), 'api')).metadata.labels).toMatchObject(selector);
  });

  test('are selected by that label in a Service', () => {
    const cluster = newCluster();
    create(cluster, 'api').exposeViaService({ serviceName: 'front' });
    expect(only(cluster, 'Service', 'front').spec.selector).toEqual(selector);
  });

  test('are selected by that label in their NetworkPolicy', () => {
    const cluster = newCluster();
    create(cluster, 'api').allowFrom(Peer.cidr('10.0.0.0/8'));
    expect(only(cluster, 'NetworkPolicy', 'api-traffic').spec.podSelector).toEqual({ matchLabels: selector });
  });

  test('are selected by that label in a Service of cdk8s-plus', () => {
    const cluster = newCluster();
    const ports = [{ port: 80 }];
    new kplus.Service(cluster, 'plain', { metadata: { name: 'plain' }, selector: create(cluster, 'api'), ports });
    expect(only(cluster, 'Service', 'plain').spec.selector).toEqual(selector);
  });

  test('are selected by that label, and in their namespace, when cdk8s-plus keeps others apart from them', () => {
    const cluster = newCluster();
    const other = create(cluster, 'other');
    other.scheduling.separate(create(cluster, 'api'));
    const [term] = templateOf(other).spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(term).toMatchObject({ labelSelector: { matchLabels: selector }, namespaces: ['prod'] });
  });

  test('and all that is attached to them bear no label and no hash of cdk8s, which change when code moves', () => {
    const bytes = bytesOf(loaded(kind));
    expect(bytes).not.toContain(kplus.Pod.ADDRESS_LABEL);
    expect(bytes).not.toMatch(/c8[0-9a-f]{6}/);
  });

  test('and all that is attached to them are the same bytes when they are created further down the tree', () => {
    const moved = loaded(kind, new Construct(newCluster(), 'Group'));
    expect(bytesOf(moved)).toBe(bytesOf(loaded(kind)));
  });

  test('and all that is attached to them are the same bytes when they are synthesized again', () => {
    const pod = loaded(kind);
    expect(bytesOf(pod)).toBe(bytesOf(pod));
  });

  test('fail to be created when the name is taken by the same kind', () => {
    const cluster = newCluster();
    create(cluster, 'api');
    const group = new Construct(cluster, 'Group');
    expectRefusal(
      cluster,
      () => create(group, 'api'),
      `[prod/Group/api] ${kind.nameProp} must be unique among the objects of kind ${kind.kind} in cluster 'prod', got 'api': ` +
        "choose another name, 'prod/api' has this one",
    );
  });

  test('fail to be created when the user sets their label, which is for the name', () => {
    expect(() => create(newCluster(), 'api', { labels: { [label]: 'other' } })).toThrow(
      new Error(`[prod/api] labels must not have keys that the library sets, got '${label}': choose another key`),
    );
  });
});

const WORKLOADS = KINDS.filter(([, { kind }]) => kind !== 'Pod');
const JOBS = WORKLOADS.filter(([, { kind }]) => kind.endsWith('Job'));
const SELECTING = WORKLOADS.filter(([, { kind }]) => !kind.endsWith('Job'));

test.each(SELECTING)('%s selects its pods by its name alone', (_, { create, label }) => {
  const selector: Manifest = objectOf(create(newCluster(), 'api')).spec.selector;
  expect(selector.matchLabels ?? selector).toEqual({ [label]: 'api' });
});

test.each(JOBS)('%s has no selector, as Kubernetes knows its pods', (_, { create }) => {
  expect(objectOf(create(newCluster(), 'api')).spec).not.toHaveProperty('selector');
});

test.each(WORKLOADS)('%s carries the labels of its pods itself, and that of its cluster', (_, { create }) => {
  const pod = create(newCluster(), 'api', { labels: { tier: 'web' } });
  expect(objectOf(pod).metadata.labels).toEqual({ ...templateOf(pod).metadata.labels, 'mar-cluster': 'prod' });
});

test.each(KINDS)('%s has a label that is on its pods alone, among one of each kind under one name', (_, { label }) => {
  const cluster = newCluster();
  const created = KINDS.map(([name, kind]) => kind.create(new Construct(cluster, name), 'api'));
  const selected = created.filter((pod) => templateOf(pod).metadata.labels[label] === 'api');
  expect(selected.map(({ kind }) => kind)).toEqual(
    KINDS.filter(([, own]) => own.label === label).map(([, own]) => own.kind),
  );
});
