import { isObject } from '../../model/json';
import { pieces } from '../../model/pieces';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { brokenLabels } from './broken';

/**
 * Checks the labels of objects and of their templates for pods, Jobs and claims.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export const LABELS: Rule = {
  code: 'MAR-N03',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Labels have keys and values that Kubernetes takes.',
  check: (manifests) =>
    pieces(manifests).metadata.flatMap(({ manifest, field, value }) => {
      const labels = isObject(value) ? value.labels : undefined;
      return findingsOf(manifest, brokenLabels(`${field}.labels`, labels, 'shorten it, or make it an annotation'));
    }),
};
