import { PodMetrics } from '../object/kube';
import { mebibytes, millicores } from './quantity';

/** What pods use. */
export interface Usage {
  readonly usedCpuMillicores?: number;
  readonly usedMemoryMebibytes?: number;
}

/** What pods use together; nothing if none of them was measured. */
export function usageOf(measured: readonly PodMetrics[]): Usage {
  if (measured.length === 0) return {};
  const usages = measured.flatMap(({ containers }) => containers.map(({ usage = {} }) => usage));
  return {
    usedCpuMillicores: usages.reduce((sum, { cpu = '0' }) => sum + millicores(cpu), 0),
    usedMemoryMebibytes: usages.reduce((sum, { memory = '0' }) => sum + mebibytes(memory), 0),
  };
}
