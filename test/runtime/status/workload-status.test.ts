import { SELECTOR_LABEL } from '../../../lib/internal/labels';
import { InstanceKind, InstancePhase, InstanceStatus } from '../../../lib/runtime';
import { Pod, Workload, WorkloadSpec, WorkloadStatus } from '../../../lib/runtime/object/kube';
import { WORKLOAD_KINDS, WorkloadKind } from '../../../lib/runtime/object/resource';
import { toWorkloadStatus } from '../../../lib/runtime/status/workload-status';
import { aPod, READY } from '../../support/undertaking';

const K = InstanceKind;
const SCALED = [K.DEPLOYMENT, K.STATEFUL_SET, K.REPLICA_SET, K.REPLICATION_CONTROLLER] as const;
const template = { spec: aPod().spec };

function statusOf(
  kind: WorkloadKind,
  spec: WorkloadSpec,
  status?: WorkloadStatus,
  pods: Pod[] = [],
  annotations: Record<string, string> = {},
): InstanceStatus {
  const metadata = { name: 'web', namespace: 'prod', annotations, labels: { [SELECTOR_LABEL[kind]]: 'web' } };
  const own = kind === K.CRON_JOB ? { ...spec, jobTemplate: { spec: { template } } } : { ...spec, template };
  const workload: Workload = { metadata, spec: own, ...(status === undefined ? {} : { status }) };
  return toWorkloadStatus(kind, workload, pods);
}

const podIn = (status: Pod['status'], more: Partial<Pod['metadata']> = {}): Pod => {
  return { ...aPod(), metadata: { ...aPod().metadata, ...more }, status };
};
const READY_POD = podIn(READY.status);
const CRASHING = podIn({
  phase: 'Running',
  containerStatuses: [
    { name: 'app', restartCount: 4, state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } } },
  ],
});

test.each(SCALED)('a %s of which all pods are ready is running, and well', (kind) => {
  expect(statusOf(kind, { replicas: 2 }, { replicas: 2, readyReplicas: 2 }, [READY_POD, READY_POD])).toEqual({
    cluster: 'prod',
    id: 'web',
    kind,
    phase: InstancePhase.RUNNING,
    ready: 2,
    desired: 2,
    cpuMillicores: 4000,
    memoryMebibytes: 8192,
    restarts: 0,
    createdAt: '',
    profiles: [],
  });
});

test.each(SCALED)('a %s that nobody has seen yet is to have one pod, which is missing', (kind) => {
  expect(statusOf(kind, {})).toMatchObject({
    phase: InstancePhase.PENDING,
    ready: 0,
    desired: 1,
    reason: 'NoPods',
    message: '0 of 1 pods are there',
  });
});

test.each(SCALED)('a %s with a part of its pods ready is running, with the worst of what its pods say', (kind) => {
  const creating = podIn({
    phase: 'Pending',
    containerStatuses: [{ name: 'app', restartCount: 0, state: { waiting: { reason: 'ContainerCreating' } } }],
  });
  expect(
    statusOf(kind, { replicas: 3 }, { replicas: 3, readyReplicas: 1 }, [creating, CRASHING, READY_POD]),
  ).toMatchObject({
    phase: InstancePhase.RUNNING,
    reason: 'CrashLoopBackOff',
    message: 'container app: back-off',
    restarts: 4,
  });
  expect(statusOf(kind, { replicas: 2 }, { readyReplicas: 1 }, [creating, READY_POD]).reason).toBe('ContainerCreating');
});

test.each(SCALED)('a %s that was scaled to nothing is stopped, and tells what it may use when it runs', (kind) => {
  const stopped = statusOf(kind, { replicas: 0 }, {}, [], { 'stopped-replicas': '3' });
  expect(stopped).toMatchObject({ phase: InstancePhase.STOPPED, desired: 0, cpuMillicores: 6000 });
  expect(statusOf(kind, { replicas: 0 })).toMatchObject({ phase: InstancePhase.STOPPED, cpuMillicores: 0 });
});

test.each(SCALED)('a %s that was scaled to nothing is stopping as long as it has pods', (kind) => {
  expect(statusOf(kind, { replicas: 0 }, { replicas: 1 }).phase).toBe(InstancePhase.STOPPING);
  expect(statusOf(kind, { replicas: 0 }, { replicas: 0 }, [READY_POD]).phase).toBe(InstancePhase.STOPPING);
});

test('pods that are being deleted do not say why the others are not ready', () => {
  const leaving = { ...CRASHING, metadata: { ...CRASHING.metadata, deletionTimestamp: 'soon' } };
  expect(statusOf(K.DEPLOYMENT, { replicas: 1 }, {}, [leaving]).reason).toBe('NoPods');
});

test('pods that the quota refuses are the trouble of a workload', () => {
  const conditions = [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota' }];
  const status = statusOf(K.DEPLOYMENT, { replicas: 2 }, { readyReplicas: 1, conditions }, [CRASHING]);
  expect(status).toMatchObject({ reason: 'FailedCreate', message: 'exceeded quota' });
});

test('a condition without a reason is told by its type', () => {
  const conditions = [{ type: 'ReplicaFailure', status: 'True' }];
  expect(statusOf(K.REPLICA_SET, { replicas: 2 }, { conditions }).reason).toBe('ReplicaFailure');
});

test('a Deployment that gave up says so where its pods do not', () => {
  const conditions = [
    { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out' },
  ];
  const status = statusOf(K.DEPLOYMENT, { replicas: 1 }, { conditions });
  expect(status).toMatchObject({ reason: 'ProgressDeadlineExceeded', message: 'timed out' });
});

test('a condition that does not say why is no trouble', () => {
  const conditions = [{ type: 'Progressing', status: 'False' }];
  expect(statusOf(K.DEPLOYMENT, { replicas: 1 }, { conditions }).reason).toBe('NoPods');
});

test('a DaemonSet is to have the pods that its nodes give it', () => {
  expect(statusOf(K.DAEMON_SET, {}, { desiredNumberScheduled: 3, numberReady: 2 }, [CRASHING])).toMatchObject({
    phase: InstancePhase.RUNNING,
    ready: 2,
    desired: 3,
    cpuMillicores: 6000,
    reason: 'CrashLoopBackOff',
  });
  expect(statusOf(K.DAEMON_SET, {})).toMatchObject({ phase: InstancePhase.PENDING, ready: 0, desired: 0 });
});

const condition = (type: string): WorkloadStatus => ({
  conditions: [{ type, status: 'True', reason: 'BackoffLimitExceeded' }],
});

test.each<[string, WorkloadSpec, WorkloadStatus | undefined, object]>([
  ['runs', { parallelism: 2, completions: 5 }, { active: 2, ready: 1 }, { phase: 'Running', ready: 1, desired: 2 }],
  ['is almost done', { parallelism: 2, completions: 5 }, { succeeded: 4 }, { phase: 'Pending', desired: 1 }],
  ['has begun', {}, undefined, { phase: 'Pending', ready: 0, desired: 1 }],
  ['has succeeded', {}, condition('Complete'), { phase: 'Succeeded', ready: 0, desired: 0 }],
  ['has failed', {}, condition('Failed'), { phase: 'Failed', desired: 0, reason: 'BackoffLimitExceeded' }],
  ['waits', { suspend: true }, { active: 0 }, { phase: 'Suspended', desired: 0 }],
  ['was told to wait and still has pods', { suspend: true }, { active: 1 }, { phase: 'Stopping', desired: 0 }],
])('a Job that %s says so', (_, spec, status, expected) => {
  expect(statusOf(K.JOB, spec, status)).toMatchObject(expected);
});

test.each(['Complete', 'Failed'])('a Job that has ended as %s tells what it may use when it runs', (type) => {
  const spec = { parallelism: 2, completions: 2 };
  const status = statusOf(K.JOB, spec, { ...condition(type), succeeded: 2 });
  expect(status).toMatchObject({ desired: 0, cpuMillicores: 4000, memoryMebibytes: 8192 });
});

test('a CronJob runs while a job of it does, and else waits for its time or for somebody', () => {
  const done = podIn({ phase: 'Succeeded' });
  expect(statusOf(K.CRON_JOB, {}, { active: [{}] }, [READY_POD, done])).toMatchObject({
    phase: 'Running',
    ready: 1,
    desired: 1,
  });
  expect(statusOf(K.CRON_JOB, {}, {}, [done])).toMatchObject({ phase: 'Scheduled', desired: 0, cpuMillicores: 2000 });
  expect(statusOf(K.CRON_JOB, { suspend: true })).toMatchObject({ phase: 'Suspended' });
});

test.each(WORKLOAD_KINDS)('a %s without a template, as nobody has, has no limits', (kind) => {
  const metadata = { name: 'web', creationTimestamp: '2026-01-01', labels: { 'profile/web': '1' } };
  const status = toWorkloadStatus(kind, { metadata, spec: {} }, []);
  expect(status).toMatchObject({ cluster: '', createdAt: '2026-01-01', profiles: ['web@1'] });
  expect(status).not.toHaveProperty('cpuMillicores');
});

test('a pod of which nothing is known is alive', () => {
  const unknown = { metadata: { name: 'x' }, spec: { containers: [] } };
  expect(statusOf(K.DEPLOYMENT, { replicas: 0 }, {}, [unknown]).phase).toBe(InstancePhase.STOPPING);
});
