import { Rule } from '../../rule';
import { GROWTH } from './growth';
import { MISSING_AMOUNTS } from './missing-amounts';
import { COVERED } from './covered';

/** Rules about the ResourceQuotas of a namespace. */
export const QUOTA: readonly Rule[] = [COVERED, GROWTH, MISSING_AMOUNTS];
