import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { backendPort, backendsOf, serviceOf } from '../../model/ingresses';
import { IngressBackend } from '../../../kube/network-objects';
import { Basis, Finding, Rule, Severity } from '../../rule';
import { isThere, missing } from './missing';

/** If the backend does not exist, the ingress controller answers requests itself, with an error. */
export const INGRESS_BACKENDS: Rule = {
  code: 'MAR-R07',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'The Services that an Ingress leads to are there, with the ports that it names.',
  check: (manifests) =>
    manifests
      .ofKind('Ingress')
      .flatMap((ingress) =>
        backendsOf(ingress).flatMap(({ field, backend }) => lost(manifests, ingress, `${field}.service`, backend)),
      ),
};

function lost(manifests: Manifests, ingress: Manifest, field: string, backend: IngressBackend): Finding[] {
  const { name, port = {} } = backend.service ?? {};
  if (name === undefined) return [];
  if (!isThere(manifests, 'Service', ingress.namespace, name))
    return [missing(ingress, `${field}.name`, 'Service', name)];
  const service = serviceOf(manifests, ingress, backend);
  if (service === undefined || backendPort(service, backend) !== undefined) return [];
  const message = finding(
    `${field}.port`,
    port.name ?? port.number,
    `must be a port of Service '${name}'`,
    'correct it',
  );
  return [{ manifest: ingress, message }];
}
