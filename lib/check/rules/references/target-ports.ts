import { finding } from '../../../internal/errors';
import { Manifest } from '../../manifest';
import { Manifests } from '../../manifests';
import { objectsIn } from '../../model/json';
import { ServicePort, ServiceSpec } from '../../../kube/network-objects';
import { PodGroup } from '../../model/pod-group';
import { declaredPorts, targetOf } from '../../model/ports';
import { podsOf } from '../../model/selected-pods';
import { Basis, Finding, Rule, Severity } from '../../rule';

/** Pods without a port of this name are left out of the endpoints of the Service. */
export const NAMED_TARGET_PORTS: Rule = {
  code: 'MAR-R02',
  severity: Severity.ERROR,
  basis: Basis.IDLE,
  title: 'A port that a Service leads to by its name is one of its pods.',
  check: (manifests) => withoutTarget(manifests, (port) => typeof port.targetPort === 'string'),
};

/** Kubernetes accepts any port number, but a port that no container declares is usually a mistake. */
export const NUMBERED_TARGET_PORTS: Rule = {
  code: 'MAR-R03',
  severity: Severity.ERROR,
  basis: Basis.PLATFORM,
  title: 'A port that a Service leads to by its number is declared by its pods.',
  check: (manifests) => withoutTarget(manifests, (port) => typeof port.targetPort !== 'string'),
};

function withoutTarget(manifests: Manifests, isJudged: (port: ServicePort) => boolean): Finding[] {
  return manifests.ofKind('Service').flatMap((service) => {
    const pods = podsOf(manifests, service) ?? [];
    const lost = objectsIn((service.spec as ServiceSpec).ports).filter(
      (port) => isJudged(port) && pods.length > 0 && !pods.some((some) => isDeclared(some, port)),
    );
    return lost.map((port) => describe(service, port, pods));
  });
}

function isDeclared(pods: PodGroup, port: ServicePort): boolean {
  const target = targetOf(pods, port);
  return declaredPorts(pods).some(({ number, protocol }) => number === target?.number && protocol === target.protocol);
}

function describe(manifest: Manifest, port: ServicePort, pods: readonly PodGroup[]): Finding {
  const known = pods
    .flatMap(declaredPorts)
    .map(({ name, number, protocol }) => [name ?? '', `${number}/${protocol}`].join(' ').trim());
  const rule = `must be a ${port.protocol ?? 'TCP'} port of its pods, which declare ${known.join(', ') || 'none'}`;
  const field = `spec.ports['${port.name ?? port.port}'].targetPort`;
  return {
    manifest,
    message: finding(field, port.targetPort ?? port.port, rule, 'correct it, or declare it in the pods'),
  };
}
