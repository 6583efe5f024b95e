import { LABEL_KEY, LABEL_VALUE } from '../../../kube/names';
import { checkGivenMember, Problem, toMessages } from '../../../kube/problem';
import { Manifests } from '../../manifests';
import { objectsIn } from '../../model/json';
import { LabelRequirement } from '../../../kube/objects';
import { Piece, pieces } from '../../model/pieces';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { broken, brokenLabels } from './broken';

const ADVICE = 'correct it';

/**
 * Checks the selectors of pods, namespaces, nodes and claims. An invalid selector would match nothing, because no object can
 * have invalid labels.
 */
export const SELECTORS: Rule = {
  code: 'MAR-N04',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Selectors have keys, operators and values that Kubernetes takes.',
  check: (manifests) => [
    ...maps(manifests).flatMap((piece) => findingsOf(piece.manifest, brokenLabels(piece.field, piece.value, ADVICE))),
    ...pieces(manifests).matchExpressions.flatMap((piece) => findingsOf(piece.manifest, requirements(piece))),
  ],
};

function maps(manifests: Manifests): Piece[] {
  const plain = ['Service', 'ReplicationController'].flatMap((kind) => manifests.ofKind(kind));
  return [
    ...pieces(manifests).matchLabels,
    ...pieces(manifests).nodeSelector,
    ...plain
      .filter(({ group }) => group === '')
      .map((manifest) => ({ manifest, field: 'spec.selector', value: manifest.spec.selector })),
  ];
}

/**
 * Returns messages for the `matchExpressions` in a field. Skips the scope selectors of quotas, which have no key. Does not
 * check the values in preferred node affinities, which may be any string.
 */
function requirements({ field, value }: Piece): string[] {
  const isPreference = field.endsWith('.preference.matchExpressions');
  return objectsIn(value as readonly Partial<LabelRequirement>[]).flatMap((requirement, i) => {
    if ('scopeName' in requirement) return [];
    const { key, values } = requirement;
    const texts: readonly unknown[] = Array.isArray(values) && !isPreference ? values : [];
    return [
      ...broken(`${field}[${i}].key`, key, LABEL_KEY, 'rename the key'),
      ...texts.flatMap((text, j) => broken(`${field}[${i}].values[${j}]`, text, LABEL_VALUE, ADVICE)),
      ...toMessages(findOperatorProblems(`${field}[${i}]`, requirement, isOfNodes(field))),
    ];
  });
}

/**
 * Returns true if `field` selects nodes. Only node selectors, including those of PersistentVolumes, have the operators Gt
 * and Lt.
 */
function isOfNodes(field: string): boolean {
  return /\.(preference|nodeSelectorTerms\[\d+\])\.matchExpressions$/.test(field);
}

/**
 * Returns a problem if the operator is unknown or has the wrong number of values.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#operators
 */
function findOperatorProblems(at: string, requirement: Partial<LabelRequirement>, isOfNodes: boolean): Problem[] {
  const { operator, values } = requirement;
  const number = Array.isArray(values) ? values.length : 0;
  const known = ['In', 'NotIn', 'Exists', 'DoesNotExist', ...(isOfNodes ? ['Gt', 'Lt'] : [])];
  const wrong = (rule: string, advice: string): Problem[] => [
    { field: `${at}.values`, value: (values ?? []).toString(), rule, advice },
  ];
  switch (operator) {
    case 'In':
    case 'NotIn':
      return number > 0 ? [] : wrong(`must not be empty for the operator ${operator}`, 'give a value');
    case 'Exists':
    case 'DoesNotExist':
      return number === 0 ? [] : wrong(`must not be given for the operator ${operator}`, 'remove them');
    default:
      if (!isOfNodes || (operator !== 'Gt' && operator !== 'Lt')) {
        return checkGivenMember(`${at}.operator`, operator, known);
      }
      return number === 1 ? [] : wrong(`must be one for the operator ${operator}`, 'give one number');
  }
}
