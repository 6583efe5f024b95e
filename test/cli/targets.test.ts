import { fullName, namesOf, refOf, refsOf } from '../../lib/cli/targets';
import { UsageError } from '../../lib/cli/usage-error';
import { InstanceKind } from '../../lib/runtime/object/instance-kind';

test.each([
  ['api', { cluster: 'prod', id: 'api' }],
  ['test/api', { cluster: 'test', id: 'api' }],
  ['test/Job/import', { cluster: 'test', kind: InstanceKind.JOB, id: 'import' }],
  ['test/statefulset/db', { cluster: 'test', kind: InstanceKind.STATEFUL_SET, id: 'db' }],
])('%s names an instance', (argument, ref) => {
  expect(refOf(argument, 'prod')).toEqual(ref);
});

test.each(['a/b/c/d', '/api', 'prod/', 'prod//api'])('fails when an instance is named %s', (argument) => {
  expect(() => refOf(argument, 'prod')).toThrow(
    new UsageError(`an instance is ID, CLUSTER/ID or CLUSTER/KIND/ID, got '${argument}'`),
  );
});

test.each([
  ['Deploymnt', "did you mean 'Deployment'?"],
  ['cron', "did you mean 'CronJob'?"],
  ['Ingress', 'there are Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob'],
])('fails when the kind is %s', (kind, advice) => {
  expect(() => refOf(`prod/${kind}/api`, 'prod')).toThrow(new UsageError(`no kind '${kind}': ${advice}`));
});

test('an instance that is named twice is one', () => {
  expect(refsOf(['api', 'prod/api', 'prod/Pod/api'], 'prod')).toEqual([
    { cluster: 'prod', id: 'api' },
    { cluster: 'prod', kind: 'Pod', id: 'api' },
  ]);
});

test('a full name has the kind always', () => {
  const ref = { cluster: 'prod', kind: InstanceKind.CRON_JOB, id: 'api' };
  expect(fullName(ref)).toBe('prod/CronJob/api');
  expect(refOf(fullName(ref), 'other')).toEqual(ref);
});

test('a name has the kind where several have the ID, so that it is found again', () => {
  const refs = [
    { cluster: 'prod', id: 'api', kind: InstanceKind.POD },
    { cluster: 'prod', id: 'api', kind: InstanceKind.JOB },
    { cluster: 'test', id: 'api', kind: InstanceKind.JOB },
    { cluster: 'prod', id: 'web' },
  ];
  expect(namesOf(refs)).toEqual(['prod/Pod/api', 'prod/Job/api', 'test/api', 'prod/web']);
  expect(refsOf(namesOf(refs), 'other')).toEqual([refs[0], refs[1], { cluster: 'test', id: 'api' }, refs[3]]);
});
