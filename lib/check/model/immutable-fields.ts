import { Manifest } from '../manifest';
import { Change, changesOf } from './changes';
import { objectsIn } from './json';
import { ClaimSpec } from '../../kube/objects';
import { amounts } from './resources';

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

/** Within some fields, and there only if it is so. */
const where =
  (isSo: (before: Manifest, after: Manifest) => boolean, ...tops: string[]): Fixed =>
  (path, before, after) =>
    within(...tops)(path, before, after) && isSo(before, after);

const either =
  (...fixed: Fixed[]): Fixed =>
  (path, before, after) =>
    fixed.some((one) => one(path, before, after));

const IMMUTABLE_DATA = where(({ json }) => json.immutable === true, 'data', 'stringData', 'binaryData', 'immutable');

/** What Kubernetes lets nobody change, by group and kind. @see the field descriptions of https://kubernetes.io/docs/reference/kubernetes-api/ */
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

/** The fields that changed although they may not. */
export function forbiddenChanges(before: Manifest, after: Manifest): Change[] {
  const fixed = FIXED[`${after.group}/${after.kind}`];
  if (fixed === undefined || before.group !== after.group) return [];
  return changesOf(before.json, after.json).filter(({ path }) => fixed(path, before, after));
}

/** Of a pod: it may be set, and then only be lowered. */
function secondsOf({ spec }: Manifest): number {
  return Number(spec.activeDeadlineSeconds ?? Infinity);
}

/** Of a pod: there may be more of them, and other seconds to each. */
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

/** An address that is left out is kept; so is that there is none, which is not what leaving it out says. */
function isKept(before: Manifest, after: Manifest): boolean {
  return after.spec.clusterIP === undefined && before.spec.clusterIP !== 'None';
}

/** In any order. */
function scopesOf({ spec }: Manifest): string {
  return [...new Set((spec.scopes ?? []) as readonly string[])].sort().join();
}

function sizeOf({ spec }: Manifest): bigint {
  return amounts((spec as ClaimSpec).resources?.requests).get('storage') ?? 0n;
}
