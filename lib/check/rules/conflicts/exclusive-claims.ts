import { grouped } from '../../../internal/collections';
import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { textsIn } from '../../model/json';
import { ClaimSpec } from '../../../kube/objects';
import { podReferences } from '../../model/pod-references';
import { Basis, Rule, Severity } from '../../rule';

const EXCLUSIVE = 'ReadWriteOncePod';

/** The second pod waits until the first pod ends. */
export const EXCLUSIVE_CLAIMS: Rule = {
  code: 'MAR-C07',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'A claim for one pod alone (ReadWriteOncePod) is mounted by one.',
  check: (manifests) => {
    const exclusive = manifests.ofKind('PersistentVolumeClaim').filter((claim) => modesOf(claim).includes(EXCLUSIVE));
    if (exclusive.length === 0) return [];
    const users = grouped(
      podReferences(manifests)('PersistentVolumeClaim'),
      ({ pods, name }) => `${pods.namespace}/${name}`,
    );
    return exclusive.flatMap((manifest) => {
      const own = users.get(`${manifest.namespace}/${manifest.name}`) ?? [];
      const mounting = [...new Set(own.map(({ pods }) => pods))];
      const count = mounting.reduce((sum, { pods }) => sum + pods, 0);
      if (count <= 1) return [];
      const whose = mounting.map(({ owner }) => owner.toString()).join(', ');
      const rule = `must be for more than one pod, as ${count} mount it (${whose})`;
      return [
        {
          manifest,
          message: finding('spec.accessModes', modesOf(manifest).join(), rule, 'change it, or give each pod a claim'),
        },
      ];
    });
  },
};

function modesOf({ spec }: Manifest): readonly string[] {
  return textsIn((spec as ClaimSpec).accessModes);
}
