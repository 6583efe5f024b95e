import { Document, Scalar, visit } from 'yaml';
import { isUnsafe, replaceUnsafe } from '../../internal/escape-text';

/** The lines of a value as a program reads it: `json` or `yaml`. Parsed again it is the same, and a terminal shows each character. */
export function dataLines(form: string, value: unknown): string[] {
  return (form === 'json' ? toJson(value, 2) : toYaml(value).replace(/\n$/, '')).split('\n');
}

/** A value as one line of JSON. */
export function jsonLine(value: unknown): string {
  return toJson(value);
}

/** Outside of its strings, JSON has no unsafe characters: in them, it has an escape for each. */
function toJson(value: unknown, indent?: number): string {
  return replaceUnsafe(JSON.stringify(value, undefined, indent), escapeUnits);
}

/**
 * Strings that readers of YAML take for something else, but not all: numbers of one of its versions (`0o7`, `0B1`, `1e5_0`, `-_1`), and the
 * sign that stands for a default value.
 */
const MISREAD = /^(?:[-+]?[\d._][\da-fox_.:+-]*|=)$/i;

/**
 * Strings stay strings, for readers of YAML 1.1, to whom `no` is false and `2024-01-01` a date, and for those of 1.2. Unsafe characters are
 * in double quotes, where YAML has an escape for each.
 */
function toYaml(value: unknown): string {
  const document = new Document(JSON.parse(JSON.stringify(value)), { version: '1.1' }); // which says the same as JSON
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

/** Each UTF-16 code unit as `\u202e`. */
function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
  }).join('');
}
