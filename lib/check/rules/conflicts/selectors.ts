import { finding } from '../../../internal/errors';
import { Labels, LabelSelector } from '../../model/kube';
import { podGroups } from '../../model/pod-group';
import { selects } from '../../model/selector';
import { Basis, Rule, Severity } from '../../rule';

/** Kinds whose selector is a LabelSelector that must be given. */
const SELECTING = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'];

/** A workload finds its pods by their labels. */
export const SELECTORS: Rule = {
  code: 'MAR-C05',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'A workload selects the pods of its own template.',
  check: (manifests) =>
    podGroups(manifests).flatMap(({ owner, labels }) => {
      const { selector } = owner.spec;
      const isOwn =
        owner.kind === 'ReplicationController'
          ? selectsByMap(selector as Labels, labels)
          : selects(selector as LabelSelector, labels);
      if (isOwn || !(SELECTING.includes(owner.kind) || owner.kind === 'ReplicationController')) return [];
      const rule = `must select the labels of its template, ${JSON.stringify(labels)}`;
      return [
        {
          manifest: owner,
          message: finding('spec.selector', JSON.stringify(selector), rule, 'give both the same labels'),
        },
      ];
    }),
};

function selectsByMap(selector: Labels | undefined, labels: Labels): boolean {
  return selector === undefined || selects({ matchLabels: selector }, labels);
}
