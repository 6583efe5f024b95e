import { Manifest } from '../manifest';
import { amounts } from './resources';
import { ClaimSpec } from './kube';

type Fields = Readonly<Record<string, unknown>>;

/** Whether a field, by its path, may not change once an object is there. */
type Fixed = (path: string, before: Manifest, after: Manifest) => boolean;

const within =
  (...tops: string[]): Fixed =>
  (path) =>
    tops.some((top) => path === top || path.startsWith(`${top}.`) || path.startsWith(`${top}[`));

const except =
  (fixed: Fixed, free: RegExp): Fixed =>
  (path, before, after) =>
    fixed(path, before, after) && !free.test(path);

const IMMUTABLE_DATA: Fixed = (path, before) =>
  before.json.immutable === true && within('data', 'binaryData', 'immutable')(path, before, before);

/** What Kubernetes lets nobody change, by kind. @see the field descriptions of https://kubernetes.io/docs/reference/kubernetes-api/ */
const FIXED: Readonly<Record<string, Fixed>> = {
  Pod: except(within('spec'), /^spec\.(activeDeadlineSeconds|tolerations|(c|initC)ontainers\[\d+\]\.image$)/),
  Deployment: within('spec.selector'),
  DaemonSet: within('spec.selector'),
  ReplicaSet: within('spec.selector'),
  StatefulSet: except(
    within('spec'),
    /^spec\.(replicas|ordinals|template|updateStrategy|persistentVolumeClaimRetentionPolicy|minReadySeconds|revisionHistoryLimit)\b/,
  ),
  Job: within(
    'spec.selector',
    'spec.template',
    'spec.completionMode',
    'spec.podFailurePolicy',
    'spec.backoffLimitPerIndex',
    'spec.managedBy',
    'spec.successPolicy',
  ),
  PersistentVolumeClaim: (path, before, after) =>
    except(within('spec'), /^spec\.(resources|volumeAttributesClassName)\b/)(path, before, after) ||
    (path === 'spec.resources.requests.storage' && sizeOf(after) < sizeOf(before)),
  PersistentVolume: except(
    within('spec'),
    /^spec\.(capacity|accessModes|claimRef|persistentVolumeReclaimPolicy|storageClassName|mountOptions|nodeAffinity|volumeAttributesClassName)\b/,
  ),
  Service: (path, before, after) =>
    path === 'spec.clusterIP' && ![before, after].some(({ spec }) => spec.type === 'ExternalName'),
  RoleBinding: within('roleRef'),
  ClusterRoleBinding: within('roleRef'),
  StorageClass: within('provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'),
  PriorityClass: within('value', 'preemptionPolicy'),
  RuntimeClass: within('handler'),
  IngressClass: within('spec.controller'),
  ResourceQuota: within('spec.scopes'),
  ConfigMap: IMMUTABLE_DATA,
  Secret: (path, before, after) => path === 'type' || IMMUTABLE_DATA(path, before, after),
};

/** A field that may not change, and did. */
export interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields that changed although they may not. */
export function forbiddenChanges(before: Manifest, after: Manifest): Change[] {
  const fixed = FIXED[after.kind];
  if (fixed === undefined) return [];
  return changes(before.json, after.json, '').filter(({ path }) => fixed(path, before, after));
}

/** Every leaf that differs; of lists of different lengths, the list. */
function changes(before: unknown, after: unknown, path: string): Change[] {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, i) => changes(item, after[i], `${path}[${i}]`));
  }
  if (isFields(before) && isFields(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => changes(before[key], after[key], path === '' ? key : `${path}.${key}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sizeOf({ spec }: Manifest): bigint {
  return amounts((spec as ClaimSpec).resources?.requests ?? {}).get('storage') ?? 0n;
}
