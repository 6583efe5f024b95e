import { isObject } from './json';
import { Container, Handler } from '../../kube/objects';

/** What the node calls of a container, and where that is. */
export interface PlacedHandler {
  readonly handler: Handler;
  readonly field: string;
}

/** The probes of a container. */
export const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const HOOKS = ['postStart', 'preStop'] as const;

/** The probes and the lifecycle hooks that a container has. */
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
