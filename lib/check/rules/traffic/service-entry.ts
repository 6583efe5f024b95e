import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests, oncePerManifests } from '../../manifests';
import { objectsIn } from '../../model/json';
import { PolicyPeer, ServicePort, ServiceSpec } from '../../../kube/network-objects';
import { PodGroup } from '../../model/pod-group';
import { targetOf } from '../../model/ports';
import { podsOf } from '../../model/selected-pods';
import { Basis, Finding, Rule, Severity } from '../../rule';
import { isOpen } from './entry';

/**
 * Requests through a load balancer come from IP addresses, requests through any other Service from any pod. Leaves out the headless
 * Services that govern StatefulSets: their purpose is the pods' names in DNS, and a StatefulSet cannot do without one.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id
 */
export const SERVICE_ENTRY: Rule = {
  code: 'MAR-T03',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'The pods behind a Service let somebody in to the ports that it leads to.',
  check: (manifests) =>
    manifests.ofKind('Service').flatMap((service) => {
      if (governingServices(manifests).has(service)) return [];
      const pods = podsOf(manifests, service) ?? [];
      return objectsIn((service.spec as ServiceSpec).ports).flatMap((port) =>
        pods.flatMap((some) => closed(manifests, service, port, some)),
      );
    }),
};

/** Finds the headless Services that StatefulSets name as `serviceName`. */
const governingServices = oncePerManifests((manifests): ReadonlySet<Manifest> => {
  const services = manifests.ofKind('StatefulSet').flatMap(({ namespace, spec }) => {
    const { serviceName } = spec as { serviceName?: string };
    return manifests.find('Service', namespace, serviceName ?? '') ?? [];
  });
  return new Set(services.filter(isHeadless));
});

function isHeadless({ spec }: Manifest): boolean {
  return (spec as ServiceSpec).clusterIP === 'None';
}

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
