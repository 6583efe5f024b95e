import { POD_SECURITY_PREFIX, PodSecurityLevel } from '../../../security/pod-security-level';
import { oncePerManifests } from '../../manifests';
import { Labels } from '../../../kube/objects';

/** Level and version of the Pod Security Standards that a namespace enforces. */
export interface Enforced {
  readonly level: PodSecurityLevel;
  /** Minor version of the standards: 30 for `v1.30`, Infinity for the latest. */
  readonly minor: number;
}

/** Returns the enforced level and version of each namespace in the manifests. */
export const enforcedIn = oncePerManifests((manifests) => {
  const namespaces = manifests.ofKind('Namespace').map(({ name, labels }) => [name, enforcedBy(labels)] as const);
  return new Map(namespaces);
});

const LEVELS = new Map<string, PodSecurityLevel>(Object.values(PodSecurityLevel).map((level) => [level, level]));

/** Reads the labels as the server does: `privileged` without a label, and the strictest for a value that is not valid. */
function enforcedBy(labels: Labels): Enforced {
  const level = labels[`${POD_SECURITY_PREFIX}enforce`] ?? PodSecurityLevel.PRIVILEGED;
  const version = /^v1\.(0|[1-9]\d*)$/.exec(labels[`${POD_SECURITY_PREFIX}enforce-version`] ?? '');
  return { level: LEVELS.get(level) ?? PodSecurityLevel.RESTRICTED, minor: Number(version?.[1] ?? Infinity) };
}
