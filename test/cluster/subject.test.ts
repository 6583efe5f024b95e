import { Group, ServiceAccount, User } from 'cdk8s-plus-30';
import { ISubject, MarRole, Subject } from '../../lib';
import { Manifest, only } from '../support/manifest';
import { cluster, instance } from './fixture';

/** The subject as the binding of a cluster writes it. */
function bound(subject: ISubject, prod = cluster()): Manifest {
  prod.grant(subject, MarRole.VIEWER);
  return only(prod, 'RoleBinding').subjects;
}

const apiGroup = 'rbac.authorization.k8s.io';

test('a user is bound by name', () => {
  expect(bound(Subject.user('jane'))).toEqual([{ kind: 'User', name: 'jane', apiGroup }]);
});

test('a group is bound by name', () => {
  expect(bound(Subject.group('sre'))).toEqual([{ kind: 'Group', name: 'sre', apiGroup }]);
});

test('a user and a group of cdk8s-plus are bound as ours are', () => {
  const prod = cluster();
  const [jane, sre] = [User.fromName(prod, 'Jane', 'jane'), Group.fromName(prod, 'Sre', 'sre')];
  expect(bound(jane)).toEqual(bound(Subject.user('jane')));
  expect(bound(sre)).toEqual(bound(Subject.group('sre')));
});

test('a service account that the cluster creates is bound in its namespace', () => {
  const prod = cluster();
  expect(bound(prod.addServiceAccount('ci'), prod)).toEqual([
    { kind: 'ServiceAccount', name: 'ci', namespace: 'prod' },
  ]);
});

test('a service account of another cluster is bound in that one', () => {
  const tools = cluster({}, 'tools');
  expect(bound(tools.addServiceAccount('ci'))).toEqual([{ kind: 'ServiceAccount', name: 'ci', namespace: 'tools' }]);
});

test('a service account that exists is bound in the namespace that cdk8s-plus knows', () => {
  const prod = cluster();
  const flux = ServiceAccount.fromServiceAccountName(prod, 'Flux', 'flux', { namespaceName: 'flux-system' });
  expect(bound(flux)).toEqual([{ kind: 'ServiceAccount', name: 'flux', namespace: 'flux-system' }]);
});

test('fails when a service account does not say its namespace, as it may be another than that of the cluster', () => {
  const subject = { toSubjectConfiguration: () => ({ kind: 'ServiceAccount', name: 'ci' }) };
  expect(() => bound(subject)).toThrow(
    new Error(
      "[prod] subject must have a namespace, got 'ci': give its ServiceAccount a namespace, or create it with " +
        'cluster.addServiceAccount',
    ),
  );
});

test('an instance with a service account of its own is bound as that', () => {
  const prod = cluster();
  const api = instance(prod, 'api', { serviceAccount: prod.addServiceAccount('api') });
  expect(bound(api, prod)).toEqual([{ kind: 'ServiceAccount', name: 'api', namespace: 'prod' }]);
});

test('a subject that was read is a copy', () => {
  const jane = Subject.user('jane');
  Object.assign(jane.toSubjectConfiguration(), { name: 'root' });
  expect(bound(jane)).toEqual([{ kind: 'User', name: 'jane', apiGroup }]);
});

test.each([
  ['user', () => Subject.user('')],
  ['group', () => Subject.group('')],
])('fails when a %s has no name', (factory, make) => {
  expect(make).toThrow(new Error(`Subject.${factory}('') must have a name: give the name that the API server knows`));
});
