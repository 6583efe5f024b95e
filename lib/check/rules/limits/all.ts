import { Rule } from '../../rule';
import { CLAIM_BOUNDS, CONTAINER_BOUNDS, POD_BOUNDS } from './bounds';
import { QUANTITIES } from './quantities';
import { RATIO } from './ratio';
import { REQUEST_ABOVE_LIMIT } from './request-above-limit';
import { RIVAL_DEFAULTS } from './rival-defaults';

/** Rules about the resources of a single container, pod or claim. */
export const LIMITS: readonly Rule[] = [
  CONTAINER_BOUNDS,
  POD_BOUNDS,
  CLAIM_BOUNDS,
  RATIO,
  REQUEST_ABOVE_LIMIT,
  RIVAL_DEFAULTS,
  QUANTITIES,
];
