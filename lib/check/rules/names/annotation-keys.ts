import { finding } from '../../../internal/errors';
import { LABEL_KEY, satisfiesRule } from '../../../kube/names';
import { entriesIn, isObject } from '../../model/json';
import { pieces } from '../../model/pieces';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { notText } from './broken';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set */
export const ANNOTATIONS: Rule = {
  code: 'MAR-N05',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'Annotations have keys that Kubernetes takes, and are texts.',
  check: (manifests) =>
    pieces(manifests).metadata.flatMap(({ manifest, field, value }) => {
      const annotations = isObject(value) ? value.annotations : undefined;
      return findingsOf(manifest, problems(`${field}.annotations`, annotations));
    }),
};

/**
 * Returns messages for invalid keys and values. Unlike label keys, annotation keys may have capitals in their prefix too.
 */
function problems(field: string, annotations: unknown): string[] {
  return entriesIn(annotations).flatMap(([key, value]) => [
    ...(satisfiesRule(key.toLowerCase(), LABEL_KEY) ? [] : [finding(field, key, LABEL_KEY.text, 'rename the key')]),
    ...notText(`${field}['${key}']`, value),
  ]);
}
