import { Manifests } from '../../manifests';
import { PolicyPeer } from '../../../kube/network-objects';
import { isForPort, openings } from '../../model/policies';
import { PodGroup } from '../../model/pod-group';
import { PodPort } from '../../model/ports';

/** Whether anyone of a sort may come in to a port of pods: by no policy, by one for everybody, or by one for such a peer. */
export function isOpen(
  manifests: Manifests,
  pods: PodGroup,
  port: PodPort,
  isSuch: (peer: PolicyPeer) => boolean,
): boolean {
  const rules = openings(manifests)(pods, 'ingress');
  if (rules === undefined) return true;
  return rules.some((rule) => isForPort(rule, pods, port) && (rule.peers === undefined || rule.peers.some(isSuch)));
}
