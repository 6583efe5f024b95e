import { isObject } from './json';
import { Container, Handler } from '../../kube/objects';

/** Probe or lifecycle hook of a container, with its field path. */
export interface PlacedHandler {
  readonly handler: Handler;
  readonly field: string;
}

/** Names of the probe fields of a container. */
export const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const HOOKS = ['postStart', 'preStop'] as const;

/** Returns the probes and lifecycle hooks of a container. */
export function handlersOf(place: { readonly container: Container; readonly field: string }): PlacedHandler[] {
  const { container, field } = place;
  const handlers: PlacedHandler[] = [];
  for (const probe of PROBES) {
    const handler = container[probe];
    if (isObject(handler)) handlers.push({ handler, field: `${field}.${probe}` });
  }
  for (const hook of HOOKS) {
    const handler = container.lifecycle?.[hook];
    if (isObject(handler)) handlers.push({ handler, field: `${field}.lifecycle.${hook}` });
  }
  return handlers;
}
