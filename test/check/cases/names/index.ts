import { RuleCase } from '../rule-case';
import { CONTAINERS } from './containers';
import { METADATA } from './metadata';
import { OBJECT_NAMES } from './object-names';
import { PORTS } from './ports';
import { TEXTS } from './texts';

/** What things are called, and what they carry by a name. */
export const NAMES_CASES: readonly RuleCase[] = [...OBJECT_NAMES, ...METADATA, ...PORTS, ...CONTAINERS, ...TEXTS];
