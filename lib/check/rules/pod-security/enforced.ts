import { POD_SECURITY_PREFIX, PodSecurityLevel } from '../../../security/pod-security-level';
import { oncePerManifests } from '../../manifests';
import { Labels } from '../../../kube/objects';

/** What a namespace enforces. */
export interface Enforced {
  readonly level: PodSecurityLevel;
  /** The version of the standards: 30 of `v1.30`, without end for the latest. */
  readonly minor: number;
}

/** What each namespace enforces, of those that the manifests make. */
export const enforcedIn = oncePerManifests((manifests) => {
  const namespaces = manifests.ofKind('Namespace').map(({ name, labels }) => [name, enforcedBy(labels)] as const);
  return new Map(namespaces);
});

const LEVELS = new Map<string, PodSecurityLevel>(Object.values(PodSecurityLevel).map((level) => [level, level]));

/** As the server reads labels: without one it is at its loosest, and takes what it does not understand for the strictest. */
function enforcedBy(labels: Labels): Enforced {
  const level = labels[`${POD_SECURITY_PREFIX}enforce`] ?? PodSecurityLevel.PRIVILEGED;
  const version = /^v1\.(0|[1-9]\d*)$/.exec(labels[`${POD_SECURITY_PREFIX}enforce-version`] ?? '');
  return { level: LEVELS.get(level) ?? PodSecurityLevel.RESTRICTED, minor: Number(version?.[1] ?? Infinity) };
}
