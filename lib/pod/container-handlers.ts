import { Container, ContainerLifecycle, ContainerProps, Handler, k8s, Probe } from 'cdk8s-plus-30';
import { Where } from '../internal/errors';
import { findHandlerProblems, findProbeProblems } from '../kube/handlers';
import { throwFirst } from '../kube/problem';
import { requireObject, requireOptional } from '../internal/values';

/** The probes that cdk8s-plus knows, and how Kubernetes writes them. */
const PROBES = { liveness: 'livenessProbe', readiness: 'readinessProbe', startup: 'startupProbe' } as const;

/** Refuses probes and lifecycle hooks of cdk8s-plus that the server would refuse. */
export function requireHandlers(pod: Where, prefix: string, stock: ContainerProps, container: Container): void {
  for (const [prop, kind] of Object.entries(PROBES) as [keyof typeof PROBES, (typeof PROBES)[keyof typeof PROBES]][]) {
    const probe: Probe | undefined = stock[prop];
    requireOptional(pod, `${prefix}${prop}`, probe, '_toKube', 'a Probe', "Probe.fromCommand(['true'])");
    const written = k8s.toJson_Probe(probe?._toKube(container));
    if (written !== undefined) throwFirst(pod, findProbeProblems(`${prefix}${prop}`, kind, written));
  }
  for (const [hook, handler] of hooksOf(stock.lifecycle)) {
    const written = k8s.toJson_LifecycleHandler(handler._toKube(container)) ?? {};
    throwFirst(pod, findHandlerProblems(`${prefix}lifecycle.${hook}`, written));
  }
}

/** Returns the lifecycle, or undefined if it has no hook: the server refuses an empty one of an init container. */
export function withoutEmptyHooks(
  pod: Where,
  prefix: string,
  lifecycle: ContainerLifecycle | undefined,
): ContainerLifecycle | undefined {
  if (lifecycle === undefined) return undefined;
  requireObject(pod, `${prefix}lifecycle`, lifecycle);
  for (const [hook, handler] of Object.entries(lifecycle)) {
    const prop = `${prefix}lifecycle.${hook}`;
    requireOptional(pod, prop, handler, '_toKube', 'a Handler', "Handler.fromCommand(['true'])");
  }
  return hooksOf(lifecycle).length === 0 ? undefined : lifecycle;
}

/** Returns the hooks that a lifecycle has, by name. */
export function hooksOf({ postStart, preStop }: ContainerLifecycle = {}): [hook: string, handler: Handler][] {
  return Object.entries({ postStart, preStop }).filter((entry): entry is [string, Handler] => entry[1] !== undefined);
}
