import { MarApp, MarCluster, MarOrganization, MarPermission, MarRole, Subject } from '../../lib';
import { disconnect, request, served } from '../support/api-server';
import { inFolder } from '../support/folder';
import { deleteNamespaces, describeE2e, kubectl } from '../support/kubectl';

const HERE = 'e2e-access';
const ELSEWHERE = 'default';
const EVERYWHERE = '';

const INSTANCE =
  'pods services persistentvolumeclaims ingresses.networking.k8s.io configmaps deployments.apps statefulsets.apps ' +
  'daemonsets.apps replicasets.apps replicationcontrollers jobs.batch cronjobs.batch ' +
  'horizontalpodautoscalers.autoscaling poddisruptionbudgets.policy';
const SCALED = 'deployments.apps statefulsets.apps replicasets.apps replicationcontrollers';
const SWITCHED = `${SCALED} jobs.batch cronjobs.batch`;
const RULES_OF_CLUSTER = 'resourcequotas limitranges networkpolicies.networking.k8s.io';

/** What each permission is in Kubernetes, as docs/access.md has it: verbs on resources. Nothing of this is taken from lib/. */
const MEANS: Readonly<Record<string, readonly (readonly [verbs: string, resources: string])[]>> = {
  'clusters:read': [['get', 'namespaces'], ['get list watch', RULES_OF_CLUSTER]],
  'clusters:update': [['update patch', RULES_OF_CLUSTER]],
  'instances:read': [['get list watch', `${INSTANCE} podtemplates`]],
  'instances:create': [['create', INSTANCE]],
  'instances:update': [['update patch', INSTANCE]],
  'instances:delete': [['delete', `${INSTANCE} podtemplates`]],
  'instances:start': [['create patch', 'pods'], ['delete', 'podtemplates'], ['patch', SWITCHED]],
  'instances:stop': [['delete', 'pods'], ['create update', 'podtemplates'], ['patch', SWITCHED]],
  'instances:restart': [
    ['create delete patch', 'pods'], ['create update delete', 'podtemplates'], ['patch', `${SCALED} daemonsets.apps jobs.batch`],
  ],
  'instances:scale': [['get update patch',
    'deployments.apps/scale statefulsets.apps/scale replicasets.apps/scale replicationcontrollers/scale']],
  'instances:resize': [['get update patch', 'pods/resize']],
  'traffic:write': [['create update patch delete', 'networkpolicies.networking.k8s.io']],
  'logs:read': [['get', 'pods/log']],
  exec: [['create get', 'pods/exec']],
  'monitoring:read': [['get list', 'pods.metrics.k8s.io'], ['get list watch', 'events events.events.k8s.io']],
  'secrets:read': [['get', 'secrets']],
}; // prettier-ignore
const VIEWER = ['clusters:read', 'instances:read', 'logs:read', 'monitoring:read'];
const OPERATOR = [...VIEWER, 'instances:start', 'instances:stop', 'instances:restart'];
const DEPLOYER = [
  'clusters:read', 'instances:read', 'instances:create', 'instances:update', 'instances:delete', 'traffic:write',
]; // prettier-ignore

/** The roles to grant, and the permissions that they are to have. */
const ROLES: (readonly [name: string, role: MarRole, permissions: readonly string[]])[] = [
  ['VIEWER', MarRole.VIEWER, VIEWER],
  ['OPERATOR', MarRole.OPERATOR, OPERATOR],
  ['DEPLOYER', MarRole.DEPLOYER, DEPLOYER],
  ['ADMIN', MarRole.ADMIN, Object.keys(MEANS)],
  ...Object.values(MarPermission).map((permission) => {
    return [permission, MarRole.custom(permission.replace(':', '-'), [permission]), [permission]] as const;
  }),
];

const VERBS =
  'get list watch create update patch delete deletecollection bind escalate impersonate use approve sign attest proxy *';
/** What is authorized though the server of the tests does not serve it, as metrics are, or no server does. */
const UNSERVED =
  'pods.metrics.k8s.io nodes.metrics.k8s.io users groups uids.authentication.k8s.io userextras.authentication.k8s.io ' +
  'signers.certificates.k8s.io nodes/metrics nodes/log pods/* * *.apps *.networking.k8s.io *.*';
const URLS = '/ /api /apis /healthz /metrics /logs /openapi/v2 /version';

function pairs(verbs: string, resources: readonly string[]): string[] {
  return resources.flatMap((resource) => verbs.split(' ').map((verb) => `${verb} ${resource}`));
}

/** What permissions amount to, over all namespaces or in one. */
function meaning(permissions: readonly string[], namespace: string): string[] {
  const lines = permissions.flatMap((permission) => MEANS[permission] ?? []);
  const all = lines.flatMap(([verbs, resources]) => pairs(verbs, resources.split(' ')));
  const listed = permissions.includes('clusters:read') && namespace === EVERYWHERE;
  return [...new Set([...all, ...(listed ? ['list namespaces', 'watch namespaces'] : [])])].sort();
}

/** The pairs of verbs and resources that somebody may, as the server authorizes them. */
async function allowed(who: object, cells: readonly string[], namespace: string): Promise<string[]> {
  const url = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const answers = cells.map(async (cell) => {
    const [verb = '', what = ''] = cell.split(' ');
    const attributes = what.startsWith('/')
      ? { nonResourceAttributes: { verb, path: what } }
      : { resourceAttributes: { verb, namespace, ...resourceOf(what) } };
    const { status } = await request('POST', url, { spec: { ...who, ...attributes } });
    return status.allowed === true ? [cell] : [];
  });
  return (await Promise.all(answers)).flat().sort();
}

function resourceOf(text: string): { group: string; resource: string; subresource: string } {
  const [full = '', subresource = ''] = text.split('/');
  const [resource = '', ...group] = full.split('.');
  return { group: group.join('.'), resource, subresource };
}

const member = (name: string): { user: string } => ({ user: `e2e-member-${name}` });
const overseer = (name: string): { user: string } => ({ user: `e2e-overseer-${name}` });

/** One cluster and one organization, with a user of its own for each role in each. */
function grantAll(outdir: string): void {
  const app = new MarApp({ outdir });
  const cluster = new MarCluster(app, HERE);
  const org = new MarOrganization(app, 'e2e-access-org');
  for (const [name, role] of ROLES) {
    cluster.grant(Subject.user(member(name).user), role);
    org.grant(Subject.user(overseer(name).user), role, { allowSystemNamespaces: true });
  }
  app.synth();
}

/** The server authorizes from a cache, which learns of bindings a moment later. */
async function seen(who: object, cell: string, namespace: string): Promise<void> {
  for (const end = Date.now() + 600_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if ((await allowed(who, [cell], namespace)).length > 0) return;
  }
}

describeE2e('access on a real API server', () => {
  let resources: string[] = [];
  /** Every verb on every resource, and on addresses that are none. */
  let matrix: string[] = [];
  /** Every verb on what any permission is about: enough to see that a grant holds, or does not, in another namespace. */
  let core: string[] = [];

  beforeAll(async () => {
    deleteNamespaces(HERE);
    inFolder((outdir) => {
      grantAll(outdir);
      kubectl(['apply', '-f', outdir]);
    });
    resources = (await served()).map(({ name }) => name);
    matrix = pairs(VERBS, [...resources, ...UNSERVED.split(' '), ...URLS.split(' ')]);
    const known = Object.values(MEANS).flatMap((lines) => lines.flatMap(([, names]) => names.split(' ')));
    core = pairs(VERBS, [...new Set([...known, 'pods/attach', 'pods/portforward', 'serviceaccounts/token', '*'])]);
    for (const [name, , permissions] of ROLES) {
      const [first = ''] = meaning(permissions, HERE);
      await Promise.all([seen(member(name), first, HERE), seen(overseer(name), first, EVERYWHERE)]);
    }
  });

  afterAll(() => {
    disconnect();
    deleteNamespaces(HERE);
    kubectl(['delete', 'clusterroles,clusterrolebindings', '-l', 'mar-organization=e2e-access-org']);
  });

  test('what is asked is everything that the server serves, and an administrator may all of it', async () => {
    expect(resources).toEqual(
      expect.arrayContaining(['pods/exec', 'deployments.apps/scale', 'roles.rbac.authorization.k8s.io']),
    );
    expect(resources.length).toBeGreaterThan(100);
    const administrator = { user: 'root', groups: ['system:masters'] };
    expect(await allowed(administrator, matrix, HERE)).toEqual([...matrix].sort());
  });

  test('nobody may anything whom nothing was granted', async () => {
    expect(await allowed({ user: 'e2e-stranger' }, matrix, HERE)).toEqual([]);
  });

  test.each(ROLES)('in a cluster, %s is what is documented, there and nowhere else', async (name, _, permissions) => {
    expect(await allowed(member(name), matrix, HERE)).toEqual(meaning(permissions, HERE));
    expect(await allowed(member(name), core, ELSEWHERE)).toEqual([]);
    expect(await allowed(member(name), core, EVERYWHERE)).toEqual([]);
  });

  test.each(ROLES)('in an organization, %s is what is documented, everywhere', async (name, _, permissions) => {
    const everywhere = meaning(permissions, EVERYWHERE);
    expect(await allowed(overseer(name), matrix, EVERYWHERE)).toEqual(everywhere);
    expect(await allowed(overseer(name), core, HERE)).toEqual(everywhere);
    expect(await allowed(overseer(name), core, ELSEWHERE)).toEqual(everywhere);
  });
});
