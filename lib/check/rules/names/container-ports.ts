import { finding } from '../../../internal/errors';
import { PORT_NAME } from '../../../kube/names';
import { objectsIn } from '../../model/json';
import { Located, podGroups } from '../../model/pod-group';
import { Basis, findingsOf, Rule, Severity } from '../../rule';
import { broken, brokenPort, repeated } from './broken';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#ports */
export const CONTAINER_PORTS: Rule = {
  code: 'MAR-N07',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'The ports of a container have numbers and names that Kubernetes takes, each name once.',
  check: (manifests) =>
    podGroups(manifests).flatMap(({ owner, containers }) => findingsOf(owner, containers.flatMap(problems))),
};

/**
 * Returns messages for the ports of one container. Port names must be unique in the container only, and host port 0 means no
 * host port.
 */
function problems({ container, field }: Located): string[] {
  const ports = objectsIn(container.ports);
  const twice = repeated(ports.map(({ name }) => name));
  return ports.flatMap(({ name = '', containerPort, hostPort = 0 }, i) => {
    const at = `${field}.ports[${i}]`;
    const isNamed = name !== '';
    return [
      ...(isNamed ? broken(`${at}.name`, name, PORT_NAME) : []),
      ...(isNamed && twice[i] === true
        ? [finding(`${at}.name`, name, 'must be unique in its container', 'rename it')]
        : []),
      ...brokenPort(`${at}.containerPort`, containerPort),
      ...(hostPort === 0 ? [] : brokenPort(`${at}.hostPort`, hostPort)),
    ];
  });
}
