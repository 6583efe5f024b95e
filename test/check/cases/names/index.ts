import { RuleCase } from '../rule-case';
import { CONTAINERS } from './containers';
import { METADATA } from './metadata';
import { NETWORK } from './network';
import { OBJECT_NAMES } from './object-names';
import { PODS } from './pods';
import { PORTS } from './ports';
import { SCHEDULING } from './scheduling';
import { TEXTS } from './texts';
import { VALUES } from './values';

/** What things are called, and what they carry by a name. */
export const NAMES_CASES: readonly RuleCase[] = [
  ...OBJECT_NAMES,
  ...METADATA,
  ...PORTS,
  ...CONTAINERS,
  ...TEXTS,
  ...SCHEDULING,
  ...PODS,
  ...VALUES,
  ...NETWORK,
];
