import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { objectsIn } from '../../model/json';
import { ServiceSpec } from '../../../kube/network-objects';
import { Basis, Rule, Severity } from '../../rule';
import { amongKind } from './broken';

const [LEAST, MOST] = [30000, 32767] as const;

/**
 * The node port range is a setting of the API server. Platforms with another range silence this rule.
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
 */
export const NODE_PORT_RANGE: Rule = {
  code: 'MAR-N29',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: `Node ports are in the default range of Kubernetes, ${LEAST} to ${MOST}.`,
  check: (manifests) => amongKind(manifests, '', 'Service', problems),
};

function problems({ spec }: Manifest): string[] {
  return objectsIn((spec as ServiceSpec).ports).flatMap(({ nodePort, name, port }) => {
    const isFree = nodePort === undefined || nodePort === 0;
    if (isFree || (Number.isInteger(nodePort) && nodePort >= LEAST && nodePort <= MOST)) return [];
    const rule = `must be in the range of node ports, by default ${LEAST} to ${MOST}`;
    const advice =
      "choose another one, or allow it with Checks.of(…).allow('MAR-N29', …) if your API server has another range";
    return [finding(`spec.ports['${name ?? port}'].nodePort`, nodePort, rule, advice)];
  });
}
