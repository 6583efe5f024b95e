import { Size } from 'cdk8s';
import { ContainerResources, k8s } from 'cdk8s-plus-30';
import { propError, Where } from '../internal/errors';
import { Amount, cpuQuantity, measure, quoted, sizeQuantity } from '../kube/quantity';

/** Storage that goes with the pod, of a container that does not say: enough for logs and a `/tmp`, and bounded. */
const EPHEMERAL_STORAGE = Size.gibibytes(1);

/** Fills in requests that are not given: they are the limits, so the pod is of the QoS class Guaranteed. */
export function withRequests(resources: ContainerResources): ContainerResources {
  const { cpu, memory, ephemeralStorage } = resources;
  const storage = ephemeralStorage?.limit ?? EPHEMERAL_STORAGE;
  return {
    cpu: { limit: cpu?.limit, request: cpu?.request ?? cpu?.limit },
    memory: { limit: memory?.limit, request: memory?.request ?? memory?.limit },
    ephemeralStorage: { limit: storage, request: ephemeralStorage?.request ?? storage },
  };
}

/**
 * Renders resources in the units given: 4 GiB is `4Gi`. All limits must be there, as the quota makes Kubernetes refuse pods
 * without.
 */
export function renderResources(where: Where, prop: string, resources: ContainerResources): k8s.ResourceRequirements {
  const at = (name: string) => (prop === '' ? name : `${prop}.${name}`);
  const { cpu, memory, ephemeralStorage } = resources;
  const render = (kind: 'limit' | 'request') => ({
    cpu: cpuQuantity(where, at('cpu'), required(where, at('cpu'), cpu?.[kind])),
    memory: sizeQuantity(where, at('memory'), required(where, at('memory'), memory?.[kind])),
    'ephemeral-storage': sizeQuantity(
      where,
      at('ephemeralStorage'),
      required(where, at('ephemeralStorage'), ephemeralStorage?.[kind]),
    ),
  });
  const rendered = { limits: render('limit'), requests: render('request') };
  requireOrder(where, at('cpu'), cpu?.request, cpu?.limit);
  requireOrder(where, at('memory'), memory?.request, memory?.limit);
  requireOrder(where, at('ephemeralStorage'), ephemeralStorage?.request, ephemeralStorage?.limit);
  return rendered;
}

function required<T>(where: Where, prop: string, amount: T | undefined): T {
  if (amount !== undefined) return amount;
  throw propError(where, prop, amount, 'must have a limit', 'give one: the quota of the cluster counts it');
}

function requireOrder(where: Where, prop: string, request: Amount | undefined, limit: Amount | undefined): void {
  if (request === undefined || limit === undefined || !(measure(request) > measure(limit))) return;
  const rule = `must not request more than its limit of '${quoted(limit)}'`;
  throw propError(where, prop, quoted(request), rule, 'lower the request, or raise the limit');
}
