import { finding } from '../../../internal/errors';
import { DNS_LABEL } from '../../../kube/names';
import { objectsIn } from '../../model/json';
import { ServicePort, ServiceSpec } from '../../../kube/network-objects';
import { Basis, Rule, Severity } from '../../rule';
import { amongKind, broken, brokenPort, repeated } from './broken';

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services */
export const SERVICE_PORTS: Rule = {
  code: 'MAR-N08',
  severity: Severity.ERROR,
  basis: Basis.REFUSED,
  title: 'The ports of a Service have numbers, and names if there are several, each once.',
  check: (manifests) =>
    amongKind(manifests, '', 'Service', ({ spec }) => problems(objectsIn((spec as ServiceSpec).ports))),
};

function problems(ports: readonly ServicePort[]): string[] {
  const sameName = repeated(ports.map(({ name }) => name));
  const samePort = repeated(ports.map(({ port, protocol = 'TCP' }) => `${port}/${protocol}`));
  return ports.flatMap(({ name = '', port, protocol = 'TCP' }, i) => {
    const at = `spec.ports[${i}]`;
    const unique = 'must be unique in its Service';
    const advice = name === '' ? 'give each port a name' : 'rename it';
    return [
      ...(name === '' && ports.length === 1 ? [] : broken(`${at}.name`, name, DNS_LABEL, advice)),
      ...(name !== '' && sameName[i] === true ? [finding(`${at}.name`, name, unique, 'rename it')] : []),
      ...brokenPort(`${at}.port`, port),
      ...(samePort[i] === true ? [finding(`${at}.port`, `${port}/${protocol}`, unique, 'remove one of them')] : []),
    ];
  });
}
