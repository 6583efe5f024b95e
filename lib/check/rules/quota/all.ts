import { Rule } from '../../rule';
import { GROWTH } from './growth';
import { MISSING_AMOUNTS } from './missing-amounts';
import { COVERED } from './covered';

/** What a namespace has room for. */
export const QUOTA: readonly Rule[] = [COVERED, GROWTH, MISSING_AMOUNTS];
