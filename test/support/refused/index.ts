import { REFUSED_IN_CONTAINERS } from './containers';
import { REFUSED_ELSEWHERE } from './objects';
import { REFUSED_IN_PODS } from './pods';
import { RefusedValue } from './refused-value';
import { REFUSED_TO_READ } from './variables';

/** Values that constructs refuse, which the unit tests and the real API server share. */
export const REFUSED_VALUES: readonly RefusedValue[] = [
  ...REFUSED_IN_PODS,
  ...REFUSED_TO_READ,
  ...REFUSED_IN_CONTAINERS,
  ...REFUSED_ELSEWHERE,
];
