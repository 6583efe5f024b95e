import { Workload } from './kube';

/** Of a workload that was scaled to nothing: how many pods it had. */
export const REMEMBERED = 'stopped-replicas';

/** How many pods a stopped workload had; undefined if nothing, or no count, was remembered. */
export function rememberedReplicas({ metadata: { annotations } }: Workload): number | undefined {
  const text = annotations?.[REMEMBERED] ?? '';
  return /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
}
