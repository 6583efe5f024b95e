/**
 * Permissions of MAR for people and programs. A member's value is the name that MAR uses.
 *
 * Anyone who may create pods can use every Secret, ConfigMap and storage claim of the cluster through a pod of their own:
 * see `docs/access.md`.
 */
export enum MarPermission {
  /**
   * Permits reading a cluster's Namespace, ResourceQuotas, LimitRanges and NetworkPolicies. A role that is granted in all
   * namespaces also lists and watches Namespaces.
   */
  CLUSTERS_READ = 'clusters:read',
  /**
   * Permits changing the existing ResourceQuotas, LimitRanges and NetworkPolicies of a cluster, but not its Namespace.
   */
  CLUSTERS_UPDATE = 'clusters:update',
  /**
   * Permits reading instances: pods, stopped pods, workloads, autoscalers, disruption budgets, ConfigMaps, Services, storage
   * claims and Ingresses.
   */
  INSTANCES_READ = 'instances:read',
  /**
   * Permits creating instances: pods, workloads, autoscalers, disruption budgets, ConfigMaps, Services, storage claims and
   * Ingresses. Risk: a new pod can use every Secret, ConfigMap and storage claim of the cluster.
   */
  INSTANCES_CREATE = 'instances:create',
  /**
   * Permits changing the objects that `INSTANCES_CREATE` creates. Risk: a changed workload can use every Secret, ConfigMap
   * and storage claim of the cluster.
   */
  INSTANCES_UPDATE = 'instances:update',
  /**
   * Permits deleting the objects that `INSTANCES_CREATE` creates, and stopped pods. This includes storage claims, and so
   * possibly their data.
   */
  INSTANCES_DELETE = 'instances:delete',
  /**
   * Permits starting instances: creating the pod of a stopped instance and deleting its PodTemplate, or patching a workload.
   * Risk: includes creating any pod and patching any field of a workload, as RBAC cannot limit this to a start.
   */
  INSTANCES_START = 'instances:start',
  /**
   * Permits stopping instances: saving a pod in a PodTemplate and deleting the pod, or patching a workload. Risk: includes
   * deleting any pod and patching any field of a workload, as RBAC cannot limit this to a stop.
   */
  INSTANCES_STOP = 'instances:stop',
  /**
   * Permits restarting instances: saving a pod in a PodTemplate, deleting the pod and creating it again, or patching a
   * workload. Risk: includes creating any pod and patching any field of a workload, as RBAC cannot limit this to a restart.
   */
  INSTANCES_RESTART = 'instances:restart',
  /**
   * Permits reading and changing the number of replicas of Deployments, StatefulSets, ReplicaSets and ReplicationControllers
   * through the `scale` subresource.
   */
  INSTANCES_SCALE = 'instances:scale',
  /** Permits reading and changing the CPU and memory of running pods through the `resize` subresource. */
  INSTANCES_RESIZE = 'instances:resize',
  /**
   * Permits creating, changing and deleting all NetworkPolicies of a cluster, including those that isolate the cluster.
   */
  TRAFFIC_WRITE = 'traffic:write',
  /** Permits reading the logs of pods. */
  LOGS_READ = 'logs:read',
  /** Permits running commands in the containers of pods, as `kubectl exec` does. */
  EXEC = 'exec',
  /** Permits reading the CPU and memory usage of pods, as `kubectl top pods` does, and reading events. */
  MONITORING_READ = 'monitoring:read',
  /** Permits reading the data of a Secret by its name, but not listing Secrets. */
  SECRETS_READ = 'secrets:read',
}

/**
 * Entry of `RULES`: verbs and resources, each separated by spaces. A resource is written as `resource.group/subresource`, as
 * in `kubectl auth can-i`.
 */
export type RuleEntry = readonly [verbs: string, resources: string];

const READ = 'get list watch';
const ATTACHED = 'services persistentvolumeclaims ingresses.networking.k8s.io';
const WORKLOADS =
  'deployments.apps statefulsets.apps daemonsets.apps replicasets.apps replicationcontrollers jobs.batch cronjobs.batch ' +
  'horizontalpodautoscalers.autoscaling poddisruptionbudgets.policy configmaps';
const INSTANCES = `pods ${ATTACHED} ${WORKLOADS}`;
/** Resource that stores stopped pods. */
const STOPPED = 'podtemplates';
const SCALED = 'deployments.apps statefulsets.apps replicasets.apps replicationcontrollers';
const SCALE = SCALED.replace(/\S+/g, '$&/scale');
const TRAFFIC = 'networkpolicies.networking.k8s.io';

/**
 * Lists the smallest Kubernetes rules that make each permission work. An instance is its pod or the workload that creates
 * the pod, with its autoscaler, disruption budget and configuration, and its storage claims, Services and Ingresses. The
 * NetworkPolicies of instances and of the cluster are in the same namespace, so `traffic:write` covers both.
 *
 * - `clusters:update` has no verb on the Namespace: anyone who may change its labels can turn off pod security.
 * - Stopping a pod saves it in a PodTemplate and deletes the pod. Starting creates the pod and deletes the template.
 *   Restarting does both (MAR: "instance actions map to pod operations"). Starting an existing pod patches a mark into it, so
 *   that a stop at the same time fails. Workloads are patched: their replicas, `suspend` or the time of the restart.
 * - `kubectl scale` reads and patches the subresource `scale`, and updates it with `--current-replicas`. `kubectl patch` and
 *   `kubectl edit` read and patch the subresource `resize`; `kubectl replace` updates it.
 * - `kubectl exec` sends a GET over WebSockets or, with older servers, a POST over SPDY. Newer servers require `create` in
 *   both cases.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#request-verb-resource
 * @see https://kubernetes.io/blog/2024/08/20/websockets-transition/
 */
export const RULES: Readonly<Record<MarPermission, readonly RuleEntry[]>> = {
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

/** Lists the rules to add to `RULES` for a role that is granted in all namespaces. Such a role can also list clusters. */
export const CLUSTER_WIDE_RULES: Readonly<Partial<Record<MarPermission, readonly RuleEntry[]>>> = {
  [MarPermission.CLUSTERS_READ]: [['list watch', 'namespaces']],
};

/** Worst harm that a permission in `kube-system` can do to the whole Kubernetes cluster. */
export enum SystemImpact {
  /** Only reads objects that contain no credentials. */
  NONE = 'none',
  /** Can break services that all namespaces need, such as DNS and the network. */
  OUTAGE = 'outage',
  /** Can become root on nodes through a privileged pod, or administrator through a token in a Secret. */
  TAKEOVER = 'takeover',
}

/**
 * Lists the impact of each permission for a role that is granted in all namespaces. `kube-system` enforces no pod security
 * by default, its network and proxy DaemonSets are privileged, and its Secrets can contain bootstrap tokens and the tokens
 * of controllers.
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
