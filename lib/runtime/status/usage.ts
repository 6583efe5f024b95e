import { PodMetrics } from '../object/kube';
import { toMebibytes, toMillicores } from './quantity';

/** CPU usage in millicores and memory usage in MiB. Undefined if it was not measured. */
export interface Usage {
  readonly usedCpuMillicores?: number;
  readonly usedMemoryMebibytes?: number;
}

/** Returns the usage of all measured pods together, or an empty object if `measured` is empty. */
export function sumUsage(measured: readonly PodMetrics[]): Usage {
  if (measured.length === 0) return {};
  const usages = measured.flatMap(({ containers }) => containers.map(({ usage = {} }) => usage));
  return {
    usedCpuMillicores: usages.reduce((sum, { cpu = '0' }) => sum + toMillicores(cpu), 0),
    usedMemoryMebibytes: usages.reduce((sum, { memory = '0' }) => sum + toMebibytes(memory), 0),
  };
}
