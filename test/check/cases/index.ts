import { CONFLICTS_CASES } from './conflicts';
import { LIMITS_CASES } from './limits';
import { NAMES_CASES } from './names';
import { NODE_AFFINITY_CASES } from './node-affinity';
import { ORDER_CASES } from './order';
import { POD_SECURITY_CASES } from './pod-security';
import { PRACTICE_CASES } from './practice';
import { QUOTA_CASES } from './quota';
import { REFERENCES_CASES } from './references';
import { REGISTRIES_CASES } from './registries';
import { RuleCase } from './rule-case';
import { TRAFFIC_CASES } from './traffic';

/** Every rule's cases, which the unit tests and the real API server share. */
export const CASES: readonly RuleCase[] = [
  ...QUOTA_CASES,
  ...LIMITS_CASES,
  ...POD_SECURITY_CASES,
  ...REGISTRIES_CASES,
  ...NAMES_CASES,
  ...REFERENCES_CASES,
  ...ORDER_CASES,
  ...NODE_AFFINITY_CASES,
  ...CONFLICTS_CASES,
  ...TRAFFIC_CASES,
  ...PRACTICE_CASES,
];
