import { ServiceAccount } from 'cdk8s-plus-30';
import {
  MarOrganization,
  MarOrganizationProps,
  MarPermission,
  MarRole,
  OrganizationGrantOptions,
  Subject,
} from '../../lib';
import { VERSION_ANNOTATION } from '../../lib/internal/version';
import { all, expectRefusal, frozen, manifestsOf, only, testApp } from '../support/manifest';
import { cluster, triples } from './fixture';

const COMMON = {
  'app.kubernetes.io/managed-by': 'cdk8s-mar',
  'app.kubernetes.io/part-of': 'mar',
  'mar-organization': 'acme',
};

function organization(props?: MarOrganizationProps, id = 'acme'): MarOrganization {
  return new MarOrganization(testApp(), id, frozen(props));
}

test('an organization writes nothing before a role is granted', () => {
  expect(manifestsOf(organization())).toEqual([]);
});

test('a role of an organization holds for all namespaces, and belongs to none', () => {
  const acme = organization();
  acme.grant(Subject.group('sre'), MarRole.OPERATOR, { allowSystemNamespaces: true });
  expect(only(acme, 'ClusterRole').metadata).toEqual({
    name: 'mar:acme:operator',
    labels: COMMON,
    annotations: VERSION_ANNOTATION,
  });
  expect(only(acme, 'ClusterRoleBinding')).toMatchObject({
    metadata: { name: 'mar:acme:operator', labels: COMMON },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'mar:acme:operator' },
    subjects: [{ kind: 'Group', name: 'sre' }],
  });
});

test('a role can do in an organization what it can in a cluster, and list the namespaces', () => {
  const [acme, prod] = [organization(), cluster()];
  acme.grant(Subject.group('sre'), MarRole.ADMIN, { allowSystemNamespaces: true });
  prod.grant(Subject.group('sre'), MarRole.ADMIN);
  const inCluster = triples(only(prod, 'Role').rules);
  const everywhere = triples(only(acme, 'ClusterRole').rules);
  expect(everywhere.filter((triple) => !inCluster.includes(triple))).toEqual(['list namespaces', 'watch namespaces']);
  expect(inCluster.filter((triple) => !everywhere.includes(triple))).toEqual([]);
});

test('two organizations have roles of their own, however their names and roles are split', () => {
  const app = testApp();
  const one = new MarOrganization(app, 'a');
  const other = new MarOrganization(app, 'a-b');
  one.grant(Subject.group('one'), MarRole.custom('b-viewer', [MarPermission.LOGS_READ]));
  other.grant(Subject.group('two'), MarRole.VIEWER);
  expect(only(one, 'ClusterRole').metadata.name).toBe('mar:a:b-viewer');
  expect(only(other, 'ClusterRole').metadata.name).toBe('mar:a-b:viewer');
});

test('every prop of an organization is found', () => {
  const every: Required<MarOrganizationProps> = { labels: { team: 'platform' } };
  const acme = organization(every);
  acme.grant(Subject.group('sre'), MarRole.VIEWER);
  const found = [only(acme, 'ClusterRole'), only(acme, 'ClusterRoleBinding')].map((object) => object.metadata.labels);
  expect(found).toEqual([
    { ...COMMON, team: 'platform' },
    { ...COMMON, team: 'platform' },
  ]);
});

test('a service account of a cluster is bound in its namespace', () => {
  const acme = organization();
  acme.grant(cluster().addServiceAccount('ci'), MarRole.VIEWER);
  const subject = { kind: 'ServiceAccount', name: 'ci', namespace: 'prod' };
  expect(only(acme, 'ClusterRoleBinding').subjects).toEqual([subject]);
});

test('fails when a service account that is granted a role does not say its namespace', () => {
  const acme = organization();
  const homeless = new ServiceAccount(acme, 'Homeless', { metadata: { name: 'ci' } });
  expectRefusal(
    acme,
    () => {
      acme.grant(homeless, MarRole.VIEWER);
    },
    "[acme] subject must have a namespace, got 'ci': give its ServiceAccount a namespace, or create it with " +
      'cluster.addServiceAccount',
  );
});

test('fails when another role of the same name has been granted in the organization', () => {
  const acme = organization();
  acme.grant(Subject.user('jane'), MarRole.custom('reader', [MarPermission.LOGS_READ]));
  expectRefusal(
    acme,
    () => {
      acme.grant(Subject.user('jane'), MarRole.custom('reader', [MarPermission.INSTANCES_READ]));
    },
    "[acme] role must have the permissions it was granted with before (logs:read), got 'reader': give the new role another " +
      'name',
  );
  expect(all(acme, 'ClusterRole')).toHaveLength(1);
});

const P = MarPermission;
const READS = [P.CLUSTERS_READ, P.INSTANCES_READ, P.LOGS_READ, P.MONITORING_READ];
const OUTAGES = [P.CLUSTERS_UPDATE, P.INSTANCES_DELETE, P.INSTANCES_SCALE, P.INSTANCES_RESIZE, P.TRAFFIC_WRITE];
const TAKEOVERS = Object.values(P).filter((permission) => ![...READS, ...OUTAGES].includes(permission));

test.each(READS)('%s is granted in an organization without an option, as it only reads', (permission) => {
  const acme = organization();
  acme.grant(Subject.group('sre'), MarRole.custom('one', [permission]));
  expect(only(acme, 'ClusterRole').metadata.name).toBe('mar:acme:one');
});

/** The error for a role that changes something in kube-system. */
function refusalOf(role: string, amount: string): string {
  return (
    `[acme] role must not hold in kube-system, where its holders ${amount}, got '${role}': grant it in each cluster with ` +
    'MarCluster.grant, or pass { allowSystemNamespaces: true }'
  );
}

test.each<[MarPermission, string]>([
  ...OUTAGES.map((one): [MarPermission, string] => [one, `can stop DNS or the network for every namespace (${one})`]),
  ...TAKEOVERS.map((one): [MarPermission, string] => [one, `can take over the whole Kubernetes cluster (${one})`]),
])('fails when %s is granted in an organization without allowSystemNamespaces', (permission, amount) => {
  const acme = organization();
  const role = MarRole.custom('one', [permission]);
  const grant = (options?: OrganizationGrantOptions): void => {
    acme.grant(Subject.group('sre'), role, options);
  };
  expectRefusal(acme, grant, refusalOf('one', amount));
  expectRefusal(acme, () => { grant({ allowSystemNamespaces: false }); }, refusalOf('one', amount)); // prettier-ignore
  grant({ allowSystemNamespaces: true });
  expect(only(acme, 'ClusterRole').metadata.name).toBe('mar:acme:one');
});

test.each<[string, MarRole, string]>([
  ['operator', MarRole.OPERATOR, 'instances:start, instances:stop, instances:restart'],
  ['deployer', MarRole.DEPLOYER, 'instances:create, instances:update'],
  [
    'admin',
    MarRole.ADMIN,
    'instances:create, instances:update, instances:start, instances:stop, instances:restart, exec, secrets:read',
  ],
])('fails when the role %s is granted in an organization without allowSystemNamespaces', (name, role, takeovers) => {
  const acme = organization();
  expectRefusal(
    acme,
    () => {
      acme.grant(Subject.group('sre'), role);
    },
    refusalOf(name, `can take over the whole Kubernetes cluster (${takeovers})`),
  );
});

test('fails when allowSystemNamespaces is given for one grant but not for the next', () => {
  const acme = organization();
  acme.grant(Subject.group('sre'), MarRole.OPERATOR, { allowSystemNamespaces: true });
  expectRefusal(
    acme,
    () => {
      acme.grant(Subject.group('developers'), MarRole.OPERATOR);
    },
    refusalOf(
      'operator',
      'can take over the whole Kubernetes cluster (instances:start, instances:stop, instances:restart)',
    ),
  );
});

test('fails when the options of a grant are not an object', () => {
  const acme = organization();
  expectRefusal(
    acme,
    () => {
      acme.grant(Subject.group('sre'), MarRole.VIEWER, JSON.parse('true'));
    },
    "[acme] options must be an object, got 'true': give one, as in '{ … }'",
  );
});

test('fails when the id of an organization is not valid', () => {
  const app = testApp();
  expectRefusal(
    app,
    () => new MarOrganization(app, 'Acme'),
    "[Acme] id must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit), got 'Acme': rename " +
      'the organization',
  );
});

test('fails when a label of an organization is not valid', () => {
  const app = testApp();
  expectRefusal(
    app,
    () => new MarOrganization(app, 'acme', { labels: { 'a/b/c': 'x' } }),
    "[acme] labels must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters, got 'a/b/c': " +
      'rename the key',
  );
});
