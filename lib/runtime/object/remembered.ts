import { Workload } from './kube';

/** Annotation on a workload that was scaled to 0: its number of replicas before. */
export const REMEMBERED = 'stopped-replicas';

/**
 * Returns the number of replicas that a workload had before it was stopped. Undefined if the annotation is missing or not a
 * positive integer.
 */
export function rememberedReplicas({ metadata: { annotations } }: Workload): number | undefined {
  const text = annotations?.[REMEMBERED] ?? '';
  return /^[1-9]\d*$/.test(text) ? Number(text) : undefined;
}
