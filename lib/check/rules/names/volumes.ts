import { finding } from '../../../internal/errors';
import { DNS_LABEL } from '../../../kube/names';
import { claimTemplates } from '../../model/claims';
import { objectsIn } from '../../model/json';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { broken, repeated } from './broken';

/** @see https://kubernetes.io/docs/concepts/storage/volumes/ */
export const VOLUMES: Rule = {
  code: 'MAR-N12',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'The volumes of a pod have names that Kubernetes takes, each once.',
  check: (manifests) => podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, problems(pods))),
};

/**
 * Returns messages for invalid and duplicate names. Skips volumes with the name of a claim template, because the StatefulSet
 * replaces them.
 */
function problems({ owner, spec, field }: PodGroup): string[] {
  const templates = claimTemplates(owner).map(({ metadata }) => metadata?.name ?? '');
  const volumes = objectsIn(spec.volumes).map(({ name = '' }) => name);
  const twice = repeated(volumes);
  return [
    ...templates.flatMap((name, i) => broken(`spec.volumeClaimTemplates[${i}].metadata.name`, name, DNS_LABEL)),
    ...volumes.flatMap((name, i) => {
      const at = `${field}.volumes[${i}].name`;
      if (templates.includes(name)) return [];
      const isTwice = name !== '' && twice[i] === true;
      return [
        ...broken(at, name, DNS_LABEL),
        ...(isTwice ? [finding(at, name, 'must be unique in its pod', 'rename it')] : []),
      ];
    }),
  ];
}
