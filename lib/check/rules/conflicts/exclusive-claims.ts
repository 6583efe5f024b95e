import { grouped } from '../../../internal/collections';
import { finding } from '../../../internal/errors';

import { textsIn } from '../../model/json';
import { ClaimSpec } from '../../model/kube';
import { podGroups } from '../../model/pod-group';
import { referencesOf } from '../../model/pod-references';
import { Basis, Rule, Severity } from '../../rule';

/** The second pod waits for the first to end. */
export const EXCLUSIVE_CLAIMS: Rule = {
  code: 'MAR-C07',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'A claim for one pod alone (ReadWriteOncePod) is mounted by one.',
  check: (manifests) => {
    const mounts = podGroups(manifests).flatMap((pods) => {
      const claims = referencesOf(pods).filter(({ kind }) => kind === 'PersistentVolumeClaim');
      return [...new Set(claims.map(({ name }) => name))].map((name) => ({ pods, name }));
    });
    const users = grouped(mounts, ({ pods, name }) => `${pods.namespace}/${name}`);
    return manifests.ofKind('PersistentVolumeClaim').flatMap((manifest) => {
      const modes = textsIn((manifest.spec as ClaimSpec).accessModes);
      const mounting = (users.get(`${manifest.namespace}/${manifest.name}`) ?? []).map(({ pods }) => pods);
      const count = mounting.reduce((sum, { pods }) => sum + pods, 0);
      if (!modes.includes('ReadWriteOncePod') || count <= 1) return [];
      const whose = mounting.map(({ owner }) => owner.toString()).join(', ');
      const rule = `must be for more than one pod, as ${count} mount it (${whose})`;
      return [
        {
          manifest,
          message: finding('spec.accessModes', modes.join(), rule, 'change it, or give each pod a claim'),
        },
      ];
    });
  },
};
