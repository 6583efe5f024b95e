/**
 * What MAR lets people and programs do. A member's value is how MAR writes it.
 *
 * Whoever may create pods can use every Secret, ConfigMap and claim of the cluster through a pod of their own:
 * `docs/access.md` says what follows.
 */
export enum MarPermission {
  CLUSTERS_READ = 'clusters:read',
  CLUSTERS_UPDATE = 'clusters:update',
  INSTANCES_READ = 'instances:read',
  INSTANCES_CREATE = 'instances:create',
  INSTANCES_UPDATE = 'instances:update',
  INSTANCES_DELETE = 'instances:delete',
  INSTANCES_START = 'instances:start',
  INSTANCES_STOP = 'instances:stop',
  INSTANCES_RESTART = 'instances:restart',
  INSTANCES_SCALE = 'instances:scale',
  INSTANCES_RESIZE = 'instances:resize',
  TRAFFIC_WRITE = 'traffic:write',
  LOGS_READ = 'logs:read',
  EXEC = 'exec',
  MONITORING_READ = 'monitoring:read',
  SECRETS_READ = 'secrets:read',
}

/** A line of the table: verbs on resources, `resource.group/subresource` as `kubectl auth can-i` takes them. */
export type Line = readonly [verbs: string, resources: string];

const READ = 'get list watch';
const ATTACHED = 'services persistentvolumeclaims ingresses.networking.k8s.io';
const WORKLOADS =
  'deployments.apps statefulsets.apps daemonsets.apps replicasets.apps replicationcontrollers jobs.batch cronjobs.batch ' +
  'horizontalpodautoscalers.autoscaling poddisruptionbudgets.policy configmaps';
const INSTANCES = `pods ${ATTACHED} ${WORKLOADS}`;
/** Pods that are stopped are kept in objects of this kind. */
const STOPPED = 'podtemplates';
const SCALED = 'deployments.apps statefulsets.apps replicasets.apps replicationcontrollers';
const SCALE = SCALED.replace(/\S+/g, '$&/scale');
const TRAFFIC = 'networkpolicies.networking.k8s.io';

/**
 * The smallest rules of Kubernetes that let each action happen. An instance is its pod or the workload that makes it, with
 * its autoscaler, budget and configuration, and what it attaches: storage, Services and Ingresses. Its network policies lie
 * among those of the cluster, so `traffic:write` covers both.
 *
 * - `clusters:update` has no verb on the namespace: whoever may relabel it can lift its pod security.
 * - Stopping a pod keeps it in a PodTemplate and deletes it, starting creates it and deletes the template, restarting does both
 *   (MAR: "instance actions map to pod operations"). A pod that is there already is marked by a patch, so that a stop at the same
 *   time fails. Workloads are patched: their replicas, whether they are suspended, the time of the restart.
 * - `kubectl scale` reads and patches the subresource `scale`, and updates it with `--current-replicas`. `kubectl patch` and
 *   `kubectl edit` read and patch the subresource `resize`, `kubectl replace` updates it.
 * - kubectl runs `exec` as a GET over WebSockets and, with older servers, as a POST over SPDY; newer servers ask for
 *   `create` in both cases.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#request-verb-resource
 * @see https://kubernetes.io/blog/2024/08/20/websockets-transition/
 */
export const RULES: Readonly<Record<MarPermission, readonly Line[]>> = {
  [MarPermission.CLUSTERS_READ]: [
    ['get', 'namespaces'],
    [READ, `resourcequotas limitranges ${TRAFFIC}`],
  ],
  [MarPermission.CLUSTERS_UPDATE]: [['update patch', `resourcequotas limitranges ${TRAFFIC}`]],
  [MarPermission.INSTANCES_READ]: [[READ, `${INSTANCES} ${STOPPED}`]],
  [MarPermission.INSTANCES_CREATE]: [['create', INSTANCES]],
  [MarPermission.INSTANCES_UPDATE]: [['update patch', INSTANCES]],
  [MarPermission.INSTANCES_DELETE]: [['delete', `${INSTANCES} ${STOPPED}`]],
  [MarPermission.INSTANCES_START]: [
    ['create patch', 'pods'],
    ['delete', STOPPED],
    ['patch', `${SCALED} jobs.batch cronjobs.batch`],
  ],
  [MarPermission.INSTANCES_STOP]: [
    ['delete', 'pods'],
    ['create update', STOPPED],
    ['patch', `${SCALED} jobs.batch cronjobs.batch`],
  ],
  [MarPermission.INSTANCES_RESTART]: [
    ['create delete patch', 'pods'],
    ['create update delete', STOPPED],
    ['patch', `${SCALED} daemonsets.apps jobs.batch`],
  ],
  [MarPermission.INSTANCES_SCALE]: [['get update patch', SCALE]],
  [MarPermission.INSTANCES_RESIZE]: [['get update patch', 'pods/resize']],
  [MarPermission.TRAFFIC_WRITE]: [['create update patch delete', TRAFFIC]],
  [MarPermission.LOGS_READ]: [['get', 'pods/log']],
  [MarPermission.EXEC]: [['create get', 'pods/exec']],
  [MarPermission.MONITORING_READ]: [
    ['get list', 'pods.metrics.k8s.io'],
    [READ, 'events events.events.k8s.io'],
  ],
  [MarPermission.SECRETS_READ]: [['get', 'secrets']],
};

/** What is added where a role holds in all namespaces: there, clusters can be listed too. */
export const EVERYWHERE: Readonly<Partial<Record<MarPermission, readonly Line[]>>> = {
  [MarPermission.CLUSTERS_READ]: [['list watch', 'namespaces']],
};

/** The harm that a permission in `kube-system` can do to the whole Kubernetes cluster. */
export enum SystemImpact {
  /** Read what holds no credentials. */
  NONE = 'none',
  /** Break what all namespaces need, such as DNS and the network. */
  OUTAGE = 'outage',
  /** Become root on nodes through a privileged pod, or administrator through a token in a Secret. */
  TAKEOVER = 'takeover',
}

/**
 * The impact of each permission where a role holds in all namespaces. `kube-system` enforces no pod security by default, its
 * network and proxy DaemonSets are privileged, and its Secrets can hold bootstrap tokens and those of controllers.
 * @see https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks
 */
export const SYSTEM_IMPACT: Readonly<Record<MarPermission, SystemImpact>> = {
  [MarPermission.CLUSTERS_READ]: SystemImpact.NONE,
  [MarPermission.CLUSTERS_UPDATE]: SystemImpact.OUTAGE,
  [MarPermission.INSTANCES_READ]: SystemImpact.NONE,
  [MarPermission.INSTANCES_CREATE]: SystemImpact.TAKEOVER,
  [MarPermission.INSTANCES_UPDATE]: SystemImpact.TAKEOVER,
  [MarPermission.INSTANCES_DELETE]: SystemImpact.OUTAGE,
  [MarPermission.INSTANCES_START]: SystemImpact.TAKEOVER,
  [MarPermission.INSTANCES_STOP]: SystemImpact.TAKEOVER,
  [MarPermission.INSTANCES_RESTART]: SystemImpact.TAKEOVER,
  [MarPermission.INSTANCES_SCALE]: SystemImpact.OUTAGE,
  [MarPermission.INSTANCES_RESIZE]: SystemImpact.OUTAGE,
  [MarPermission.TRAFFIC_WRITE]: SystemImpact.OUTAGE,
  [MarPermission.LOGS_READ]: SystemImpact.NONE,
  [MarPermission.EXEC]: SystemImpact.TAKEOVER,
  [MarPermission.MONITORING_READ]: SystemImpact.NONE,
  [MarPermission.SECRETS_READ]: SystemImpact.TAKEOVER,
};
