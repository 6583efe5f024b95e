import { Document, Scalar, visit } from 'yaml';
import { isUnsafe, replaceUnsafe } from '../../internal/escape-text';

/**
 * Formats `value` as JSON if `form` is `json`, otherwise as YAML, and returns the lines. Characters that are unsafe on a
 * terminal are escaped, and parsing the output yields the same value.
 */
export function dataLines(form: string, value: unknown): string[] {
  return (form === 'json' ? toJson(value, 2) : toYaml(value).replace(/\n$/, '')).split('\n');
}

/** Formats `value` as JSON on one line. */
export function jsonLine(value: unknown): string {
  return toJson(value);
}

/**
 * Formats `value` as JSON in which unsafe characters are escaped. They occur only within strings, where JSON has an escape
 * for each of them.
 */
function toJson(value: unknown, indent?: number): string {
  return replaceUnsafe(JSON.stringify(value, undefined, indent), escapeUnits);
}

/**
 * Matches strings that some YAML parsers read as another type but that the library does not always quote: numbers of one
 * YAML version (`0o7`, `0B1`, `1e5_0`, `-_1`), and `=`, which stands for a default value.
 */
const MISREAD = /^(?:[-+]?[\d._][\da-fox_.:+-]*|=)$/i;

/**
 * Formats `value` as YAML in which strings remain strings for parsers of both YAML 1.1, where `no` is false and `2024-01-01`
 * a date, and YAML 1.2. Strings with unsafe characters are in double quotes, where YAML has an escape for each of them.
 */
function toYaml(value: unknown): string {
  const document = new Document(JSON.parse(JSON.stringify(value)), { version: '1.1' }); // through JSON, so that both formats show the same value
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value !== 'string') return;
      if (MISREAD.test(node.value) || isUnsafe(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return replaceUnsafe(document.toString(), (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : escapeUnits(character);
  });
}

/** Escapes each UTF-16 code unit of `character`, such as `\u202e`. */
function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }).join('');
}
