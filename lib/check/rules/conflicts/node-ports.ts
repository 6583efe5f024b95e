import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { objectsIn } from '../../model/json';
import { ServiceSpec } from '../../../kube/network-objects';
import { rivals } from '../../model/rivals';
import { Basis, Rule, Severity } from '../../rule';

/** Node ports are unique in the whole Kubernetes cluster, whatever their protocol. */
export const NODE_PORTS: Rule = {
  code: 'MAR-C02',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'No port of the nodes is given to two Services.',
  check: (manifests) =>
    rivals(manifests.ofKind('Service').flatMap(wanted), ({ nodePort }) => `${nodePort}`).map(({ first, item }) => {
      const { manifest, nodePort, field } = item;
      const rule = `must be free, as ${first.manifest.toString()} of namespace '${first.manifest.namespace}' has it`;
      const advice = 'choose another one, or leave it out for one that is free';
      return { manifest, message: finding(field, nodePort, rule, advice) };
    }),
};

interface Wanted {
  readonly manifest: Manifest;
  readonly nodePort: number;
  readonly port: number | undefined;
  readonly field: string;
}

/**
 * Returns the node ports that the Service sets. Two ports of one Service with the same number, such as TCP and UDP, may
 * share a node port and are returned once.
 */
function wanted(manifest: Manifest): Wanted[] {
  const all = objectsIn((manifest.spec as ServiceSpec).ports).flatMap(({ nodePort = 0, name, port }) =>
    nodePort === 0 ? [] : [{ manifest, nodePort, port, field: `spec.ports['${name ?? port}'].nodePort` }],
  );
  const again = new Set(rivals(all, ({ nodePort, port }) => `${nodePort} ${port}`).map(({ item }) => item));
  return all.filter((one) => !again.has(one));
}
