import { finding, propError, Where } from '../internal/errors';
import { NameRule, satisfiesRule } from './names';

/** Invalid value that Kubernetes would reject. A construct throws it as an error; a check reports it. */
export interface Problem {
  /** Path of the prop (for a construct) or of the manifest's field (for a check). */
  readonly field: string;
  /** Invalid value. */
  readonly value: unknown;
  /** Rule that the value breaks, as a phrase that follows the name of the field: `must not be empty`. */
  readonly rule: string;
  /** Instruction how to fix the value. */
  readonly advice: string;
}

/** Throws the first problem. Does nothing if the list is empty. */
export function throwFirst(where: Where, [first]: readonly Problem[]): void {
  if (first !== undefined) throw propError(where, first.field, first.value, first.rule, first.advice);
}

/** Returns the messages of the problems for a report of the checks. */
export function toMessages(problems: readonly Problem[]): string[] {
  return problems.map(({ field, value, rule, advice }) => finding(field, shown(value), rule, advice));
}

/** Checks that `value` satisfies `rule`. A missing value counts as an empty string, as on the API server. */
export function checkName(field: string, value: unknown, rule: NameRule, advice = 'correct it'): Problem[] {
  const text = value ?? '';
  return satisfiesRule(text, rule) ? [] : [{ field, value: text, rule: rule.text, advice }];
}

/** Checks that `value` is neither missing nor empty. */
export function checkGiven(field: string, value: unknown): Problem[] {
  return isUnset(value) ? [{ field, value: '', rule: 'must not be empty', advice: 'give it' }] : [];
}

/** Checks that `value` is not missing and is one of `members`. */
export function checkGivenMember(field: string, value: unknown, members: readonly string[]): Problem[] {
  return [...checkGiven(field, value), ...checkMember(field, value, members)];
}

/** Checks that `value` is one of `members`. Accepts a missing value. */
export function checkMember(field: string, value: unknown, members: readonly string[]): Problem[] {
  if (isUnset(value) || members.includes(value as string)) return [];
  return [{ field, value, rule: `must be one of ${members.join(', ')}`, advice: 'choose one of them' }];
}

/** Checks that `value` is an integer of `least` to `most`. Accepts a missing value. */
export function checkWhole(field: string, value: unknown, least: number, most = 2 ** 31 - 1): Problem[] {
  if (value === undefined || value === null) return [];
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return [];
  return [{ field, value, rule: `must be a whole number of ${least} to ${most}`, advice: 'correct it' }];
}

/** Returns true if `value` is undefined, null or an empty string: the API server treats all three as empty. */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function shown(value: unknown): unknown {
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
