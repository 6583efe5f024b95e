import { Container, PodSpec } from '../object/kube';
import { toMebibytes, toMillicores } from './quantity';

/** Limits of pods in millicores and MiB. Undefined if a container has no limit. */
export interface PodLimits {
  readonly cpuMillicores?: number;
  readonly memoryMebibytes?: number;
}

/** Returns the limits of `pods` pods with the spec. */
export function computeLimits(spec: Partial<PodSpec> = {}, pods = 1): PodLimits {
  const cpu = computePodLimit(spec, 'cpu', toMillicores);
  const memory = computePodLimit(spec, 'memory', toMebibytes);
  return {
    ...(cpu === undefined ? {} : { cpuMillicores: cpu * pods }),
    ...(memory === undefined ? {} : { memoryMebibytes: memory * pods }),
  };
}

/**
 * Returns the limit of one resource for the whole pod: the pod-level limit if it is set, otherwise the larger of two values.
 * One is the sum of all containers and sidecars, the other is the largest init container with the sidecars that start before
 * it. Returns undefined if a container has no limit.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
function computePodLimit(
  spec: Partial<PodSpec>,
  resource: string,
  read: (quantity: string) => number,
): number | undefined {
  const own = spec.resources?.limits?.[resource];
  if (own !== undefined) return read(own);
  const limit = (container: Container): number => read(container.resources?.limits?.[resource] ?? 'none');
  let [sidecars, peak] = [0, 0];
  for (const container of spec.initContainers ?? []) {
    if (container.restartPolicy === 'Always') sidecars += limit(container);
    else peak = Math.max(peak, sidecars + limit(container));
  }
  const together = (spec.containers ?? []).reduce((sum, container) => sum + limit(container), sidecars);
  const most = Math.max(peak, together);
  return Number.isNaN(most) ? undefined : most;
}
