import { Basis, Rule, Severity } from '../../rule';
import { missing } from './missing';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces */
export const INITIAL: readonly string[] = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** Namespaces of `MarCluster.fromName` exist already. */
export const NAMESPACES: Rule = {
  code: 'MAR-R13',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'The namespaces of all objects are there.',
  check: (manifests) =>
    manifests.all.flatMap((manifest) => {
      const { namespace } = manifest;
      if (namespace === '' || INITIAL.includes(namespace) || manifests.exists('Namespace', '', namespace)) return [];
      return [missing(manifest, 'metadata.namespace', 'Namespace', namespace)];
    }),
};
