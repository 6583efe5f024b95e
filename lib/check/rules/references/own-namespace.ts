import { finding } from '../../../internal/errors';
import { CLUSTER, EXISTING_CLUSTER } from '../../../internal/labels';
import { Manifest } from '../../manifest';
import { Basis, Finding, Rule, Severity } from '../../rule';
import { INITIAL } from './namespaces';

/**
 * The quota, policies and roles of the cluster do not apply in Kubernetes' own namespaces. Helm charts and included files
 * may set such a namespace.
 */
export const OWN_NAMESPACE: Rule = {
  code: 'MAR-R15',
  severity: Severity.ERROR,
  basis: Basis.PLATFORM,
  title: 'Nothing that is created in a cluster is in a namespace of Kubernetes.',
  check: (manifests) => manifests.all.filter(({ namespace }) => INITIAL.includes(namespace)).flatMap(elsewhere),
};

function elsewhere(manifest: Manifest): Finding[] {
  const home = homeOf(manifest);
  if (home === undefined || home === manifest.namespace) return [];
  const rule = `must be that of its cluster, '${home}'`;
  const advice = 'leave it out, or create the object in MarCluster.fromName of that namespace';
  return [{ manifest, message: finding('metadata.namespace', manifest.namespace, rule, advice) }];
}

/** Returns the namespace of the cluster in which the object is created, or undefined if its chart is not in a cluster. */
function homeOf({ construct }: Manifest): string | undefined {
  const { labels = {}, namespace } = construct?.chart ?? {};
  return CLUSTER in labels || EXISTING_CLUSTER in labels ? namespace : undefined;
}
