import { isKept, toTemplate, keeps, keptAt, toPod } from '../../../lib/runtime/object/kept-pod';
import { ObjectMeta, Pod } from '../../../lib/runtime/object/kube';
import { aPod } from '../../support/undertaking';

const WRITTEN = { at: '2026-01-02T03:04:05.000Z', mark: 'mark' };
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** The pod `api` with more in its specification and its metadata. */
function podWith(spec: object, metadata: Partial<ObjectMeta> = {}): Pod {
  const pod = aPod();
  return { ...pod, metadata: { ...pod.metadata, uid: 'uid-1', ...metadata }, spec: { ...pod.spec, ...spec } };
}

const specOf = (pod: Pod): object => toTemplate(pod, WRITTEN).template.spec;

test('a pod is kept with its labels, annotations, finalizers, owners and specification', () => {
  const owners = [{ kind: 'Application', name: 'shop' }];
  const pod = podWith(
    { hostname: 'api' },
    { annotations: { team: 'a' }, finalizers: ['example.com/f'], ownerReferences: owners },
  );
  const kept = toTemplate(pod, WRITTEN);
  expect(kept).toEqual({
    apiVersion: 'v1',
    kind: 'PodTemplate',
    metadata: {
      name: 'api',
      namespace: 'prod',
      labels: pod.metadata.labels,
      annotations: { 'kept-pod': 'uid-1', 'kept-at': WRITTEN.at, 'kept-write': 'mark' },
    },
    template: {
      metadata: {
        labels: pod.metadata.labels,
        annotations: { team: 'a' },
        finalizers: ['example.com/f'],
        ownerReferences: owners,
      },
      spec: pod.spec,
    },
  });
});

test('a pod that is restored is what was kept, and nothing of what the server knows of the former one', () => {
  const pod = podWith({ hostname: 'api' }, { resourceVersion: '7', annotations: { team: 'a', 'start-mark': 'x' } });
  const { metadata, ...rest } = toPod(toTemplate({ ...pod, status: { phase: 'Running' } }, WRITTEN));
  expect(rest).toEqual({ apiVersion: 'v1', kind: 'Pod', spec: pod.spec });
  expect(metadata).toEqual({ name: 'api', namespace: 'prod', labels: pod.metadata.labels, annotations: { team: 'a' } });
});

test('a template without metadata restores a pod without labels', () => {
  const { metadata, template } = toTemplate(aPod(), WRITTEN);
  expect(toPod({ metadata, template: { spec: template.spec } }).metadata).toEqual({ name: 'api', namespace: 'prod' });
});

test('what the server has computed and would refuse is left out', () => {
  const added = { priority: 1000, preemptionPolicy: 'PreemptLowerPriority', ephemeralContainers: [{ name: 'debug' }] };
  expect(specOf(podWith({ priorityClassName: 'high', ...added }))).toEqual(podWith({ priorityClassName: 'high' }).spec);
});

test('overhead that a runtime class gives is left out, and one that was declared is kept', () => {
  const overhead = { cpu: '10m' };
  expect(specOf(podWith({ overhead, runtimeClassName: 'gvisor' }))).not.toHaveProperty('overhead');
  expect(specOf(podWith({ overhead }))).toHaveProperty('overhead', overhead);
});

describe('what came with the binding to a node', () => {
  const zone = { 'topology.kubernetes.io/zone': 'a' };
  const bound = (metadata: Partial<ObjectMeta>): Pod => {
    return podWith({ nodeName: 'node-1' }, { ...metadata, labels: { ...aPod().metadata.labels, ...zone } });
  };
  const kept = (metadata: Partial<ObjectMeta>): unknown[] => {
    const { spec, metadata: { labels } = {} } = toTemplate(bound(metadata), WRITTEN).template;
    return [spec.nodeName, labels?.['topology.kubernetes.io/zone']];
  };

  test.each([
    ['nothing says who wrote it', {}],
    ['nobody wrote it', { managedFields: [{ fieldsV1: { 'f:spec': { 'f:containers': {} } } }, {}] }],
    ['no fields are known, and it was not applied', { managedFields: [], annotations: { [APPLIED]: '{"spec":{}}' } }],
  ])('is left out when %s', (_, metadata) => {
    expect(kept(metadata)).toEqual([undefined, undefined]);
  });

  test('is kept when somebody wrote it', () => {
    const labels = { 'f:topology.kubernetes.io/zone': {} };
    const fieldsV1 = { 'f:spec': { 'f:nodeName': {} }, 'f:metadata': { 'f:labels': labels } };
    expect(kept({ managedFields: [{ fieldsV1 }] })).toEqual(['node-1', 'a']);
  });

  test('is kept when it was applied and no fields are known', () => {
    const applied = JSON.stringify({ spec: { nodeName: 'node-1' }, metadata: { labels: zone } });
    expect(kept({ annotations: { [APPLIED]: applied } })).toEqual(['node-1', 'a']);
  });
});

test('a template keeps the pod whose uid it has, and no other one', () => {
  const kept = toTemplate(podWith({}), WRITTEN);
  expect(keeps(kept, podWith({}))).toBe(true);
  expect(keeps(kept, podWith({}, { uid: 'uid-2' }))).toBe(false);
  expect(keeps(undefined, podWith({}))).toBe(false);
  expect(keeps(toTemplate(aPod(), WRITTEN), aPod())).toBe(false);
});

test('a template of somebody else is none that keeps a pod', () => {
  const kept = toTemplate(podWith({}), WRITTEN);
  expect(isKept(kept)).toBe(true);
  expect(isKept({ ...kept, metadata: { ...kept.metadata, annotations: {} } })).toBe(false);
  expect(isKept({ ...kept, metadata: { ...kept.metadata, annotations: undefined } })).toBe(false);
  expect(isKept({ ...kept, metadata: { ...kept.metadata, labels: { app: 'mar' } } })).toBe(false);
});

test('a pod was stopped when its template says, else when that was created', () => {
  const { metadata, template } = toTemplate(podWith({}), WRITTEN);
  expect(keptAt({ metadata, template })).toBe(WRITTEN.at);
  expect(keptAt({ metadata: { name: 'api', creationTimestamp: '2026-01-01T00:00:00Z' }, template })).toBe(
    '2026-01-01T00:00:00Z',
  );
  expect(keptAt({ metadata: { name: 'api' }, template })).toBe('');
});
