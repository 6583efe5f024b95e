import { fleetOf } from '../../bench/tasks/fleet';

test('a fleet has 50 instances to a cluster, and the rest in the last one, all of names of their own', () => {
  const fleet = fleetOf(120);
  expect(fleet.map(({ name, instances }) => [name, instances.length])).toEqual([
    ['c0', 50],
    ['c1', 50],
    ['c2', 20],
  ]);
  expect(new Set(fleet.flatMap(({ instances }) => instances)).size).toBe(120);
});
