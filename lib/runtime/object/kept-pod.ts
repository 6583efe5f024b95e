import { FieldTree, KubeObject, ObjectMeta, Pod, PodSpec, PodTemplate, Texts } from './kube';
import { isInstance } from './ownership';
import { InstanceKind } from './instance-kind';

/** Annotation on a PodTemplate: the uid of the stopped pod that the template stores. */
export const KEPT_POD = 'kept-pod';
/** Annotation on a PodTemplate: the time at which the template was written. */
const KEPT_AT = 'kept-at';
/** Annotation on a PodTemplate: a new value for each write, so that each write changes the resourceVersion. */
const KEPT_WRITE = 'kept-write';
/**
 * Annotation on a pod that is started while it still exists: a new value for each start, so that a stop that read the pod
 * before fails.
 */
export const START_MARK = 'start-mark';

/** Labels that the server copies from the node when the pod is bound to it. */
const NODE_LABELS = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'];

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Time and unique mark of one write of a template. */
export interface Written {
  readonly at: string;
  readonly mark: string;
}

/**
 * Returns a PodTemplate that stores `pod`: its labels, annotations, finalizers, owner references and spec, without the
 * fields that the server added and would reject in a new pod.
 */
export function toTemplate(pod: Pod, { at, mark }: Written): PodTemplate {
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

/** Returns the pod to create from a template that stores a stopped pod. */
export function toPod({ metadata: { name, namespace }, template: { metadata, spec } }: PodTemplate): Pod {
  const { labels, annotations, finalizers, ownerReferences } = metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels, annotations, finalizers, ownerReferences },
    spec,
  };
}

/** Returns true if `template` stores a stopped pod of MAR, false for any other PodTemplate. */
export function isKept(template: PodTemplate): boolean {
  return isInstance(InstanceKind.POD, template) && template.metadata.annotations?.[KEPT_POD] !== undefined;
}

/** Returns true if `template` stores the pod with the uid of the given object, false for another pod of the same name. */
export function keeps(template: PodTemplate | undefined, { metadata: { uid } }: KubeObject): boolean {
  return uid !== undefined && template?.metadata.annotations?.[KEPT_POD] === uid;
}

/** Returns the time at which the pod was stopped: the annotation, otherwise the creation time of the template. */
export function keptAt({ metadata: { annotations, creationTimestamp = '' } }: PodTemplate): string {
  return annotations?.[KEPT_AT] ?? creationTimestamp;
}

/**
 * Returns the spec without the fields that the server sets itself. The server derives priority and preemption policy from
 * the priority class and overhead from the runtime class, and rejects other values. It rejects ephemeral containers in
 * templates and in new pods.
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

/**
 * Returns true if a client set the field at `path`, according to the managed fields or otherwise to the last applied
 * manifest. Fields that the server sets when it binds the pod to a node have no field manager.
 */
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
