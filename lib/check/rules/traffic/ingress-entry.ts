import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { backendPort, backendsOf, serviceOf } from '../../model/ingresses';
import { IngressBackend } from '../../../kube/network-objects';
import { isElsewhere } from '../../model/policies';
import { targetOf } from '../../model/ports';
import { podsOf } from '../../model/selected-pods';
import { Basis, Finding, Rule, Severity } from '../../rule';
import { isOpen } from './entry';

/** The ingress controller runs in another namespace, or on the nodes. */
export const INGRESS_ENTRY: Rule = {
  code: 'MAR-T02',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'The pods behind an Ingress let traffic in from outside of their namespace.',
  check: (manifests) =>
    manifests
      .ofKind('Ingress')
      .flatMap((ingress) =>
        backendsOf(ingress).flatMap(({ field, backend }) => closed(manifests, ingress, field, backend)),
      ),
};

function closed(manifests: Manifests, ingress: Manifest, field: string, backend: IngressBackend): Finding[] {
  const service = serviceOf(manifests, ingress, backend);
  const port = service && backendPort(service, backend);
  if (service === undefined || port === undefined) return [];
  const shut = (podsOf(manifests, service) ?? []).filter((pods) => {
    const target = targetOf(pods, port);
    return target !== undefined && !isOpen(manifests, pods, target, (peer) => isElsewhere(peer, pods.namespace));
  });
  return shut.map(({ owner }) => {
    const rule = `must lead to pods that the ingress controller reaches, which no policy lets in to ${owner.toString()}`;
    const message = finding(
      `${field}.service.name`,
      service.name,
      rule,
      'use exposeViaIngress, or allow it with allowFrom',
    );
    return { manifest: ingress, message };
  });
}
