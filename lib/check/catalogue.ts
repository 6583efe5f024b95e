import { Rule } from './rule';
import { CONFLICTS } from './rules/conflicts/all';
import { LIMITS } from './rules/limits/all';
import { NAMES } from './rules/names/all';
import { POD_SECURITY } from './rules/pod-security/all';
import { PRACTICE } from './rules/practice/all';
import { QUOTA } from './rules/quota/all';
import { REFERENCES } from './rules/references/all';
import { TRAFFIC } from './rules/traffic/all';

/** All rules of the library, in groups. */
export const RULES: readonly Rule[] = [
  ...QUOTA,
  ...LIMITS,
  ...POD_SECURITY,
  ...NAMES,
  ...REFERENCES,
  ...CONFLICTS,
  ...TRAFFIC,
  ...PRACTICE,
];
