import { Yaml } from 'cdk8s';
import { writeKey, writeString } from './yaml-strings';

/**
 * Returns `document` as YAML, exactly as `Yaml.stringify` of cdk8s does, with two exceptions: an object that occurs twice is
 * written twice, and strings and numbers that some YAML parser would misread are written so that all parsers agree.
 * @throws LoneSurrogateError if a string in `document` is not valid Unicode
 */
export function yamlOf(document: unknown): string {
  return `${isFilled(document) ? linesOf(document, '', '\n') : scalarOf(document, '\n')}\n`;
}

/** Object or list that is not empty: each of its parts is written on a line of its own. */
type Filled = Readonly<Record<string, unknown>> | readonly unknown[];

function isFilled(value: unknown): value is Filled {
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value) return Object.hasOwn(value, key);
  return false;
}

/**
 * Returns the lines of an object or a list. Writes `first` before the first line, and `next` (a line break and the
 * indentation) before each further line.
 */
function linesOf(value: Filled, first: string, next: string): string {
  let [lines, before] = ['', first];
  const inner = `${next}  `;
  if (isList(value)) {
    for (const item of value) {
      lines += `${before}- ${isFilled(item) ? linesOf(item, '', inner) : scalarOf(item, next)}`;
      before = next;
    }
    return lines;
  }
  for (const key of Object.keys(value)) {
    const item = value[key];
    lines += `${before}${writeKey(key, next)}:${isFilled(item) ? linesOf(item, inner, inner) : ` ${scalarOf(item, next)}`}`;
    before = next;
  }
  return lines;
}

function isList(value: Filled): value is readonly unknown[] {
  return Array.isArray(value);
}

/**
 * Returns a scalar, or an empty list or object, as YAML. `next` is a line break and the indentation of the line that holds
 * the value.
 */
function scalarOf(value: unknown, next: string): string {
  if (typeof value === 'string') return writeString(value, next);
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  if (Number.isFinite(value)) return String(value).replace(/^(-?\d)e/, '$1.0e'); // PyYAML takes 1e+21 for a string
  if (typeof value === 'object' && value?.constructor === Object) return '{}';
  return Yaml.stringify(value).trimEnd();
}
