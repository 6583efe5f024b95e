import { InstancePhase, InstanceStatus } from '../../../lib/runtime';
import {
  getNewestWarnings,
  countPhases,
  getQuotaUsage,
  toClusterSummary,
} from '../../../lib/runtime/status/cluster-status';
import { KubeEvent, ResourceQuota } from '../../../lib/runtime/object/kube';

test('a namespace tells the name, the phase, the region and the age of its cluster', () => {
  const labels = { 'topology.kubernetes.io/region': 'us-east' };
  const metadata = { name: 'prod', creationTimestamp: '2026-01-01T00:00:00Z', labels };
  expect(toClusterSummary({ metadata, status: { phase: 'Terminating' } })).toEqual({
    name: 'prod',
    phase: 'Terminating',
    region: 'us-east',
    createdAt: '2026-01-01T00:00:00Z',
  });
  expect(toClusterSummary({ metadata: { name: 'new' } })).toEqual({ name: 'new', phase: 'Active', createdAt: '' });
});

test('of each ceiling it is told what is used, in the order of quota and resource', () => {
  const quotas: ResourceQuota[] = [
    {
      metadata: { name: 'quota' },
      status: { hard: { pods: '4', 'limits.cpu': '2', services: '0' }, used: { pods: '1', 'limits.cpu': '500m' } },
    },
    { metadata: { name: 'empty' }, status: {} },
    { metadata: { name: 'best-effort' }, status: { hard: { pods: '10' } } },
    { metadata: { name: 'new' } },
  ];
  expect(getQuotaUsage(quotas)).toEqual([
    { quota: 'best-effort', resource: 'pods', used: '0', hard: '10', share: 0 },
    { quota: 'quota', resource: 'limits.cpu', used: '500m', hard: '2', share: 0.25 },
    { quota: 'quota', resource: 'pods', used: '1', hard: '4', share: 0.25 },
    { quota: 'quota', resource: 'services', used: '0', hard: '0', share: 1 },
  ]);
});

test('instances are counted by phase', () => {
  const rows = [InstancePhase.STOPPED, InstancePhase.RUNNING, InstancePhase.STOPPED].map(
    (phase) => ({ phase }) as InstanceStatus,
  );
  expect(countPhases(rows)).toEqual([
    { phase: InstancePhase.RUNNING, count: 1 },
    { phase: InstancePhase.STOPPED, count: 2 },
  ]);
});

const event = (more: Partial<KubeEvent>): KubeEvent => ({
  metadata: { name: 'e' },
  involvedObject: { kind: 'Pod', name: 'api' },
  ...more,
});

test('warnings are told with the newest first, by the time that each of them has', () => {
  const events = [
    event({
      reason: 'old',
      metadata: { name: 'e', creationTimestamp: '2026-01-01' },
      lastTimestamp: null,
      eventTime: null,
    }),
    event({ reason: 'new', lastTimestamp: '2026-01-04', message: 'no node', count: 3 }),
    event({ reason: 'series', series: { count: 7, lastObservedTime: '2026-01-03' } }),
    event({ reason: 'once', eventTime: '2026-01-02' }),
    event({ involvedObject: {} }),
  ];
  expect(getNewestWarnings(events)).toEqual([
    { about: 'Pod/api', reason: 'new', message: 'no node', count: 3, lastAt: '2026-01-04' },
    { about: 'Pod/api', reason: 'series', message: '', count: 7, lastAt: '2026-01-03' },
    { about: 'Pod/api', reason: 'once', message: '', count: 1, lastAt: '2026-01-02' },
    { about: 'Pod/api', reason: 'old', message: '', count: 1, lastAt: '2026-01-01' },
    { about: '/', reason: '', message: '', count: 1, lastAt: '' },
  ]);
});

test('no more than twenty warnings are told', () => {
  expect(getNewestWarnings(Array.from({ length: 30 }, () => event({})))).toHaveLength(20);
});
