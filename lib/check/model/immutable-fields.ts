import { Manifest } from '../manifest';
import { Change, changesOf } from './changes';
import { objectsIn } from './json';
import { ClaimSpec } from '../../kube/objects';
import { amounts } from './resources';

/** Returns true if the field at `path` must not change on an existing object. */
type Fixed = (path: string, before: Manifest, after: Manifest) => boolean;

const within =
  (...tops: string[]): Fixed =>
  (path) =>
    tops.some((top) => path === top || path.startsWith(`${top}.`) || path.startsWith(`${top}[`));

const except =
  (fixed: Fixed, free: RegExp): Fixed =>
  (path, before, after) =>
    fixed(path, before, after) && !free.test(path);

/** Matches fields under `tops`, but only if `isSo` returns true. */
const where =
  (isSo: (before: Manifest, after: Manifest) => boolean, ...tops: string[]): Fixed =>
  (path, before, after) =>
    within(...tops)(path, before, after) && isSo(before, after);

const either =
  (...fixed: Fixed[]): Fixed =>
  (path, before, after) =>
    fixed.some((one) => one(path, before, after));

const IMMUTABLE_DATA = where(({ json }) => json.immutable === true, 'data', 'stringData', 'binaryData', 'immutable');

/**
 * Immutable fields by API group and kind.
 * @see the field descriptions of https://kubernetes.io/docs/reference/kubernetes-api/
 */
const FIXED: Readonly<Record<string, Fixed>> = {
  '/Pod': either(
    except(
      within('spec'),
      /^spec\.(activeDeadlineSeconds|tolerations|schedulingGates)\b|^spec\.(c|initC)ontainers\[\d+\]\.image$/,
    ),
    where((before, after) => secondsOf(after) > secondsOf(before), 'spec.activeDeadlineSeconds'),
    where((before, after) => !keepsTolerations(before, after), 'spec.tolerations'),
  ),
  'apps/Deployment': within('spec.selector'),
  'apps/DaemonSet': within('spec.selector'),
  'apps/ReplicaSet': within('spec.selector'),
  'apps/StatefulSet': except(
    within('spec'),
    /^spec\.(replicas|ordinals|template|updateStrategy|persistentVolumeClaimRetentionPolicy|minReadySeconds|revisionHistoryLimit)\b/,
  ),
  'batch/Job': either(
    within(
      'spec.selector',
      'spec.completionMode',
      'spec.podFailurePolicy',
      'spec.backoffLimitPerIndex',
      'spec.managedBy',
      'spec.successPolicy',
    ),
    where((_, { spec }) => spec.completionMode !== 'Indexed', 'spec.completions'),
    where(({ spec }) => spec.suspend !== true, 'spec.template'),
  ),
  '/PersistentVolumeClaim': either(
    except(within('spec'), /^spec\.(resources|volumeAttributesClassName)\b/),
    where((before, after) => sizeOf(after) < sizeOf(before), 'spec.resources.requests.storage'),
  ),
  '/PersistentVolume': except(
    within('spec'),
    /^spec\.(capacity|accessModes|claimRef|persistentVolumeReclaimPolicy|storageClassName|mountOptions|nodeAffinity|volumeAttributesClassName)\b/,
  ),
  '/Service': either(
    where((before, after) => !isExternal(before) && !isExternal(after) && !isKept(before, after), 'spec.clusterIP'),
    where((...both) => both.every(({ spec }) => spec.type === 'LoadBalancer'), 'spec.loadBalancerClass'),
  ),
  'rbac.authorization.k8s.io/RoleBinding': within('roleRef'),
  'rbac.authorization.k8s.io/ClusterRoleBinding': within('roleRef'),
  'storage.k8s.io/StorageClass': within('provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'),
  'storage.k8s.io/VolumeAttributesClass': within('driverName', 'parameters'),
  'scheduling.k8s.io/PriorityClass': within('value', 'preemptionPolicy'),
  'node.k8s.io/RuntimeClass': within('handler'),
  'networking.k8s.io/IngressClass': within('spec.controller'),
  '/ResourceQuota': where((before, after) => scopesOf(before) !== scopesOf(after), 'spec.scopes'),
  '/ConfigMap': IMMUTABLE_DATA,
  '/Secret': either(within('type'), IMMUTABLE_DATA),
};

/** Returns the changes that the API server rejects, because the field is immutable. */
export function forbiddenChanges(before: Manifest, after: Manifest): Change[] {
  const fixed = FIXED[`${after.group}/${after.kind}`];
  if (fixed === undefined || before.group !== after.group) return [];
  return changesOf(before.json, after.json).filter(({ path }) => fixed(path, before, after));
}

/** Returns `activeDeadlineSeconds` of a pod, or Infinity if it is not set: it may be set once and then only lowered. */
function secondsOf({ spec }: Manifest): number {
  return Number(spec.activeDeadlineSeconds ?? Infinity);
}

/**
 * Returns true if `after` has all tolerations of `before`. Adding tolerations and changing `tolerationSeconds` is allowed.
 */
function keepsTolerations(before: Manifest, after: Manifest): boolean {
  const kept = tolerationsOf(after);
  return tolerationsOf(before).every((one) => kept.includes(one));
}

function tolerationsOf({ spec }: Manifest): string[] {
  const list = objectsIn(spec.tolerations as readonly object[]);
  return list.map((one) => JSON.stringify({ ...one, tolerationSeconds: 0 }));
}

function isExternal({ spec }: Manifest): boolean {
  return spec.type === 'ExternalName';
}

/**
 * Returns true if `clusterIP` is left out and the server keeps the old address. A headless Service (`None`) must keep the
 * field.
 */
function isKept(before: Manifest, after: Manifest): boolean {
  return after.spec.clusterIP === undefined && before.spec.clusterIP !== 'None';
}

/** Returns the scopes of a quota as a sorted string, because their order does not matter. */
function scopesOf({ spec }: Manifest): string {
  return [...new Set((spec.scopes ?? []) as readonly string[])].sort().join();
}

function sizeOf({ spec }: Manifest): bigint {
  return amounts((spec as ClaimSpec).resources?.requests).get('storage') ?? 0n;
}
