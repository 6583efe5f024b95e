import * as fc from 'fast-check';
import { ISubject, MarPermission, MarRole, Subject } from '../../lib/index';
import { all, expectRefusal, only } from '../support/manifest';
import { cluster, unordered } from '../cluster/fixture';

const DEPLOYER = MarRole.custom('deployer', [MarPermission.INSTANCES_CREATE]);

test('no access is written before a role is granted', () => {
  expect([...all(cluster(), 'Role'), ...all(cluster(), 'RoleBinding')]).toEqual([]);
});

test('a role that is granted is written with its binding, in the namespace of the cluster', () => {
  const prod = cluster();
  prod.grant(Subject.user('jane'), DEPLOYER);
  expect(only(prod, 'Role').metadata).toMatchObject({ name: 'mar-deployer', namespace: 'prod' });
  expect(only(prod, 'RoleBinding')).toMatchObject({
    metadata: { name: 'mar-deployer', namespace: 'prod' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'mar-deployer' },
    subjects: [{ kind: 'User', name: 'jane' }],
  });
});

test('a role that is granted to several is written once, with each of them once', () => {
  const prod = cluster();
  for (const name of ['zoe', 'jane', 'zoe']) prod.grant(Subject.user(name), DEPLOYER);
  expect(only(prod, 'Role')).toBeDefined();
  expect(only(prod, 'RoleBinding').subjects.map((subject: { name: string }) => subject.name)).toEqual(['jane', 'zoe']);
});

test('a user and a group of one name are two subjects', () => {
  const prod = cluster();
  prod.grant(Subject.user('sre'), DEPLOYER);
  prod.grant(Subject.group('sre'), DEPLOYER);
  expect(only(prod, 'RoleBinding').subjects).toHaveLength(2);
});

test('roles of one name and the same permissions, in whatever order, are one', () => {
  const permissions = [MarPermission.EXEC, MarPermission.LOGS_READ];
  const prod = cluster();
  prod.grant(Subject.user('jane'), MarRole.custom('debugger', permissions));
  prod.grant(Subject.user('zoe'), MarRole.custom('debugger', [...permissions].reverse()));
  expect(only(prod, 'RoleBinding').subjects).toHaveLength(2);
});

test.each([
  ['deploy', 'deploy-binding'],
  ['deploy-binding', 'deploy'],
])('the roles %s and %s are granted side by side', (...names) => {
  const prod = cluster();
  for (const name of names) prod.grant(Subject.user('jane'), MarRole.custom(name, [MarPermission.EXEC]));
  const written = all(prod, 'Role').map((role) => role.metadata.name);
  expect(written).toEqual(names.map((name) => `mar-${name}`));
});

test('fails when another role of the same name has been granted', () => {
  const prod = cluster();
  prod.grant(Subject.user('jane'), DEPLOYER);
  const other = MarRole.custom('deployer', [MarPermission.INSTANCES_CREATE, MarPermission.EXEC]);
  expectRefusal(
    prod,
    () => {
      prod.grant(Subject.user('zoe'), other);
    },
    "[prod] role must have the permissions it was granted with before (instances:create), got 'deployer': give the new role " +
      'another name',
  );
  expect(only(prod, 'RoleBinding').subjects).toHaveLength(1);
});

test('law: grants commute, and one that is repeated changes nothing', () => {
  const subject = fc.constantFrom<ISubject>(Subject.user('jane'), Subject.user('zoe'), Subject.group('sre'));
  const role = fc.constantFrom(MarRole.VIEWER, MarRole.OPERATOR, DEPLOYER);
  const grants = fc.array(fc.tuple(subject, role), { minLength: 1, maxLength: 8 });
  const shuffled = grants.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray([...some, ...some], { minLength: 2 * some.length })),
  );
  fc.assert(
    fc.property(shuffled, ([some, repeated]) => {
      const [one, other] = [cluster(), cluster()];
      for (const grant of some) one.grant(...grant);
      for (const grant of repeated) other.grant(...grant);
      for (const kind of ['Role', 'RoleBinding']) expect(unordered(other, kind)).toEqual(unordered(one, kind));
    }),
    { numRuns: 30 },
  );
});
