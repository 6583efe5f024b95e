import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { objectsIn } from '../../model/json';
import { PolicyPeer, ServicePort, ServiceSpec } from '../../model/kube-network';
import { PodGroup } from '../../model/pod-group';
import { targetOf } from '../../model/ports';
import { podsOf } from '../../model/selected-pods';
import { Basis, Finding, Rule, Severity } from '../../rule';
import { isOpen } from './entry';

/** What comes through a load balancer comes from addresses; to any other Service, from anybody. */
export const SERVICE_ENTRY: Rule = {
  code: 'MAR-T03',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'The pods behind a Service let somebody in to the ports that it leads to.',
  check: (manifests) =>
    manifests.ofKind('Service').flatMap((service) => {
      const pods = podsOf(manifests, service) ?? [];
      return objectsIn((service.spec as ServiceSpec).ports).flatMap((port) =>
        pods.flatMap((some) => closed(manifests, service, port, some)),
      );
    }),
};

function closed(manifests: Manifests, service: Manifest, port: ServicePort, pods: PodGroup): Finding[] {
  const isBalancer = (service.spec as ServiceSpec).type === 'LoadBalancer';
  const target = targetOf(pods, port);
  const isSuch = ({ ipBlock }: PolicyPeer): boolean => !isBalancer || ipBlock !== undefined;
  if (target === undefined || isOpen(manifests, pods, target, isSuch)) return [];
  const who = isBalancer ? 'any address' : 'anybody';
  const rule = `must be a port that policies let ${who} in to at ${pods.owner.toString()}`;
  const field = `spec.ports['${port.name ?? port.port}'].targetPort`;
  return [
    { manifest: service, message: finding(field, target.number, rule, 'allow it with allowFrom, or remove the port') },
  ];
}
