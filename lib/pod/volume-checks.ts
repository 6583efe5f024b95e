import { k8s, Volume } from 'cdk8s-plus-30';
import { IConstruct } from 'constructs';
import { requireOwner } from '../cluster/owner';
import { PodSecurityLevel } from '../security/pod-security-level';
import { propError } from '../internal/errors';
import { DNS_LABEL, DNS_SUBDOMAIN, satisfiesRule, requireName } from '../kube/names';
import { throwFirst } from '../kube/problem';
import { requireInstance } from '../internal/values';
import { findVolumeProblems } from '../kube/volume-sources';
import { requirePodSecurityLevel } from '../security/pod-security-standard';

const EXAMPLE = "MarVolume.emptyDir(pod, 'cache', Size.mebibytes(100))";

/**
 * Checks `volume` and adds it to `known`, the volumes of the pod by name. Throws if the name is invalid or used by another
 * volume, if the volume belongs to another cluster, if its source is invalid, or if the Pod Security level denies its kind.
 */
export function requireVolume(
  pod: IConstruct,
  clusterName: string,
  level: PodSecurityLevel | undefined,
  known: Map<string, Volume>,
  volume: Volume,
): void {
  requireInstance(pod, 'volume', volume, '_toKube', 'a Volume', EXAMPLE);
  const { name, ...source } = volume._toKube();
  requireOwner(pod, clusterName, 'volume', volume);
  requireVolumeName(pod, name, source);
  throwFirst(pod, findVolumeProblems('volume', k8s.toJson_Volume({ name, ...source }) ?? {}));
  requirePodSecurityLevel(pod, level, { prop: 'volume', volumeKinds: Object.keys(source) });
  const other = known.get(name) ?? volume;
  if (other !== volume) {
    const advice = 'rename the volume, or the claim, configuration or path that it is called after';
    throw propError(pod, 'volume', name, 'must be the name of one volume of its pod', advice);
  }
  known.set(name, volume);
}

/**
 * Throws if the volume name is invalid. cdk8s-plus derives it from the Secret or ConfigMap, so that name is checked first.
 */
function requireVolumeName(pod: IConstruct, name: string, { secret, configMap }: Omit<k8s.Volume, 'name'>): void {
  if (satisfiesRule(name, DNS_LABEL)) return;
  const inside = secret?.secretName ?? configMap?.name;
  const advice = 'correct the name of the Secret or ConfigMap in it';
  if (inside !== undefined) requireName(pod, 'volume', inside, DNS_SUBDOMAIN, advice);
  requireName(pod, 'volume', name, DNS_LABEL, 'give the volume another name');
}
