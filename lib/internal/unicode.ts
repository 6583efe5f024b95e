import { Construct } from 'constructs';
import { isPlainObject } from './collections';
import { errorAt, Where } from './errors';

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Returns true if a string has half of a surrogate pair: JavaScript allows that, UTF-8 does not.
 * @see https://www.unicode.org/glossary/#unpaired_surrogate_code_unit
 */
export function hasLoneSurrogate(text: string): boolean {
  return LONE_SURROGATE.test(text);
}

/**
 * Throws if a string cannot be written to a file: the value itself, or a string in its lists and objects. Looks into objects of
 * classes, such as an `EnvValue`, but not into constructs, which check themselves. Does not quote the string, which may be secret.
 */
export function requireUnicode(where: Where, prop: string, value: unknown): void {
  if (typeof value === 'string' && !hasLoneSurrogate(value)) return; // as nearly always
  const path = findLoneSurrogate(value);
  if (path === undefined) return;
  throw loneSurrogateError(where, `${prop}${path}`);
}

/** Error for a string that cannot be written, by its prop or field. */
export function loneSurrogateError(where: Where, path: string): Error {
  const problem = 'has a lone surrogate, half of a character, which no file can hold';
  const fix = 'give the whole character, or encode binary data in base64';
  return errorAt(where, `${path.replace(/^\./, '')} ${problem}: ${fix}`);
}

/**
 * Returns the path to the first string with a lone surrogate, such as `.args[0]` or `.data['a.b']`; undefined if there is none. The
 * path is empty for the value itself, and ends at an object of a class, whose fields nobody knows.
 */
export function findLoneSurrogate(value: unknown, visited = new Set<object>()): string | undefined {
  if (typeof value === 'string') return hasLoneSurrogate(value) ? '' : undefined;
  if (typeof value !== 'object' || value === null || visited.has(value) || Construct.isConstruct(value))
    return undefined;
  visited.add(value);
  for (const [key, item] of Object.entries(value)) {
    const path = hasLoneSurrogate(key) ? '' : findLoneSurrogate(item, visited);
    if (path !== undefined) return Array.isArray(value) || isPlainObject(value) ? `${step(value, key)}${path}` : '';
  }
  return undefined;
}

function step(parent: object, key: string): string {
  if (Array.isArray(parent)) return `[${key}]`;
  return /^[a-z][A-Za-z]*$/.test(key) ? `.${key}` : `['${key}']`;
}
