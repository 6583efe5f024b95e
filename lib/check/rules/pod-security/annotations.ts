import { PodTemplate } from '../../../kube/objects';
import { JudgedPod } from './judged-pod';
import { Value } from './values';

/** The annotations of a pod, or of a workload's pods, that are refused. */
export function refusedAnnotations(
  { group: { owner, field } }: JudgedPod,
  isRefused: (key: string, value: string) => boolean,
): Value[] {
  const path = field.split('.').slice(0, -1);
  const template = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], owner.json);
  const annotations = Object.entries((template as PodTemplate | undefined)?.metadata?.annotations ?? {});
  const refused = annotations.filter(([key, value]) => isRefused(key, value));
  const prefix = [...path, 'metadata', 'annotations'].join('.');
  return refused.map(([key, value]) => ({ field: `${prefix}['${key}']`, value }));
}
