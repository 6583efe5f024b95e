import { Volume } from 'cdk8s-plus-30';
import { IConstruct } from 'constructs';
import { requireBelonging } from '../cluster/belonging';
import { PodSecurityLevel } from '../cluster/pod-security';
import { propError } from '../internal/errors';
import { DNS_LABEL, requireName } from '../internal/names';
import { requireLevel } from './pod-security-standard';

/** Takes a volume into a pod; refuses a name that is not valid or is another volume's, and a kind that the level refuses. */
export function requireVolume(
  pod: IConstruct,
  clusterName: string,
  level: PodSecurityLevel | undefined,
  known: Map<string, Volume>,
  volume: Volume,
): void {
  const { name, ...source } = volume._toKube();
  requireBelonging(pod, clusterName, 'volume', volume);
  requireName(pod, 'volume', name, DNS_LABEL, 'give the volume another name');
  requireLevel(pod, level, { prop: 'volume', volumeKinds: Object.keys(source) });
  const other = known.get(name) ?? volume;
  if (other !== volume) {
    const advice = 'rename the volume, or the claim, configuration or path that it is called after';
    throw propError(pod, 'volume', name, 'must be the name of one volume of its pod', advice);
  }
  known.set(name, volume);
}
