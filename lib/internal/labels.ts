/** The label that Kubernetes puts on each namespace: its name. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** MAR's label of an instance, by which everything selects it. */
export const INSTANCE_ID_LABEL = 'instance-id';

/** The labels by which the pods of each kind are selected: no pod of another kind may carry them. */
export const SELECTOR_LABELS: readonly string[] = [
  INSTANCE_ID_LABEL,
  'deployment',
  'stateful-set',
  'daemon-set',
  'job',
  'cron-job',
  'replica-set',
  'replication-controller',
];

/** Where a namespace is, in the words that Kubernetes has for nodes. */
export const REGION = 'topology.kubernetes.io/region';

/** Of pods: made of the contents of all configurations that they use. */
export const CONFIG_HASH = 'config-hash';

/** Of a namespace: which Secrets may have their data in the manifests, and why. */
export const LITERAL_SECRETS = 'literal-secrets';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export const COMMON_LABELS = {
  'app.kubernetes.io/managed-by': 'cdk8s-mar',
  'app.kubernetes.io/part-of': 'mar',
} as const;
