import { finding } from '../../../internal/errors';
import { DNS_LABEL } from '../../../kube/names';
import { PodGroup, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { broken, repeated } from './broken';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Container */
export const CONTAINERS: Rule = {
  code: 'MAR-N11',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'The containers of a pod have names that Kubernetes takes, each once, with those for the start.',
  check: (manifests) => podGroups(manifests).flatMap((pods) => findingsOf(pods.owner, problems(pods))),
};

function problems({ containers }: PodGroup): string[] {
  const twice = repeated(containers.map(({ container }) => container.name));
  return containers.flatMap(({ container: { name = '' }, field }, i) => [
    ...broken(`${field}.name`, name, DNS_LABEL),
    ...(name !== '' && twice[i] === true
      ? [finding(`${field}.name`, name, 'must be unique in its pod', 'rename it')]
      : []),
  ]);
}
