import { Rule } from './rule';
import { CLAIM_BOUNDS, CONTAINER_BOUNDS, POD_BOUNDS } from './rules/limits/bounds';
import { RATIO } from './rules/limits/ratio';
import { REQUEST_ABOVE_LIMIT } from './rules/limits/request-above-limit';
import { GROWTH } from './rules/quota/growth';
import { MISSING_AMOUNTS } from './rules/quota/missing-amounts';
import { QUOTA } from './rules/quota/quota';

/** All rules of the library, in the order of their codes. */
export const RULES: readonly Rule[] = [
  QUOTA,
  GROWTH,
  MISSING_AMOUNTS,
  CONTAINER_BOUNDS,
  POD_BOUNDS,
  CLAIM_BOUNDS,
  RATIO,
  REQUEST_ABOVE_LIMIT,
];
