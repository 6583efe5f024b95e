import { MarInstance, MarProfile } from '../../lib';
import { newCluster, SMALL } from '../support/instance';
import { only } from '../support/manifest';

test('another version of the profile of the cluster takes its place', () => {
  const old = new MarProfile({ name: 'standard', version: '1.2', priorityClassName: 'high' });
  const cluster = newCluster({ profile: old });
  new MarInstance(cluster, 'api', { ...SMALL, profile: new MarProfile({ name: 'standard', version: '2.0' }) });
  expect(only(cluster, 'Pod').metadata.labels).toMatchObject({ 'profile/standard': '2.0' });
  expect(only(cluster, 'Pod').spec).not.toHaveProperty('priorityClassName');
});
