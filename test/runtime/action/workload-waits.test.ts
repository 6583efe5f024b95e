import { InstanceKind } from '../../../lib/runtime';
import {
  explainOutdated,
  explainRemainingPods,
  explainUnready,
  explainRemainingReplicas,
} from '../../../lib/runtime/action/workload-waits';
import { Workload, WorkloadSpec, WorkloadStatus } from '../../../lib/runtime/object/kube';
import { aPod } from '../../support/undertaking';

const K = InstanceKind;
const of = (spec: WorkloadSpec, status?: WorkloadStatus): Workload => ({ metadata: { name: 'web' }, spec, status });

test('a workload that says nothing is to have one pod, and a DaemonSet those of its nodes', () => {
  expect(explainUnready(K.DEPLOYMENT, of({}))).toBe('has 0 of 1 pods ready');
  expect(explainOutdated(K.DEPLOYMENT, of({}))).toBe('has replaced 0 of 1 pods');
  expect(explainUnready(K.DAEMON_SET, of({}))).toBeUndefined();
  expect(explainOutdated(K.DAEMON_SET, of({}))).toBeUndefined();
  expect(explainUnready(K.DAEMON_SET, of({}, { desiredNumberScheduled: 2 }))).toBe('has 0 of 2 pods ready');
});

test('a StatefulSet with a partition above its pods replaces none', () => {
  const spec = { replicas: 2, updateStrategy: { rollingUpdate: { partition: 5 } } };
  expect(explainOutdated(K.STATEFUL_SET, of(spec))).toBeUndefined();
});

test('a Deployment that gave up says why, as far as it says it', () => {
  const stuck = (message?: string): WorkloadStatus => {
    return { conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message }] };
  };
  expect(explainUnready(K.DEPLOYMENT, of({}, stuck('timed out')))).toBe(
    'has 0 of 1 pods ready (ProgressDeadlineExceeded: timed out)',
  );
  expect(explainUnready(K.DEPLOYMENT, of({}, stuck()))).toBe('has 0 of 1 pods ready (ProgressDeadlineExceeded)');
});

test('a Deployment keeps old pods for a while, and it need not say how many pods it has', () => {
  expect(explainOutdated(K.DEPLOYMENT, of({ replicas: 1 }, { updatedReplicas: 1, replicas: 3 }))).toBe(
    'still has 2 old pods',
  );
  expect(explainOutdated(K.DEPLOYMENT, of({ replicas: 1 }, { updatedReplicas: 1 }))).toBeUndefined();
});

test('nothing is left that makes pods when its status counts none', () => {
  expect(explainRemainingReplicas(of({}))).toBeUndefined();
  expect(explainRemainingReplicas(of({}, { replicas: 1 }))).toBe('still has 1 pod');
  expect(explainRemainingReplicas(of({}, { active: 2 }))).toBe('still has 2 pods');
  expect(explainRemainingReplicas(of({}, { active: [{}] }))).toBeUndefined();
});

test('pods that have ended are not waited for', () => {
  const ended = { ...aPod(), status: { phase: 'Succeeded' } };
  expect(explainRemainingPods([ended])).toBeUndefined();
  expect(explainRemainingPods([ended, aPod()])).toBe('still has 1 pod');
});
