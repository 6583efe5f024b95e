import { MarPermission, MarRole } from '../../lib/index';
import { permitted } from '../cluster/fixture';

const INSTANCES =
  'pods services persistentvolumeclaims ingresses.networking.k8s.io deployments.apps statefulsets.apps daemonsets.apps ' +
  'replicasets.apps replicationcontrollers jobs.batch cronjobs.batch horizontalpodautoscalers.autoscaling ' +
  'poddisruptionbudgets.policy configmaps';
const SCALED = 'deployments.apps statefulsets.apps replicasets.apps replicationcontrollers';

/** What each permission is to permit: verbs, and the resources that have all of them. */
const TABLE: [MarPermission, string, [verbs: string, resources: string][]][] = [
  [
    MarPermission.CLUSTERS_READ,
    'clusters:read',
    [
      ['get', 'namespaces'],
      ['get list watch', 'limitranges networkpolicies.networking.k8s.io resourcequotas'],
    ],
  ],
  [
    MarPermission.CLUSTERS_UPDATE,
    'clusters:update',
    [['update patch', 'limitranges networkpolicies.networking.k8s.io resourcequotas']],
  ],
  [MarPermission.INSTANCES_READ, 'instances:read', [['get list watch', `${INSTANCES} podtemplates`]]],
  [MarPermission.INSTANCES_CREATE, 'instances:create', [['create', INSTANCES]]],
  [MarPermission.INSTANCES_UPDATE, 'instances:update', [['update patch', INSTANCES]]],
  [MarPermission.INSTANCES_DELETE, 'instances:delete', [['delete', `${INSTANCES} podtemplates`]]],
  [
    MarPermission.INSTANCES_START,
    'instances:start',
    [
      ['create patch', 'pods'],
      ['delete', 'podtemplates'],
      ['patch', `${SCALED} jobs.batch cronjobs.batch`],
    ],
  ],
  [
    MarPermission.INSTANCES_STOP,
    'instances:stop',
    [
      ['delete', 'pods'],
      ['create update', 'podtemplates'],
      ['patch', `${SCALED} jobs.batch cronjobs.batch`],
    ],
  ],
  [
    MarPermission.INSTANCES_RESTART,
    'instances:restart',
    [
      ['create delete patch', 'pods'],
      ['create update delete', 'podtemplates'],
      ['patch', `${SCALED} daemonsets.apps jobs.batch`],
    ],
  ],
  [
    MarPermission.INSTANCES_SCALE,
    'instances:scale',
    [
      [
        'get update patch',
        'deployments.apps/scale statefulsets.apps/scale replicasets.apps/scale replicationcontrollers/scale',
      ],
    ],
  ],
  [MarPermission.INSTANCES_RESIZE, 'instances:resize', [['get update patch', 'pods/resize']]],
  [MarPermission.TRAFFIC_WRITE, 'traffic:write', [['create update patch delete', 'networkpolicies.networking.k8s.io']]],
  [MarPermission.LOGS_READ, 'logs:read', [['get', 'pods/log']]],
  [MarPermission.EXEC, 'exec', [['get create', 'pods/exec']]],
  [
    MarPermission.MONITORING_READ,
    'monitoring:read',
    [
      ['get list', 'pods.metrics.k8s.io'],
      ['get list watch', 'events events.events.k8s.io'],
    ],
  ],
  [MarPermission.SECRETS_READ, 'secrets:read', [['get', 'secrets']]],
];

function expand([verbs, resources]: [verbs: string, resources: string]): string[] {
  return verbs.split(' ').flatMap((verb) => resources.split(' ').map((resource) => `${verb} ${resource}`));
}

test.each(TABLE)('%s permits what it says and nothing else', (permission, _, lines) => {
  expect(permitted(MarRole.custom('one', [permission]))).toEqual(lines.flatMap(expand).sort());
});

test('the permissions are those of MAR, as MAR writes them', () => {
  expect(Object.values(MarPermission)).toEqual(TABLE.map(([, written]) => written));
});
