import { finding } from '../../../internal/errors';
import { podsSelectedBy } from '../../model/selected-pods';
import { Basis, Rule, Severity } from '../../rule';

/** A ReplicaSet takes a pod that is nobody's and has its labels for one of its own, and deletes what is too many. */
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
