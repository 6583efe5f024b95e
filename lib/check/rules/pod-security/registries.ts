import { ClusterContext } from '../../../cluster/cluster-context';
import { isFromRegistry } from '../../../security/registries';
import { finding } from '../../../internal/errors';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** Kubernetes has no such rule. Pods from MAR are rejected when they are created. */
export const REGISTRIES: Rule = {
  code: 'MAR-P19',
  severity: Severity.ERROR,
  basis: Basis.PLATFORM,
  title: 'The images of all pods come from the registries that their cluster allows.',
  check: (manifests) => podGroups(manifests).flatMap(foreign),
};

/** What was read from files is in no cluster of which anything is known. */
function foreign({ owner, containers }: PodGroup): Finding[] {
  const context = owner.construct && ClusterContext.find(owner.construct);
  const allowed = context?.facts.allowedRegistries;
  if (allowed === undefined) return [];
  return containers.flatMap(({ container: { image }, field }) => {
    if (typeof image !== 'string' || image === '' || isFromRegistry(allowed, image)) return [];
    const rule = `must come from a registry that the cluster allows (${allowed.join(', ')})`;
    const advice = "use one of them, or add to the cluster's allowedRegistries";
    return [{ manifest: owner, message: finding(`${field}.image`, image, rule, advice) }];
  });
}
