import { finding } from '../../../internal/errors';
import { grouped } from '../../manifests';
import { ServiceSpec } from '../../model/kube-network';
import { Basis, Rule, Severity } from '../../rule';

/** A port of the nodes is one for the whole Kubernetes cluster. */
export const NODE_PORTS: Rule = {
  code: 'MAR-C02',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'No port of the nodes is given to two Services.',
  check: (manifests) => {
    const all = manifests.ofKind('Service').flatMap((manifest) => {
      const { ports = [] } = manifest.spec as ServiceSpec;
      return ports.flatMap(({ nodePort, protocol = 'TCP', name, port }) =>
        nodePort === undefined
          ? []
          : [{ manifest, key: `${nodePort}/${protocol}`, nodePort, field: `spec.ports['${name ?? port}'].nodePort` }],
      );
    });
    return [...grouped(all, ({ key }) => key).values()].flatMap(([first, ...others]) =>
      others.map(({ manifest, nodePort, field }) => {
        const rule = `must be free, as ${String(first?.manifest)} of namespace '${first?.manifest.namespace ?? ''}' has it`;
        return {
          manifest,
          message: finding(field, nodePort, rule, 'choose another one, or leave it out for one that is free'),
        };
      }),
    );
  },
};
