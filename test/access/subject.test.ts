import { Group, ServiceAccount, User } from 'cdk8s-plus-30';
import { ISubject, MarRole, Subject } from '../../lib/index';
import { all, Manifest, only } from '../support/manifest';
import { cluster, instance } from '../cluster/fixture';

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

test.each([
  ['user', (name: string) => Subject.user(name)],
  ['group', (name: string) => Subject.group(name)],
])('fails when the name of a %s has space around it, as nobody is called that', (factory, make) => {
  for (const name of [' sre ', 'sre\n', '\tsre', ' ']) {
    const shown = name.replace('\t', '\\t');
    expect(() => make(name)).toThrow(
      new Error(`Subject.${factory}('${shown}') must have a name without space around it: take it away`),
    );
  }
  expect(bound(make('site reliability'))).toMatchObject([{ name: 'site reliability' }]);
});

test('fails when a subject of cdk8s-plus has space around its name, and grants nothing', () => {
  const prod = cluster();
  const existing = { namespaceName: 'tools' };
  const subjects = [
    User.fromName(prod, 'User', ' sre '),
    Group.fromName(prod, 'Group', ' sre '),
    ServiceAccount.fromServiceAccountName(prod, 'Account', ' sre ', existing),
  ];
  for (const subject of subjects) {
    expect(() => bound(subject, prod)).toThrow(
      new Error("[prod] subject must have a name without space around it, got ' sre ': take it away"),
    );
  }
  expect(all(prod, 'RoleBinding')).toEqual([]);
});
