import { toMessages } from '../../../kube/problem';
import { findVolumeProblems } from '../../../kube/volume-sources';
import { objectsIn } from '../../model/json';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';

/** @see https://kubernetes.io/docs/concepts/storage/volumes/#volume-types */
export const VOLUME_SOURCES: Rule = {
  code: 'MAR-N22',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Volume sources have the names, keys and paths that Kubernetes requires.',
  check: (manifests) => podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, problems(pods))),
};

function problems({ spec, field }: PodGroup): string[] {
  return objectsIn(spec.volumes).flatMap((volume, i) =>
    toMessages(findVolumeProblems(`${field}.volumes['${volume.name ?? i}']`, volume)),
  );
}
