import { PodGroup } from './pod-group';
import { ServicePort } from './kube-network';

/** A port of pods, as traffic reaches it. */
export interface PodPort {
  readonly number: number;
  readonly protocol: string;
}

/** The port of pods that a Service's port leads to; undefined if they have none of its name. */
export function targetOf(
  pods: PodGroup,
  { port = 0, targetPort = port, protocol = 'TCP' }: ServicePort,
): PodPort | undefined {
  if (typeof targetPort === 'number') return { number: targetPort, protocol };
  const named = declaredPorts(pods).find((declared) => declared.name === targetPort && declared.protocol === protocol);
  return named && { number: named.number, protocol };
}

/** What containers of pods declare, native sidecars among them. */
export function declaredPorts(pods: PodGroup): (PodPort & { readonly name?: string })[] {
  const running = pods.containers.filter(({ role }) => role !== 'init');
  return running.flatMap(({ container }) =>
    (container.ports ?? []).map(({ name, containerPort = 0, protocol = 'TCP' }) => ({
      name,
      number: containerPort,
      protocol,
    })),
  );
}
