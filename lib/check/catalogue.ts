import { Rule } from './rule';
import { CONFLICTS } from './rules/conflicts/all';
import { LIMITS } from './rules/limits/all';
import { QUOTA } from './rules/quota/all';
import { REFERENCES } from './rules/references/all';
import { TRAFFIC } from './rules/traffic/all';

/** All rules of the library, by the groups of docs/checks.md. */
export const RULES: readonly Rule[] = [...QUOTA, ...LIMITS, ...REFERENCES, ...CONFLICTS, ...TRAFFIC];
