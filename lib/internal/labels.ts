/** Key of the label that Kubernetes sets on each namespace. The value is the name of the namespace. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** The label by which everything selects the pods of each kind; its value is the name of the object. MAR's is `instance-id`. */
export const SELECTOR_LABEL = {
  Pod: 'instance-id',
  Deployment: 'deployment',
  StatefulSet: 'stateful-set',
  DaemonSet: 'daemon-set',
  Job: 'job',
  CronJob: 'cron-job',
  ReplicaSet: 'replica-set',
  ReplicationController: 'replication-controller',
} as const;

/** Keys of all selector labels. A pod of another kind must not have any of them. */
export const SELECTOR_LABELS: readonly string[] = Object.values(SELECTOR_LABEL);

/** Key of the label with the region of a namespace. Kubernetes uses the same key for nodes. */
export const REGION = 'topology.kubernetes.io/region';

/** Prefix of the label keys of objects that a profile changed. The name of the profile follows; the value is its version. */
export const PROFILE = 'profile/';

/** Key for the hash of the contents of all configurations that a pod uses. */
export const CONFIG_HASH = 'config-hash';

/**
 * Key of the label with the name of the MarCluster, on every object of the cluster. Finds objects that were removed from the
 * code.
 */
export const CLUSTER = 'mar-cluster';

/**
 * Key of the label with the id of the chart, on every object in a cluster that is managed elsewhere. Differs from the key of
 * the cluster's manager, who would otherwise treat these objects as removed from the manager's own code.
 */
export const EXISTING_CLUSTER = 'mar-existing-cluster';

/** Key of the label with the id of the MarOrganization, on every object of the organization. */
export const ORGANIZATION = 'mar-organization';

/** Keys of all labels that name the owner of an object. Users must not set these labels. */
export const OWNER_LABELS: readonly string[] = [CLUSTER, EXISTING_CLUSTER, ORGANIZATION];

/** Key that says, on a namespace, which Secrets may have their data in the manifests, and why. */
export const LITERAL_SECRETS = 'literal-secrets';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const COMMON_LABELS = {
  'app.kubernetes.io/managed-by': 'cdk8s-mar',
  'app.kubernetes.io/part-of': 'mar',
} as const;

/**
 * Labels that the server puts on the pods of every Job: its name, and its UID.
 * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#batchkubernetesio-controller-uid
 */
export const JOB_NAME_LABELS: readonly string[] = ['batch.kubernetes.io/job-name', 'job-name'];
export const JOB_UID_LABELS: readonly string[] = ['batch.kubernetes.io/controller-uid', 'controller-uid'];
