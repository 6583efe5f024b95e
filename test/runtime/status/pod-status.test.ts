import { InstanceKind, InstancePhase } from '../../../lib/runtime';
import { toTemplate } from '../../../lib/runtime/object/kept-pod';
import { Container, Pod, PodSpec, PodStatus } from '../../../lib/runtime/object/kube';
import { computeLimits } from '../../../lib/runtime/status/pod-limits';
import { toPodStatus, toStoppedStatus } from '../../../lib/runtime/status/pod-status';
import { aPod, READY } from '../../support/undertaking';

const { metadata, spec } = aPod();

function podWith(status: PodStatus, more: Partial<Pod['metadata']> = {}): Pod {
  return { metadata: { ...metadata, creationTimestamp: '2026-01-01T00:00:00Z', ...more }, spec, status };
}

/** What a pod says in which a container is in some state. */
function waiting(reason: string | undefined, message?: string, lastState?: object): PodStatus {
  return {
    phase: 'Pending',
    containerStatuses: [{ name: 'app', restartCount: 3, state: { waiting: { reason, message } }, lastState }],
  };
}

const why = (status: PodStatus): unknown => {
  const { phase, reason, message } = toPodStatus(podWith(status));
  return [phase, reason, message];
};

test('a pod that is well tells what it is, where it is and what it may use', () => {
  const labels = { ...metadata.labels, 'profile/web': '1.2.0', 'profile/base': '3' };
  const pod = { ...podWith(READY.status, { labels }), spec: { ...spec, nodeName: 'node-1' } };
  expect(toPodStatus(pod)).toEqual({
    cluster: 'prod',
    id: 'api',
    kind: InstanceKind.POD,
    phase: InstancePhase.RUNNING,
    ready: 1,
    desired: 1,
    cpuMillicores: 2000,
    memoryMebibytes: 4096,
    restarts: 0,
    node: 'node-1',
    createdAt: '2026-01-01T00:00:00Z',
    profiles: ['base@3', 'web@1.2.0'],
  });
});

test('a pod of which nothing is known yet is pending', () => {
  expect(toPodStatus({ metadata: { name: 'api' }, spec: { containers: [] } })).toMatchObject({
    cluster: '',
    id: 'api',
    phase: InstancePhase.PENDING,
    createdAt: '',
    profiles: [],
  });
});

test('a pod that is being deleted is stopping', () => {
  expect(toPodStatus(podWith(READY.status, { deletionTimestamp: 'soon' })).phase).toBe(InstancePhase.STOPPING);
});

test('a pod that is kept is stopped, since it was kept', () => {
  const kept = toTemplate(podWith({}, { labels: { ...metadata.labels, 'profile/web': '1' } }), {
    at: '2026-02-03',
    mark: 'x',
  });
  expect(toStoppedStatus(kept)).toEqual({
    cluster: 'prod',
    id: 'api',
    kind: InstanceKind.POD,
    phase: InstancePhase.STOPPED,
    ready: 0,
    desired: 0,
    cpuMillicores: 2000,
    memoryMebibytes: 4096,
    restarts: 0,
    createdAt: '2026-02-03',
    profiles: ['web@1'],
  });
});

test('restarts of all containers are counted', () => {
  const count = (name: string, restartCount: number): object => ({ name, restartCount });
  const status = {
    initContainerStatuses: [count('init', 1)],
    containerStatuses: [count('app', 2), count('sidecar', 4)],
  };
  expect(toPodStatus(podWith(status as PodStatus)).restarts).toBe(7);
});

test.each<[string, PodStatus, unknown[]]>([
  ['all is well', READY.status, ['Running', undefined, undefined]],
  [
    'it was evicted',
    { phase: 'Failed', reason: 'Evicted', message: 'The node was low on memory.' },
    ['Failed', 'Evicted', 'The node was low on memory.'],
  ],
  [
    'its image cannot be pulled',
    waiting('ImagePullBackOff', 'Back-off pulling image "a"'),
    ['Pending', 'ImagePullBackOff', 'container app: Back-off pulling image "a"'],
  ],
  [
    'its container ends again and again, for lack of memory',
    waiting('CrashLoopBackOff', 'back-off 5m0s', { terminated: { reason: 'OOMKilled', exitCode: 137 } }),
    ['Pending', 'CrashLoopBackOff', 'container app: back-off 5m0s, after it ended with OOMKilled (exit code 137)'],
  ],
  [
    'its container ends again and again, in an error',
    waiting('CrashLoopBackOff', 'back-off 5m0s', { terminated: { reason: 'Error', exitCode: 1 } }),
    ['Pending', 'CrashLoopBackOff', 'container app: back-off 5m0s, after it ended with exit code 1'],
  ],
  ['a container waits without a word', waiting(undefined), ['Pending', 'Waiting', 'container app waits']],
  [
    'a container that ended waits without a word',
    waiting('CrashLoopBackOff', undefined, { terminated: { exitCode: 2 } }),
    ['Pending', 'CrashLoopBackOff', 'container app waits, after it ended with exit code 2'],
  ],
  [
    'no node takes it',
    {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/3 nodes' }],
    },
    ['Pending', 'Unschedulable', '0/3 nodes'],
  ],
  [
    'an init container failed, which the others wait for',
    {
      phase: 'Pending',
      initContainerStatuses: [
        {
          name: 'init',
          restartCount: 0,
          state: { terminated: { exitCode: 3, reason: 'Error', message: 'no database' } },
        },
      ],
      containerStatuses: [{ name: 'app', restartCount: 0, state: { waiting: { reason: 'PodInitializing' } } }],
    },
    ['Pending', 'Error', 'container init ended with exit code 3: no database'],
  ],
  [
    'a container ended without a reason',
    { phase: 'Running', containerStatuses: [{ name: 'app', restartCount: 0, state: { terminated: { exitCode: 3 } } }] },
    ['Running', 'Error', 'container app ended with exit code 3'],
  ],
  [
    'a container has ended well',
    { phase: 'Running', containerStatuses: [{ name: 'app', restartCount: 0, state: { terminated: { exitCode: 0 } } }] },
    ['Running', undefined, undefined],
  ],
  ['its containers are made', waiting('ContainerCreating'), ['Pending', 'ContainerCreating', 'container app waits']],
  [
    'it does not take requests',
    {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady', message: 'unready: [app]' }],
    },
    ['Running', 'NotReady', 'unready: [app]'],
  ],
  [
    'it has ended well, and so takes no requests',
    { phase: 'Succeeded', conditions: [{ type: 'Ready', status: 'False', reason: 'PodCompleted' }] },
    ['Succeeded', undefined, undefined],
  ],
  ['its node says nothing', { phase: 'Unknown', reason: 'NodeLost' }, ['Unknown', 'NodeLost', undefined]],
  ['its reason is empty', { phase: 'Running', reason: '' }, ['Running', undefined, undefined]],
])('phase, reason and words of a pod are those of Kubernetes when %s', (_, status, expected) => {
  expect(why(status)).toEqual(expected);
});

function container(cpu?: string, restartPolicy?: string): Container {
  return { name: 'c', restartPolicy, resources: { limits: { ...(cpu === undefined ? {} : { cpu }), memory: '1Mi' } } };
}

test.each<[string, PodSpec, number | undefined]>([
  ['containers side by side', { containers: [container('100m'), container('1')] }, 1100],
  ['sidecars beside them', { containers: [container('100m')], initContainers: [container('50m', 'Always')] }, 150],
  ['a large init container before them', { containers: [container('100m')], initContainers: [container('2')] }, 2000],
  [
    'an init container beside the sidecar that starts before it',
    { containers: [container('100m')], initContainers: [container('50m', 'Always'), container('1')] },
    1050,
  ],
  ['a limit of the pod as a whole', { containers: [container('4')], resources: { limits: { cpu: '2' } } }, 2000],
  ['a container that nothing limits', { containers: [container('1'), container()] }, undefined],
  ['a container without resources', { containers: [{ name: 'c' }] }, undefined],
])('the CPU of a pod is that of %s', (_, of, expected) => {
  expect(computeLimits(of).cpuMillicores).toBe(expected);
});

test('the limits of several pods are those of one, times their number', () => {
  expect(computeLimits({ containers: [container('100m')] }, 3)).toEqual({ cpuMillicores: 300, memoryMebibytes: 3 });
});
