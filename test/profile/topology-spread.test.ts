import { Topology } from 'cdk8s-plus-30';
import { TopologySpread, WhenUnsatisfiable } from '../../lib';
import { newInstance, podOf } from '../support/instance';
import { frozen, Manifest } from '../support/manifest';

const spreadOf = (...topologySpread: TopologySpread[]): Manifest =>
  podOf(newInstance({ topologySpread: frozen(topologySpread) })).spec.topologySpreadConstraints;

test('every prop of a spread is at its place', () => {
  const spread: Required<TopologySpread> = {
    topology: Topology.ZONE,
    labels: { tier: 'web' },
    maxSkew: 3,
    whenUnsatisfiable: WhenUnsatisfiable.SCHEDULE_ANYWAY,
  };
  expect(spreadOf(spread)).toEqual([
    {
      topologyKey: 'topology.kubernetes.io/zone',
      labelSelector: { matchLabels: { tier: 'web' } },
      maxSkew: 3,
      whenUnsatisfiable: 'ScheduleAnyway',
    },
  ]);
});

test('one place is at most 1 ahead by default', () => {
  expect(spreadOf({ topology: Topology.HOSTNAME, labels: { a: 'b' } })).toMatchObject([{ maxSkew: 1 }]);
});

test('an instance that would be one too many is not scheduled by default', () => {
  const spread = { topology: Topology.HOSTNAME, labels: { a: 'b' } };
  expect(spreadOf(spread)).toMatchObject([{ whenUnsatisfiable: 'DoNotSchedule' }]);
});

test('several spreads hold together', () => {
  const labels = { a: 'b' };
  expect(spreadOf({ topology: Topology.HOSTNAME, labels }, { topology: Topology.ZONE, labels })).toHaveLength(2);
});

test.each([0, -1, 1.5, NaN])('fails when maxSkew is %s', (maxSkew) => {
  expect(() => spreadOf({ topology: Topology.ZONE, labels: { a: 'b' }, maxSkew })).toThrow(
    new Error(
      `[prod/api] topologySpread[].maxSkew must be a whole number of 1 to 2147483647, got '${maxSkew}': correct it`,
    ),
  );
});

test('fails when the group has no label, as every instance would be of it', () => {
  expect(() => spreadOf({ topology: Topology.ZONE, labels: {} })).toThrow(
    new Error(
      "[prod/api] topologySpread[].labels must not be empty, got '': give a label that the group has in common",
    ),
  );
});

test('fails when a label of the group is none', () => {
  expect(() => spreadOf({ topology: Topology.ZONE, labels: { '-a': 'b' } })).toThrow(
    new Error(
      "[prod/api] topologySpread[].labels must have keys of the form 'name' or 'dns.name/name', the name at most 63 " +
        "characters, got '-a': rename the key",
    ),
  );
});

test.each(['x y', '', 'zone/'])("fails when the topology is '%s', which is no label of nodes", (key) => {
  expect(() => spreadOf({ topology: Topology.custom(key), labels: { a: 'b' } })).toThrow(
    new Error(
      "[prod/api] topologySpread[].topology must have keys of the form 'name' or 'dns.name/name', the name at most 63 " +
        `characters, got '${key}': rename the key`,
    ),
  );
});

test('fails when two spreads have one topology and do one thing, which Kubernetes refuses', () => {
  const spread = { topology: Topology.ZONE, labels: { a: 'b' } };
  expect(() => spreadOf(spread, { ...spread, labels: { c: 'd' } })).toThrow(
    /^\[prod\/api\] topologySpread\[\]\.topology must be unique .+, got 'topology\.kubernetes\.io\/zone.*': .+$/,
  );
});
