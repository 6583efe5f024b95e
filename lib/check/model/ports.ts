import { objectsIn } from './json';
import { PodGroup } from './pod-group';
import { ServicePort } from '../../kube/network-objects';

/** A port of pods, as traffic reaches it. */
export interface PodPort {
  readonly number: number;
  readonly protocol: string;
}

/** The port of pods that a Service's port leads to; undefined if they have none of its name. */
export function targetOf(pods: PodGroup, { port = 0, targetPort, protocol = 'TCP' }: ServicePort): PodPort | undefined {
  const target = isSet(targetPort) ? targetPort : port;
  if (typeof target === 'number') return { number: target, protocol };
  const named = declaredPorts(pods).find((declared) => declared.name === target && declared.protocol === protocol);
  return named && { number: named.number, protocol };
}

/** Whether a Service's port leads to another one: left out, empty or 0, it is the same. */
export function isSet(targetPort: number | string | undefined): targetPort is number | string {
  return ![undefined, '', 0].includes(targetPort);
}

/** What containers of pods declare, native sidecars among them. */
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
