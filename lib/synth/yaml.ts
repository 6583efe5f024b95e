import { Yaml } from 'cdk8s';
import { writeKey, writeString } from './yaml-strings';

/**
 * Writes a document as `Yaml.stringify` of cdk8s does, letter for letter, except for an object that occurs twice, which is written
 * twice, and for strings and numbers that some reader of YAML takes for something else.
 * @throws LoneSurrogateError if a string of it is not valid Unicode
 */
export function yamlOf(document: unknown): string {
  return `${isFilled(document) ? linesOf(document, '', '\n') : scalarOf(document, '\n')}\n`;
}

/** Something of which each part has a line of its own. */
type Filled = Readonly<Record<string, unknown>> | readonly unknown[];

function isFilled(value: unknown): value is Filled {
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value) return Object.hasOwn(value, key);
  return false;
}

/** The lines of an object or a list: `first` is before the first one, a break and the indent before each other. */
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

/** Writes a scalar, or an empty list or object. `next` is a line break and the indentation of the line that holds it. */
function scalarOf(value: unknown, next: string): string {
  if (typeof value === 'string') return writeString(value, next);
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  if (Number.isFinite(value)) return String(value).replace(/^(-?\d)e/, '$1.0e'); // PyYAML takes 1e+21 for a string
  if (typeof value === 'object' && value?.constructor === Object) return '{}';
  return Yaml.stringify(value).trimEnd();
}
