import { FieldTree, KubeObject, ObjectMeta, Pod, PodSpec, PodTemplate, Texts } from './kube';
import { isInstance } from './ownership';
import { InstanceKind } from './instance-kind';

/** Of a template: the uid of the pod that it keeps. */
export const KEPT_POD = 'kept-pod';
/** Of a template: when it was written. */
const KEPT_AT = 'kept-at';
/** Of a template: another value with each time it is written, so that its resourceVersion changes. */
const KEPT_WRITE = 'kept-write';
/** Of a pod that is started while it is there: another value each time, so that a stop that has seen it before fails. */
export const START_MARK = 'start-mark';

/** Labels that the server copies from the node when the pod is bound to it. */
const NODE_LABELS = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'];

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** When and by which write a template came to be. */
export interface Written {
  readonly at: string;
  readonly mark: string;
}

/**
 * The template that keeps a pod: its labels, annotations, finalizers, owners and specification, without what the server added
 * and would refuse in another pod.
 */
export function keep(pod: Pod, { at, mark }: Written): PodTemplate {
  const { name, namespace, annotations, finalizers, ownerReferences, uid = '' } = pod.metadata;
  const labels = ownLabels(pod);
  return {
    apiVersion: 'v1',
    kind: 'PodTemplate',
    metadata: { name, namespace, labels, annotations: { [KEPT_POD]: uid, [KEPT_AT]: at, [KEPT_WRITE]: mark } },
    template: {
      metadata: { labels, annotations: without(annotations ?? {}, [START_MARK]), finalizers, ownerReferences },
      spec: ownSpec(pod),
    },
  };
}

/** The pod that a template keeps. */
export function restore({ metadata: { name, namespace }, template: { metadata, spec } }: PodTemplate): Pod {
  const { labels, annotations, finalizers, ownerReferences } = metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, annotations, finalizers, ownerReferences },
    spec,
  };
}

/** Whether a template is one that keeps a pod of MAR, and not somebody else's. */
export function isKept(template: PodTemplate): boolean {
  return isInstance(InstanceKind.POD, template) && template.metadata.annotations?.[KEPT_POD] !== undefined;
}

/** Whether a template keeps this very pod. */
export function keeps(template: PodTemplate | undefined, { metadata: { uid } }: KubeObject): boolean {
  return uid !== undefined && template?.metadata.annotations?.[KEPT_POD] === uid;
}

/** When a pod was stopped. */
export function keptAt({ metadata: { annotations, creationTimestamp = '' } }: PodTemplate): string {
  return annotations?.[KEPT_AT] ?? creationTimestamp;
}

/**
 * Priority and preemption policy follow from the priority class, overhead from the runtime class, and the server refuses others;
 * it refuses ephemeral containers in templates, and in pods that are created.
 */
function ownSpec({ metadata, spec }: Pod): PodSpec {
  const added = ['priority', 'preemptionPolicy', 'ephemeralContainers'];
  if (spec.runtimeClassName !== undefined) added.push('overhead');
  if (!declares(metadata, 'spec', 'nodeName')) added.push('nodeName');
  return without(spec, added) as PodSpec;
}

function without<T>(fields: { readonly [field: string]: T }, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function ownLabels({ metadata }: Pod): Texts {
  const copied = NODE_LABELS.filter((label) => !declares(metadata, 'metadata', 'labels', label));
  return without({ ...metadata.labels }, copied);
}

/** Whether somebody wrote a field. What comes with the binding to a node is not written down as anybody's. */
function declares({ managedFields, annotations }: ObjectMeta, ...path: readonly string[]): boolean {
  const keys = path.map((key) => `f:${key}`);
  if (managedFields !== undefined && managedFields.length > 0)
    return managedFields.some(({ fieldsV1 }) => has(fieldsV1, keys));
  return has(JSON.parse(annotations?.[LAST_APPLIED] ?? '{}') as FieldTree, path);
}

function has(tree: FieldTree | undefined, path: readonly string[]): boolean {
  let at = tree;
  for (const key of path) at = at?.[key];
  return at !== undefined;
}
