/** The label that Kubernetes puts on each namespace: its name. */
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

/** All of them: no pod of another kind may carry one. */
export const SELECTOR_LABELS: readonly string[] = Object.values(SELECTOR_LABEL);

/** Where a namespace is, in the words that Kubernetes has for nodes. */
export const REGION = 'topology.kubernetes.io/region';

/** Of what a profile shaped, before its name; the value is its version. */
export const PROFILE = 'profile/';

/** Of pods: made of the contents of all configurations that they use. */
export const CONFIG_HASH = 'config-hash';

/** Of every object of a MarCluster: the cluster's name. What left the code is found by it. */
export const CLUSTER = 'mar-cluster';

/**
 * Of every object in a cluster that is managed elsewhere: the id of the chart. Another key than that of its manager, who must
 * not take what others placed there for something that left the manager's code.
 */
export const EXISTING_CLUSTER = 'mar-existing-cluster';

/** Of every object of a MarOrganization: its id. */
export const ORGANIZATION = 'mar-organization';

/** All of them: they say whose an object is, so nobody else may. */
export const OWNER_LABELS: readonly string[] = [CLUSTER, EXISTING_CLUSTER, ORGANIZATION];

/** Of a namespace: which Secrets may have their data in the manifests, and why. */
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
