import { MarInstance, MarStatefulSet } from '../../lib';
import { newCluster, SMALL } from '../support/instance';
import { all, expectRefusal } from '../support/manifest';

const SET = { ...SMALL, port: 5432 };

test('fails when an instance would have the name of a pod of a StatefulSet', () => {
  const cluster = newCluster();
  new MarStatefulSet(cluster, 'db', SET);
  expectRefusal(
    cluster,
    () => new MarInstance(cluster, 'db-0', SMALL),
    "[prod/db-0] instanceId must leave the names of the pods of a StatefulSet to it, got 'db-0': choose another name, 'prod/db' " +
      'would have the same pod',
  );
});

test('fails when a StatefulSet would make a pod of the name of an instance', () => {
  const cluster = newCluster();
  new MarInstance(cluster, 'db-12', SMALL);
  expectRefusal(
    cluster,
    () => new MarStatefulSet(cluster, 'db', SET),
    "[prod/db] workloadName must leave the names of the pods of a StatefulSet to it, got 'db': choose another name, 'prod/db-12' " +
      'would have the same pod',
  );
});

test('an instance may be called like a StatefulSet, and have a number that none would give', () => {
  const cluster = newCluster();
  new MarStatefulSet(cluster, 'db', SET);
  for (const instanceId of ['db', 'db-a', 'other-0'])
    new MarInstance(cluster, `i-${instanceId}`, { ...SMALL, instanceId });
  expect(all(cluster, 'Pod')).toHaveLength(3);
});
