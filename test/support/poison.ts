import { SELECTOR_LABEL } from '../../lib/internal/labels';
import { InstanceKind } from '../../lib/runtime/object/instance-kind';
import { KubeObject, Pod } from '../../lib/runtime/object/kube';
import {
  EVENTS,
  NAMESPACES,
  POD_METRICS,
  POD_TEMPLATES,
  PODS,
  QUOTAS,
  Resource,
  WORKLOAD_KINDS,
  WORKLOADS,
} from '../../lib/runtime/object/resource';
import { FakeServer } from './fake-server';
import { labelsOf } from './undertaking';

/** Changes a string of an object; the same string always in the same way, so that names and labels still fit together. */
export type Poison = (text: string) => string;

/** Returns a copy of `value` in which every string and every key of a map is poisoned; keys that a type declares stay. */
export function poisoned<T>(value: T, poison: Poison, isMap = false): T {
  if (typeof value === 'string') return poison(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => poisoned(item, poison)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    return [isMap ? poisonKey(key, poison) : key, poisoned(item as unknown, poison, MAPS.includes(key))];
  });
  return Object.fromEntries(entries) as T;
}

const MAPS: readonly string[] = ['labels', 'annotations', 'hard', 'used'];

/** Labels that make an object an instance stay: without them it is not listed at all. Behind its prefix, a profile has any name. */
function poisonKey(key: string, poison: Poison): string {
  const isOurs = ['app.kubernetes.io/managed-by', 'mar-cluster', ...Object.values<string>(SELECTOR_LABEL)].includes(
    key,
  );
  if (isOurs || !/^(?:profile\/|\w+\.?\w*$)/.test(key)) return key;
  return key.startsWith('profile/') ? `profile/${poison(key.slice('profile/'.length))}` : poison(key);
}

const CREATED = '2026-01-01T00:00:00Z';
const CONTAINER = { name: 'app', image: 'orders:1.4.2', resources: { limits: { cpu: '2', memory: '4Gi' } } };
const ENDED = { reason: 'OOMKilled', exitCode: 137, message: 'last words' };

/** A status of each kind that a pod can have: each field that `mar` may print is in one of them. */
const POD_STATUSES: Record<string, Pod['status']> = {
  refused: { phase: 'Failed', reason: 'Evicted', message: 'node is full' },
  waiting: {
    phase: 'Pending',
    containerStatuses: [
      {
        name: 'app',
        restartCount: 3,
        state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
        lastState: { terminated: ENDED },
      },
    ],
  },
  ended: { phase: 'Failed', containerStatuses: [{ name: 'app', restartCount: 1, state: { terminated: ENDED } }] },
  init: {
    phase: 'Pending',
    initContainerStatuses: [{ name: 'first', restartCount: 1, state: { waiting: { reason: 'ErrImagePull' } } }],
  },
  unbound: {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: 'no node' }],
  },
  unready: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'not yet' }],
  },
};

/** A server with an object of each kind that `mar` reads, in each state that it tells of. */
export function oddServer(poison: Poison): FakeServer {
  const server = new FakeServer();
  const add = <T extends KubeObject>(resource: Resource<T>, object: T): void => {
    server.add(resource, poisoned(object, poison));
  };
  const meta = (name: string, key: string): KubeObject['metadata'] => {
    const labels = { ...labelsOf(key, name), 'profile/base': '1' };
    return { name, namespace: 'prod', labels, annotations: { note: 'a note' }, creationTimestamp: CREATED };
  };
  const ours = { ...labelsOf('mar-cluster', 'prod'), 'topology.kubernetes.io/region': 'us-east' };
  add(NAMESPACES, {
    metadata: { name: 'prod', labels: ours, creationTimestamp: CREATED },
    status: { phase: 'Active' },
  });
  for (const [name, status] of Object.entries(POD_STATUSES)) {
    add(PODS, { metadata: meta(name, 'instance-id'), spec: { containers: [CONTAINER], nodeName: 'node-a' }, status });
    add(POD_METRICS, { metadata: meta(name, 'instance-id'), containers: [{ usage: { cpu: '5m', memory: '7Mi' } }] });
  }
  const kept = meta('kept', 'instance-id');
  const template = { spec: { containers: [CONTAINER] } };
  add(POD_TEMPLATES, { metadata: { ...kept, annotations: { 'kept-pod': 'uid', 'kept-at': CREATED } }, template });
  for (const kind of WORKLOAD_KINDS) {
    const spec = { replicas: 2, parallelism: 2, template, jobTemplate: { spec: { template } } };
    const type = kind === InstanceKind.JOB ? 'Failed' : 'ReplicaFailure';
    const conditions = [{ type, status: 'True', reason: 'FailedCreate', message: 'quota is used up' }];
    add(WORKLOADS[kind], { metadata: meta(kind.toLowerCase(), SELECTOR_LABEL[kind]), spec, status: { conditions } });
  }
  const used = { 'limits.cpu': '1', pods: '5' };
  add(QUOTAS, {
    metadata: { name: 'quota', namespace: 'prod' },
    status: { hard: { 'limits.cpu': '2', pods: '9' }, used },
  });
  add(EVENTS, {
    metadata: { name: 'event', namespace: 'prod', creationTimestamp: CREATED },
    involvedObject: { kind: 'Pod', name: 'waiting' },
    ...{ type: 'Warning', reason: 'BackOff', message: 'back-off\nagain', count: 3, lastTimestamp: CREATED },
  });
  return server;
}
