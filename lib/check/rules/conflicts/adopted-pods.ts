import { finding } from '../../../internal/errors';
import { podsSelectedBy } from '../../model/selected-pods';
import { Basis, Rule, Severity } from '../../rule';

/** A ReplicaSet adopts a bare pod that has its labels and no owner, and deletes pods above its number of replicas. */
export const ADOPTED_PODS: Rule = {
  code: 'MAR-C08',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'No workload selects a pod that is not its own.',
  check: (manifests) =>
    ['ReplicaSet', 'ReplicationController', 'DaemonSet'].flatMap((kind) =>
      manifests.ofKind(kind).flatMap((manifest) => {
        const others = podsSelectedBy(manifests, manifest).filter(({ owner }) => owner.kind === 'Pod');
        const selector = JSON.stringify(manifest.spec.selector);
        return others.map(({ owner }) => {
          const rule = `must not select ${owner.toString()}, which would be adopted or deleted`;
          return { manifest, message: finding('spec.selector', selector, rule, 'give the pod other labels') };
        });
      }),
    ),
};
