import { IConstruct } from 'constructs';
import { pathIn, propError, Where } from './errors';
import { nearest } from './nearest';
import { requireUnicode } from './unicode';

/*
 * JavaScript, JSON and casts give values that the types forbid. Without a word here they would fail elsewhere, with an error that
 * names no prop, or be written as they are.
 */

/** Refuses props that are left out, and what is no object: of a construct that is about to be created. */
export function requireProps(scope: IConstruct, id: string, props: unknown): void {
  if (!isMap(props)) throw noObject(pathIn(scope, id), 'props', props);
  requireUnicode(() => pathIn(scope, id), '', props);
}

/** Refuses what is no object. */
export function requireObject(where: Where, prop: string, value: unknown): void {
  if (!isMap(value)) throw noObject(where, prop, value);
  requireUnicode(where, prop === 'props' ? '' : prop, value);
}

/** Refuses what is no list. */
export function requireList(where: Where, prop: string, value: unknown): void {
  if (Array.isArray(value)) return;
  throw propError(where, prop, value, 'must be a list', "put it into '[…]'");
}

/** Refuses what is no text. */
export function requireText(where: Where, prop: string, value: unknown): void {
  if (typeof value !== 'string') throw propError(where, prop, value, 'must be a text', 'put it into quotes');
  requireUnicode(where, prop, value);
}

/** Refuses what is no list of texts. Nothing is fine. */
export function requireTexts(where: Where, prop: string, value: unknown): void {
  if (value === undefined || value === null) return;
  requireList(where, prop, value);
  for (const text of value as unknown[]) {
    if (typeof text !== 'string') throw propError(where, prop, text, 'must be a list of texts', 'put it into quotes');
  }
  requireUnicode(where, prop, value);
}

/**
 * Refuses what cannot be used as a class wants it: what has no such member. Several copies of a library have several classes, so
 * `instanceof` would refuse too much.
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

/** The same of a prop that may be left out. */
export function requireOptional(...args: Parameters<typeof requireInstance>): void {
  if (args[2] !== undefined) requireInstance(...args);
}

/** Refuses what is no member of an enum. Nothing is fine. */
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

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noObject(where: Where, prop: string, value: unknown): Error {
  return propError(where, prop, value, 'must be an object', "give one, as in '{ … }'");
}
