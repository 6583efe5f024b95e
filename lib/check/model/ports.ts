import { objectsIn } from './json';
import { PodGroup } from './pod-group';
import { ServicePort } from '../../kube/network-objects';

/** Port number and protocol at which pods receive traffic. */
export interface PodPort {
  readonly number: number;
  readonly protocol: string;
}

/**
 * Returns the port of `pods` to which a port of a Service sends traffic; undefined if the target port is a name that no
 * container declares.
 */
export function targetOf(pods: PodGroup, { port = 0, targetPort, protocol = 'TCP' }: ServicePort): PodPort | undefined {
  const target = isSet(targetPort) ? targetPort : port;
  if (typeof target === 'number') return { number: target, protocol };
  const named = declaredPorts(pods).find((declared) => declared.name === target && declared.protocol === protocol);
  return named && { number: named.number, protocol };
}

/**
 * Returns true if the target port of a Service is set. If the field is missing, empty or 0, the target port is the same as
 * the port of the Service.
 */
export function isSet(targetPort: number | string | undefined): targetPort is number | string {
  return ![undefined, '', 0].includes(targetPort);
}

/** Returns the ports that app containers and native sidecars declare. */
export function declaredPorts(pods: PodGroup): (PodPort & { readonly name?: string })[] {
  const running = pods.containers.filter(({ role }) => role !== 'init');
  return running.flatMap(({ container }) =>
    objectsIn(container.ports).map(({ name, containerPort = 0, protocol = 'TCP' }) => ({
      name,
      number: containerPort,
      protocol,
    })),
  );
}
