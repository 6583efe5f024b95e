import { finding } from '../../../internal/errors';
import { Manifests } from '../../manifests';
import { objectsIn, textsIn } from '../../model/json';
import { ClaimSpec } from '../../../kube/objects';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** Access modes of volumes that one node at a time can mount. */
const EXCLUSIVE: readonly string[] = ['ReadWriteOnce', 'ReadWriteOncePod'];

interface Strategy {
  readonly type?: string;
  readonly rollingUpdate?: { readonly maxSurge?: number | string };
}

/**
 * The new pod, on another node, waits for the volume, which the old one keeps until the new one is ready: for ever.
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export const EXCLUSIVE_VOLUME: Rule = {
  code: 'MAR-W08',
  severity: Severity.WARNING,
  basis: Basis.PLATFORM,
  title: 'A Deployment whose volume is on one node at a time stops its pod before it starts another.',
  check: (manifests) =>
    podGroups(manifests)
      .filter(({ owner }) => owner.kind === 'Deployment' && surges((owner.spec.strategy ?? {}) as Strategy))
      .flatMap((pods) => exclusive(manifests, pods).map((claim) => describe(pods, claim))),
};

/** By default a fourth of the pods, rounded up. */
function surges({ type = 'RollingUpdate', rollingUpdate }: Strategy): boolean {
  return type === 'RollingUpdate' && parseInt(String(rollingUpdate?.maxSurge ?? '25%'), 10) > 0;
}

/** The names of such claims, of those that the manifests make. */
function exclusive(manifests: Manifests, { namespace, spec }: PodGroup): string[] {
  const names = objectsIn(spec.volumes).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
  return names.filter((name) => {
    const { accessModes } = (manifests.find('PersistentVolumeClaim', namespace, name)?.spec ?? {}) as ClaimSpec;
    const modes = textsIn(accessModes);
    return modes.length > 0 && modes.every((mode) => EXCLUSIVE.includes(mode));
  });
}

function describe({ owner }: PodGroup, claim: string): Finding {
  const rule = `must be Recreate, or have a maxSurge of 0, with claim '${claim}', which is on one node at a time`;
  const message = finding('spec.strategy.type', 'RollingUpdate', rule, "correct it, or share the claim's volume");
  return { manifest: owner, message };
}
