import { finding, propError, Where } from '../internal/errors';
import { NameRule, obeys } from './names';

/** A value that Kubernetes refuses. A construct throws it; a rule of the checks reports it. */
export interface Problem {
  /** Path of the value: of the prop for a construct, of the manifest's field for a rule. */
  readonly field: string;
  /** The value itself. */
  readonly value: unknown;
  /** The rule, as it reads after the name of the field: `must not be empty`. */
  readonly rule: string;
  /** The way out. */
  readonly advice: string;
}

/** Throws the first of the problems, if there is one. */
export function throwFirst(where: Where, [first]: readonly Problem[]): void {
  if (first !== undefined) throw propError(where, first.field, first.value, first.rule, first.advice);
}

/** Returns the problems as messages of findings. */
export function toMessages(problems: readonly Problem[]): string[] {
  return problems.map(({ field, value, rule, advice }) => finding(field, shown(value), rule, advice));
}

/** Checks a string against the rule for its kind of name. A missing value counts as empty, as it does for the server. */
export function checkName(field: string, value: unknown, rule: NameRule, advice = 'correct it'): Problem[] {
  const text = value ?? '';
  return obeys(text, rule) ? [] : [{ field, value: text, rule: rule.text, advice }];
}

/** Checks that a value is given. */
export function checkGiven(field: string, value: unknown): Problem[] {
  return isUnset(value) ? [{ field, value: '', rule: 'must not be empty', advice: 'give it' }] : [];
}

/** Checks that a value is given, and one of a closed list. */
export function checkGivenMember(field: string, value: unknown, members: readonly string[]): Problem[] {
  return [...checkGiven(field, value), ...checkMember(field, value, members)];
}

/** Checks that a value is one of a closed list. A missing one is fine. */
export function checkMember(field: string, value: unknown, members: readonly string[]): Problem[] {
  if (isUnset(value) || members.includes(value as string)) return [];
  return [{ field, value, rule: `must be one of ${members.join(', ')}`, advice: 'choose one of them' }];
}

/** Checks that a value is a whole number of a range. A missing one is fine. */
export function checkWhole(field: string, value: unknown, least: number, most = 2 ** 31 - 1): Problem[] {
  if (value === undefined || value === null) return [];
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return [];
  return [{ field, value, rule: `must be a whole number of ${least} to ${most}`, advice: 'correct it' }];
}

/** Returns true for a field that is left out, which the server takes for empty. */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function shown(value: unknown): unknown {
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
