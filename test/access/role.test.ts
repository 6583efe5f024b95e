import * as fc from 'fast-check';
import { MarPermission, MarRole, Subject } from '../../lib/index';
import { expectRefusal, Manifest, only } from '../support/manifest';
import { cluster, permitted } from '../cluster/fixture';

const P = MarPermission;
const ALL = Object.values(P);
const PREDEFINED: [string, MarRole][] = [
  ['viewer', MarRole.VIEWER],
  ['operator', MarRole.OPERATOR],
  ['admin', MarRole.ADMIN],
];

function rulesOf(role: MarRole): Manifest[] {
  const prod = cluster();
  prod.grant(Subject.user('jane'), role);
  return only(prod, 'Role').rules;
}

describe('predefined roles', () => {
  test('a viewer gets, lists and watches, and nothing else', () => {
    const watched =
      'events events.events.k8s.io ingresses.networking.k8s.io limitranges networkpolicies.networking.k8s.io ' +
      'persistentvolumeclaims pods resourcequotas services deployments.apps statefulsets.apps daemonsets.apps ' +
      'replicasets.apps replicationcontrollers jobs.batch cronjobs.batch horizontalpodautoscalers.autoscaling ' +
      'poddisruptionbudgets.policy configmaps podtemplates';
    const lines = watched.split(' ').flatMap((on) => [`get ${on}`, `list ${on}`, `watch ${on}`]);
    const others = ['get namespaces', 'get pods.metrics.k8s.io', 'list pods.metrics.k8s.io', 'get pods/log'];
    expect(permitted(MarRole.VIEWER)).toEqual([...lines, ...others].sort());
  });

  test('an operator also starts and stops pods and workloads, and nothing else: no exec, no secrets, no deletion of workloads', () => {
    const viewer = permitted(MarRole.VIEWER);
    const workloads =
      'cronjobs.batch daemonsets.apps deployments.apps jobs.batch replicasets.apps replicationcontrollers statefulsets.apps';
    const lines = ['create pods', 'create podtemplates', 'delete pods', 'delete podtemplates', 'patch pods'];
    const patched = workloads.split(' ').map((kind) => `patch ${kind}`);
    expect(permitted(MarRole.OPERATOR).filter((line) => !viewer.includes(line))).toEqual(
      [...lines, ...patched, 'update podtemplates'].sort(),
    );
    expect(permitted(MarRole.OPERATOR)).toEqual(expect.arrayContaining(viewer));
  });

  test('a deployer writes and deletes what instances and workloads consist of, and nothing of the cluster', () => {
    const written =
      'pods services persistentvolumeclaims ingresses.networking.k8s.io networkpolicies.networking.k8s.io deployments.apps ' +
      'statefulsets.apps daemonsets.apps replicasets.apps replicationcontrollers jobs.batch cronjobs.batch ' +
      'horizontalpodautoscalers.autoscaling poddisruptionbudgets.policy configmaps';
    const changes = written
      .split(' ')
      .flatMap((on) => ['create', 'update', 'patch', 'delete'].map((verb) => `${verb} ${on}`));
    const reads = ['get', 'list', 'watch'].flatMap((verb) =>
      [...written.split(' '), 'podtemplates', 'limitranges', 'resourcequotas'].map((on) => `${verb} ${on}`),
    );
    const others = ['delete podtemplates', 'get namespaces'];
    expect(permitted(MarRole.DEPLOYER)).toEqual([...changes, ...reads, ...others].sort());
  });

  test('an admin has all permissions', () => {
    expect(MarRole.ADMIN.permissions).toEqual(ALL);
  });

  test('an admin can neither change access nor the namespace, and has no wildcard', () => {
    const lines = permitted(MarRole.ADMIN).map((line) => line.split(' '));
    const verbs = new Set(lines.map(([verb]) => verb));
    const changed = new Set(
      lines.filter(([verb = '']) => !['get', 'list', 'watch'].includes(verb)).map(([, on]) => on),
    );
    expect([...verbs].sort()).toEqual(['create', 'delete', 'get', 'list', 'patch', 'update', 'watch']);
    expect([...changed].sort()).toEqual([
      'configmaps',
      'cronjobs.batch',
      'daemonsets.apps',
      'deployments.apps',
      'deployments.apps/scale',
      'horizontalpodautoscalers.autoscaling',
      'ingresses.networking.k8s.io',
      'jobs.batch',
      'limitranges',
      'networkpolicies.networking.k8s.io',
      'persistentvolumeclaims',
      'poddisruptionbudgets.policy',
      'pods',
      'pods/exec',
      'pods/resize',
      'podtemplates',
      'replicasets.apps',
      'replicasets.apps/scale',
      'replicationcontrollers',
      'replicationcontrollers/scale',
      'resourcequotas',
      'services',
      'statefulsets.apps',
      'statefulsets.apps/scale',
    ]);
  });

  test.each(PREDEFINED)('the name of the predefined role %s is its own', (name, role) => {
    expect(role.name).toBe(name);
  });

  test.each(PREDEFINED)('fails when a custom role is called %s, as a predefined one is', (name) => {
    expect(() => MarRole.custom(name, [P.EXEC])).toThrow(
      new Error(`MarRole.custom('${name}') must not have the name of a predefined role: rename it`),
    );
  });
});

test('the predefined deployer is called deployer', () => {
  expect(MarRole.DEPLOYER.name).toBe('deployer');
});

describe('a custom role', () => {
  test('may still be called deployer, but not be granted beside the predefined one', () => {
    const custom = MarRole.custom('deployer', [P.INSTANCES_CREATE]);
    const prod = cluster();
    prod.grant(Subject.user('jane'), custom);
    expect(permitted(custom)).toContain('create pods');
    expectRefusal(
      prod,
      () => {
        prod.grant(Subject.user('zoe'), MarRole.DEPLOYER);
      },
      "[prod] role must have the permissions it was granted with before (instances:create), got 'deployer': give the new role " +
        'another name',
    );
  });

  test('has its permissions once, in the order of MAR', () => {
    const role = MarRole.custom('debugger', [P.EXEC, P.LOGS_READ, P.EXEC, P.CLUSTERS_READ]);
    expect(role.permissions).toEqual([P.CLUSTERS_READ, P.LOGS_READ, P.EXEC]);
  });

  test('keeps its permissions, though the array that it was made of changes later', () => {
    const permissions = [P.LOGS_READ];
    const role = MarRole.custom('reader', permissions);
    permissions.push(P.SECRETS_READ);
    expect(role.permissions).toEqual([P.LOGS_READ]);
  });

  test('keeps its permissions, though the array that was read changes later', () => {
    const role = MarRole.custom('reader', [P.LOGS_READ]);
    role.permissions.push(P.SECRETS_READ);
    expect(role.permissions).toEqual([P.LOGS_READ]);
  });

  test('has one rule for the resources of one group that have the same verbs', () => {
    expect(rulesOf(MarRole.custom('reader', [P.CLUSTERS_READ, P.LOGS_READ, P.SECRETS_READ]))).toEqual([
      { apiGroups: [''], resources: ['limitranges', 'resourcequotas'], verbs: ['get', 'list', 'watch'] },
      { apiGroups: [''], resources: ['namespaces', 'pods/log', 'secrets'], verbs: ['get'] },
      { apiGroups: ['networking.k8s.io'], resources: ['networkpolicies'], verbs: ['get', 'list', 'watch'] },
    ]);
  });

  test('fails when its name is not valid', () => {
    expect(() => MarRole.custom('my_role', [P.EXEC])).toThrow(
      new Error(
        "[MarRole.custom] name must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit), got " +
          "'my_role': rename the role",
      ),
    );
  });

  test('fails when it has no permission', () => {
    expect(() => MarRole.custom('idle', [])).toThrow(
      new Error("MarRole.custom('idle') must have a permission: give at least one"),
    );
  });

  test.each(['instances:fly', 'toString', '*'])("fails when it has the unknown permission '%s'", (permission) => {
    const unknown = JSON.parse(`"${permission}"`) as MarPermission; // as it comes from a file
    expect(() => MarRole.custom('pilot', [P.EXEC, unknown])).toThrow(
      new Error(
        `MarRole.custom('pilot') must only have permissions of MAR, got '${permission}': use ${ALL.join(', ')}`,
      ),
    );
  });
});

const some = fc.subarray(ALL, { minLength: 1 });

test('law: a role permits what its permissions do, and nothing else', () => {
  fc.assert(
    fc.property(some, (permissions) => {
      const each = permissions.flatMap((permission) => permitted(MarRole.custom('one', [permission])));
      expect(permitted(MarRole.custom('all', permissions))).toEqual([...new Set(each)].sort());
    }),
    { numRuns: 30 },
  );
});

test('law: the rules of a role do not depend on the order of its permissions', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(ALL, { minLength: 2 }), (permissions) => {
      const reversed = MarRole.custom('same', [...permissions].reverse());
      expect(rulesOf(MarRole.custom('same', permissions))).toEqual(rulesOf(reversed));
    }),
    { numRuns: 30 },
  );
});
