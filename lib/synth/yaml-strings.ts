import { hasLoneSurrogate } from '../internal/unicode';

/*
 * Strings that every reader of YAML takes for the same strings: kubectl (sigs.k8s.io/yaml, which reads YAML 1.1), `yaml` and js-yaml
 * in both versions of YAML, and PyYAML. `test/e2e/yaml-readers.test.ts` asks all of them.
 */

/**
 * Returns a string as YAML, for the value of a field or an item of a list. `next` is a line break and the indentation of the
 * line that holds the value.
 */
export function writeString(text: string, next: string): string {
  if (WORDS.test(text)) return text;
  const written = writeValue(text);
  return written.includes('\n') ? written.replace(/\n(?!\n|$)/g, next) : written;
}

/** Returns the key of a field as YAML. `next` is a line break and the indentation of the key. */
export function writeKey(key: string, next: string): string {
  const written = WORDS.test(key) ? key : writeQuotableKey(key);
  return written.length > MAX_IMPLICIT_KEY ? `? ${written}${next}` : written;
}

/** Error for a string with half of a surrogate pair, which YAML cannot hold. The caller adds the path of the string. */
export class LoneSurrogateError extends Error {}

/** Maximum length of a key without a leading `?`. @see https://yaml.org/spec/1.2.2/#742-flow-mappings */
const MAX_IMPLICIT_KEY = 1024;

/**
 * Matches most strings of manifests, which need no quotes: words, paths, images, and sentences of such words. Excludes words
 * that a YAML 1.1 parser reads as a boolean, null or a number (`e5`).
 */
const WORDS = /^(?!(?:y|n|yes|no|on|off|true|false|null|e-?\d+)$)[a-z][\w./-]*(?::[\w./-]+)*(?: [\w./-]+)*$/i;

/** Matches lines that a parser would read as a list, a comment, a quoted string or other YAML syntax. */
const INDICATORS = /^[ ,[\]{}#&*!|>'"%@`]|^[?-](?: |$)|: | #|[ :]$/;

/** Matches keys that a parser would read as the start or end of a document. */
const DOCUMENT_END = /^(?:---|\.\.\.)/;

/**
 * Matches strings that some parser reads as a boolean, null, a merge key, a default value, infinity or NaN. @see
 * https://yaml.org/type/
 */
const CONSTANT =
  /^(?:[yYnN~=]|[yY]es|YES|[nN]o|NO|[tT]rue|TRUE|[fF]alse|FALSE|[oO]n|ON|[oO]ff|OFF|[nN]ull|NULL|<<|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))?$/;

/**
 * Matches strings that some parser reads as a number, once `_` is removed. Go accepts more numbers than YAML: `0B1`, `0o7`,
 * `0X1F`, `0b-1`.
 */
const NUMBER = /^(?:[-+]?(?=[^])(?:0[bB][01]+|0[oO][0-7]+|0[xX][\da-fA-F]+|\d*\.?\d*(?:[eE][-+]?\d+)?)|0b[-+][01]+)$/;

/** Matches base 60 (`1:30`), numbers without digits (`0x_`) and timestamps. Tested without removing `_`. */
const OTHER_NUMBER =
  /^(?:[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|[-+]?0[bx]_+|\d{4}-\d\d?-\d\d?(?:(?:[Tt]| +)\d\d?:\d\d?:\d\d?(?:\.\d*)?(?: *(?:Z|[-+]\d\d?(?::\d\d)?))?)?)$/;

/** Matches characters that some parser rejects, drops or reads as a line break. They are written as escapes. */
const SPECIAL = /(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\ufeff]/u;
/**
 * Matches all characters that are escaped in double quotes: those of `SPECIAL`, tabs, line breaks, `"` and the backslash.
 */
const ESCAPED = /["\\\p{Cc}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\ufeff]/gu;

/** Returns a string as YAML. Memoized, because every pod repeats the same few strings: quantities, ports, capabilities. */
const writeValue = memoizeShort((text) => {
  if (text.includes('\n')) return isBlock(text) ? writeBlock(text) : writeFolded(text);
  return isPlain(text) ? text : writeQuoted(text);
});

const writeQuotableKey = memoizeShort((key) => {
  const isSafe = !key.includes('\n') && isPlain(key) && !DOCUMENT_END.test(key);
  return isSafe ? key : writeQuoted(key);
});

function isPlain(line: string): boolean {
  if (INDICATORS.test(line) || line.includes('\t') || hasSpecial(line)) return false;
  if (CONSTANT.test(line) || OTHER_NUMBER.test(line)) return false;
  return !/^[-+.\de]/i.test(line) || !NUMBER.test(line.replaceAll('_', ''));
}

/**
 * Returns true if `text` has a character that must be escaped.
 * @throws LoneSurrogateError if `text` is not valid Unicode
 */
function hasSpecial(text: string): boolean {
  if (hasLoneSurrogate(text)) throw new LoneSurrogateError();
  return SPECIAL.test(text);
}

/**
 * Returns true if all parsers read `text` correctly from a literal block (`|`). They differ if `text` has only spaces and
 * tabs, if a tab is at the start of the first line, or if the last line is blank and has no line break.
 */
function isBlock(text: string): boolean {
  if (hasSpecial(text)) return false;
  const isBlank = !/[^\n\t ]/.test(text);
  return isBlank ? !/[\t ]/.test(text) : !/^\n*\t|\n[\t ]+$/.test(text);
}

/**
 * Returns `text` as a literal block. The header holds the indentation if the first line starts with a space, and the
 * chomping indicator (`-` or `+`) for the line breaks at the end.
 */
function writeBlock(text: string): string {
  const indentation = /^\n* /.test(text) ? '2' : '';
  const lines = text.replace(/\n$/, '').replace(/\n(?!\n|$)/g, '\n  ');
  return `|${indentation}${writeChomping(text)}\n  ${lines}`;
}

function writeChomping(text: string): string {
  if (!text.endsWith('\n')) return '-';
  return /(?:^|\n[\t ]*)\n$/.test(text) ? '+' : '';
}

function writeQuoted(text: string): string {
  if (text.includes('"') && !/['\n]/.test(text) && !hasSpecial(text)) return `'${text}'`;
  return `"${escape(text)}"`;
}

/** Minimum length, as JSON, of a string that is split into several lines. */
const MIN_FOLDED = 40;

/**
 * Returns `text` as a double-quoted string of several lines. Parsers drop one line break of several and unescaped spaces
 * next to line breaks, so both are compensated here.
 */
function writeFolded(text: string): string {
  if (JSON.stringify(text).length < MIN_FOLDED) return `"${escape(text)}"`;
  const parts = text.split(/(\n+)(?=[^\n]|\n$)/);
  const written = parts.map((part, i) => {
    if (i % 2 === 1) return `${part}\n  `;
    const isLast = i === parts.length - 1;
    const line = escape(part);
    if (isLast) return i === 0 ? line : line.replace(/^ /, '\\ ');
    return (i === 0 ? line : line.replace(/^ (?=.)/, '\\ ')).replace(/ $/, '\\ ');
  });
  return `"${written.join('')}"`;
}

function escape(text: string): string {
  if (hasLoneSurrogate(text)) throw new LoneSurrogateError();
  return text.replace(ESCAPED, escapeCharacter).replace(/ (?=\\n)/g, '\\ ');
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\0', '\\0'],
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\x1b', '\\e'],
]);

/**
 * Returns the escape of a character for a double-quoted string.
 * @see https://yaml.org/spec/1.1/#escaping%20in%20double-quoted%20style/
 */
function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES.get(character);
  if (short !== undefined) return short;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

const MAX_LENGTH = 64;
const MAX_ENTRIES = 10_000;

/** Memoizes `write` for short strings, up to `MAX_ENTRIES` of them. */
function memoizeShort(write: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const written = write(text);
    if (text.length <= MAX_LENGTH && known.size < MAX_ENTRIES) known.set(text, written);
    return written;
  };
}
