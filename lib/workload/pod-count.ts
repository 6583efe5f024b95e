import { k8s, PercentOrAbsolute } from 'cdk8s-plus-30';

/** A number or a share of pods, as a number, which Kubernetes rounds up; undefined if it is neither. */
export function countOf({ value }: PercentOrAbsolute, pods: number): number | undefined {
  const [, share] = /^(\d{1,3})%$/.exec(String(value)) ?? [];
  if (share !== undefined) return Number(share) > 100 ? undefined : Math.ceil((Number(share) * pods) / 100);
  return Number.isInteger(value) && value >= 0 ? Number(value) : undefined;
}

/** Whether it is a number or a share of pods. */
export function isCount(amount: PercentOrAbsolute): boolean {
  return countOf(amount, 1) !== undefined;
}

/** As Kubernetes writes it. */
export function intOrString({ value }: PercentOrAbsolute): k8s.IntOrString {
  return typeof value === 'number' ? k8s.IntOrString.fromNumber(value) : k8s.IntOrString.fromString(String(value));
}

/** How the rule reads. */
export const COUNT = 'must be a whole number of 0 or more, or of percent up to 100';
