import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Labels, LabelSelector } from '../../model/kube';
import { selectedPods } from '../../model/selected-pods';
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
        const pods = selectedPods(manifests)(manifest.namespace, selectorOf(manifest)).filter(
          ({ owner }) => owner.kind === 'Pod',
        );
        return pods.map(({ owner }) => {
          const rule = `must not select ${owner.toString()}, which would be adopted or deleted`;
          return {
            manifest,
            message: finding(
              'spec.selector',
              JSON.stringify(manifest.spec.selector),
              rule,
              'give the pod other labels',
            ),
          };
        });
      }),
    ),
};

function selectorOf({ kind, spec }: Manifest): LabelSelector {
  const selector = spec.selector ?? {};
  return kind === 'ReplicationController' ? { matchLabels: selector as Labels } : selector;
}
