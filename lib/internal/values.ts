import { IConstruct } from 'constructs';
import { types } from 'node:util';
import { isPlainObject } from './collections';
import { nameOf, pathIn, propError, Where } from './errors';
import { nearest } from './nearest';
import { requireUnicode } from './unicode';

/*
 * JavaScript, JSON and casts give values that the types forbid. Without a word here they would fail elsewhere, with an error that
 * names no prop, or be written as they are.
 */

/** Throws if the props of a construct that is about to be created are missing or not an object. */
export function requireProps(scope: IConstruct, id: string, props: unknown): void {
  const path = pathIn(scope, id);
  if (!hasFields(props)) throw noObject(path, 'props', props);
  requireUnicode(path, '', props);
}

/**
 * Throws if `value` is not an object with fields. Accepts class instances, but not those of built-in classes: a `Map` would
 * count as an object without any fields.
 */
export function requireObject(where: Where, prop: string, value: unknown): void {
  if (!hasFields(value)) throw noObject(where, prop, value);
  requireUnicode(where, prop === 'props' ? '' : prop, value);
}

/** Throws if `value` is not a plain object. For objects whose keys users choose: the fields of a class instance are never meant. */
export function requireRecord(where: Where, prop: string, value: unknown): void {
  if (!hasFields(value)) throw noObject(where, prop, value);
  requireUnicode(where, prop, value);
  if (isPlainObject(value)) return;
  throw propError(where, prop, `a ${nameOf(value)}`, 'must be a plain object', "give one, as in '{ … }'");
}

/** Throws if `value` is not a list. */
export function requireList(where: Where, prop: string, value: unknown): void {
  if (Array.isArray(value)) return;
  throw propError(where, prop, value, 'must be a list', "put it into '[…]'");
}

/** Throws if `value` is not a string. `show` says what the error quotes, for values that may be secrets. */
export function requireText(where: Where, prop: string, value: unknown, show = (text: unknown): unknown => text): void {
  if (typeof value !== 'string') throw propError(where, prop, show(value), 'must be a text', 'put it into quotes');
  requireUnicode(where, prop, value);
}

/** Throws if `value` is given and is not a list of strings. `show` says what the error quotes, for values that may be secrets. */
export function requireTexts(
  where: Where,
  prop: string,
  value: unknown,
  show = (text: unknown): unknown => text,
): void {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) throw propError(where, prop, show(value), 'must be a list', "put it into '[…]'");
  for (const text of value as unknown[]) {
    if (typeof text === 'string') continue;
    throw propError(where, prop, show(text), 'must be a list of texts', 'put it into quotes');
  }
  requireUnicode(where, prop, value);
}

/** Returns a description of the type of `value`, for errors about values that may be secrets. */
export function typeOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (Array.isArray(value)) return 'a list';
  return `a ${typeof value === 'object' ? nameOf(value) : typeof value}`;
}

/**
 * Throws if `value` lacks the members that the library needs. Does not use `instanceof`, which would reject instances from
 * another copy of a library.
 */
export function requireInstance(
  where: Where,
  prop: string,
  value: unknown,
  member: string,
  wanted: string,
  example: string,
): void {
  if (value !== undefined && value !== null && (value as Record<string, unknown>)[member] !== undefined) return;
  throw propError(where, prop, value, `must be ${wanted}`, `give one, such as ${example}`);
}

/** Throws as `requireInstance` does, except for undefined: the prop is optional. */
export function requireOptional(...args: Parameters<typeof requireInstance>): void {
  if (args[2] !== undefined) requireInstance(...args);
}

/** Throws if `value` is not a member of the enum `members`. Accepts undefined and null. */
export function requireMember(where: Where, prop: string, value: unknown, members: object): void {
  if (value === undefined || value === null) return;
  const known = Object.values(members) as string[];
  if (known.includes(value as string)) return;
  const letters = nearest(lettersOf(value), known.map(lettersOf)); // prettier-ignore
  const likely = known.find((member) => lettersOf(member) === letters);
  const advice = likely === undefined ? 'choose one of them' : `did you mean '${likely}'?`;
  throw propError(where, prop, value, `must be one of ${known.join(', ')}`, advice);
}

/** Members are guessed whether they are given as they are named in the program, or as Kubernetes writes them: ON_FAILURE, OnFailure. */
function lettersOf(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase().replace(/[^a-z0-9]/g, '') : '';
}

/** Checks for built-in JavaScript classes whose instances keep their content outside of fields. */
const FIELDLESS = [
  types.isMap,
  types.isSet,
  types.isWeakMap,
  types.isWeakSet,
  types.isDate,
  types.isRegExp,
  types.isPromise,
  types.isBoxedPrimitive,
  types.isArrayBufferView,
  types.isAnyArrayBuffer,
] as const;

function hasFields(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return isPlainObject(value) || !FIELDLESS.some((isOne) => isOne(value));
}

function noObject(where: Where, prop: string, value: unknown): Error {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const shown = isObject ? `a ${nameOf(value)}` : value;
  return propError(where, prop, shown, 'must be an object', "give one, as in '{ … }'");
}
