import { Container, PodSpec } from '../object/kube';
import { mebibytes, millicores } from './quantity';

/** The most that a pod may use: in millicores and MiB, undefined where nothing limits it. */
export interface PodLimits {
  readonly cpuMillicores?: number;
  readonly memoryMebibytes?: number;
}

/** The limits of a number of such pods. */
export function limitsOf(spec: Partial<PodSpec> = {}, pods = 1): PodLimits {
  const cpu = podLimit(spec, 'cpu', millicores);
  const memory = podLimit(spec, 'memory', mebibytes);
  return {
    ...(cpu === undefined ? {} : { cpuMillicores: cpu * pods }),
    ...(memory === undefined ? {} : { memoryMebibytes: memory * pods }),
  };
}

/**
 * The sum over the containers that run side by side, or what a container needs before them with the sidecars that are there by then.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
 */
function podLimit(spec: Partial<PodSpec>, resource: string, read: (quantity: string) => number): number | undefined {
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
