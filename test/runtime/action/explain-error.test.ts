import { MarPermission } from '../../../lib';
import { InstanceAction, MarRuntimeError } from '../../../lib/runtime';
import { ApiError, RequestInfo, getErrorMessage } from '../../../lib/runtime/api/errors';
import { explainError, Intent } from '../../../lib/runtime/action/explain-error';
import { findPermission, findRoles } from '../../../lib/runtime/action/needed-permission';

const ACCESS = { server: 'https://prod.example.com', context: 'prod' };

function messageFor(status: number, text: string, asked: RequestInfo, intent?: Intent): string {
  const error = explainError(new ApiError(status, '', text, asked), ACCESS, intent);
  expect(error).toBeInstanceOf(MarRuntimeError);
  return (error as MarRuntimeError).message;
}

const lacks = (what: string): string => `${what} is forbidden: User "joe" cannot ${what}`;

test('what is no refusal of the server stays as it is', () => {
  const error = new Error('x');
  expect(explainError(error, ACCESS)).toBe(error);
});

test('credentials that the server does not know are told with the context', () => {
  expect(messageFor(401, 'Unauthorized', { verb: 'list', resource: 'pods' })).toBe(
    "the API server https://prod.example.com does not know the user of the context 'prod': sign in again, or name another context",
  );
});

test.each<[string, RequestInfo, Intent | undefined, string]>([
  [
    'reads in one cluster',
    { verb: 'list', resource: 'pods', namespace: 'prod' },
    undefined,
    "[prod] the user 'joe' may not list pods in the cluster 'prod': " +
      'ask for the permission instances:read, which the roles viewer and operator and deployer and admin have',
  ],
  [
    'reads one object',
    { verb: 'get', resource: 'podtemplates', namespace: 'prod', name: 'api' },
    undefined,
    "[prod/api] the user 'joe' may not get podtemplates in the cluster 'prod': " +
      'ask for the permission instances:read, which the roles viewer and operator and deployer and admin have',
  ],
  [
    'reads in all clusters',
    { verb: 'list', resource: 'pods' },
    undefined,
    "[all clusters] the user 'joe' may not list pods in all clusters: " +
      'ask for the permission instances:read, which the roles viewer and operator and deployer and admin have, or name one cluster',
  ],
  [
    'reads a cluster of others',
    { verb: 'get', resource: 'namespaces', name: 'tight' },
    undefined,
    "[tight] the user 'joe' may not get namespaces in the cluster 'tight': " +
      'ask for the permission clusters:read, which the roles viewer and operator and deployer and admin have',
  ],
  [
    'reads the clusters',
    { verb: 'list', resource: 'namespaces' },
    undefined,
    "[all clusters] the user 'joe' may not list namespaces in all clusters: " +
      'ask for the permission clusters:read, which the roles viewer and operator and deployer and admin have, or name one cluster',
  ],
  [
    'acts',
    { verb: 'patch', resource: 'deployments.apps', namespace: 'prod', name: 'web' },
    { action: InstanceAction.STOP, target: { cluster: 'prod', id: 'web' } },
    "[prod/web] the user 'joe' may not patch deployments.apps in the cluster 'prod': " +
      'ask for the permission instances:stop, which the roles operator and admin have',
  ],
  [
    'asks for what no permission is about',
    { verb: 'delete', resource: 'nodes', namespace: 'prod' },
    undefined,
    "[prod] the user 'joe' may not delete nodes in the cluster 'prod': ask an administrator of the Kubernetes cluster",
  ],
])('who has no role for it and %s is told which permission is missing', (_, asked, intent, expected) => {
  expect(messageFor(403, lacks('list resource "pods"'), asked, intent)).toBe(expected);
});

test('what admission refuses is told in its words, though it has the same status', () => {
  const asked = { verb: 'create', resource: 'pods', namespace: 'prod', name: 'api' };
  expect(messageFor(403, 'pods "api" is forbidden: exceeded quota: quota', asked)).toBe(
    '[prod/api] the API server refuses to create pods (pods "api" is forbidden: exceeded quota: quota): ' +
      'correct what it says, then try again',
  );
});

test('of several permissions, that of the action is named if it lets it happen, else the first', () => {
  const deletion = { verb: 'delete', resource: 'pods' };
  expect(findPermission(deletion, InstanceAction.STOP)).toBe(MarPermission.INSTANCES_STOP);
  expect(findPermission(deletion, InstanceAction.RESTART)).toBe(MarPermission.INSTANCES_RESTART);
  expect(findPermission(deletion, InstanceAction.START)).toBe(MarPermission.INSTANCES_DELETE);
  expect(findPermission(deletion)).toBe(MarPermission.INSTANCES_DELETE);
  expect(findPermission({ verb: 'list', resource: 'namespaces' })).toBe(MarPermission.CLUSTERS_READ);
  expect(findPermission({ verb: 'fly', resource: 'pods' })).toBeUndefined();
});

test('roles are named from the smallest to the largest', () => {
  expect(findRoles(MarPermission.INSTANCES_READ)).toEqual(['viewer', 'operator', 'deployer', 'admin']);
  expect(findRoles(MarPermission.INSTANCES_START)).toEqual(['operator', 'admin']);
  expect(findRoles(MarPermission.INSTANCES_DELETE)).toEqual(['deployer', 'admin']);
  expect(findRoles(MarPermission.EXEC)).toEqual(['admin']);
});

test('whatever was thrown has words', () => {
  expect(getErrorMessage(new Error('broken'))).toBe('broken');
  expect(getErrorMessage(Object.assign(new Error(''), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
  expect(getErrorMessage('text')).toBe('text');
});
