import { Rule } from './rule';
import { LIMITS } from './rules/limits/all';
import { QUOTA } from './rules/quota/all';
import { REFERENCES } from './rules/references/all';

/** All rules of the library, by the groups of docs/checks.md. */
export const RULES: readonly Rule[] = [...QUOTA, ...LIMITS, ...REFERENCES];
