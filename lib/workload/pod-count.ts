import { k8s, PercentOrAbsolute } from 'cdk8s-plus-30';

/**
 * Returns the number or percentage as a number of pods, rounded up as in Kubernetes, or undefined if the value is not valid.
 */
export function countOf({ value }: PercentOrAbsolute, pods: number): number | undefined {
  const [, share] = /^(\d{1,3})%$/.exec(String(value)) ?? [];
  if (share !== undefined) return Number(share) > 100 ? undefined : Math.ceil((Number(share) * pods) / 100);
  return Number.isInteger(value) && value >= 0 ? Number(value) : undefined;
}

/** Returns true if `amount` is a valid number or percentage of pods. */
export function isCount(amount: PercentOrAbsolute): boolean {
  return countOf(amount, 1) !== undefined;
}

/** Returns the value as a Kubernetes IntOrString. */
export function intOrString({ value }: PercentOrAbsolute): k8s.IntOrString {
  return typeof value === 'number' ? k8s.IntOrString.fromNumber(value) : k8s.IntOrString.fromString(String(value));
}

/** Rule for error messages about a number of pods. */
export const COUNT = 'must be a whole number of 0 or more, or of percent up to 100';
