import { Yaml } from 'cdk8s';

/**
 * A document as `Yaml.stringify` of cdk8s writes it, letter for letter, other than that an object which occurs twice is written twice.
 * What all manifests are made of is written here; what is rare, such as texts that need quotes, by the library behind cdk8s.
 */
export function yamlOf(document: unknown): string {
  return isFilled(document) ? `${linesOf(document, '').slice(1)}\n` : Yaml.stringify(document);
}

/** Something of which each part has a line of its own. */
type Filled = Readonly<Record<string, unknown>> | readonly unknown[];

function isFilled(value: unknown): value is Filled {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

/** The lines of an object or a list, each after its break. */
function linesOf(value: Filled, indent: string): string {
  let lines = '';
  if (isList(value)) {
    const inner = `${indent}  `;
    for (const item of value) {
      lines += `\n${indent}- ${isFilled(item) ? linesOf(item, inner).slice(inner.length + 1) : textOf(item, indent)}`;
    }
  } else {
    for (const [key, item] of Object.entries(value)) {
      lines += `\n${indent}${keyOf(key)}:${isFilled(item) ? linesOf(item, `${indent}  `) : ` ${textOf(item, indent)}`}`;
    }
  }
  return lines;
}

function isList(value: Filled): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Texts that all readers take for themselves without quotes: words, paths, images, and sentences of such words. */
const PLAIN = /^[A-Za-z][\w./-]*(?::[\w./-]+)*(?: [\w./-]+)*$/;
/** Words among them that a reader of YAML 1.1 takes for a boolean, for nothing, or for a number (`e5`). */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null|e-?\d+)$/i;

/** Keys that readers take for the mark of a document, or for the contents of another object. */
const MISREAD_KEY = /^(?:%|---|\.\.\.)|^<<$/;
/** Readers drop it, wherever it is. */
const BYTE_ORDER = '\ufeff';

function isPlain(text: string): boolean {
  return PLAIN.test(text) && !RESERVED.test(text);
}

/** What is no object and no list, or an empty one. Further lines of it are indented below its first. */
function textOf(value: unknown, indent: string): string {
  if (typeof value === 'string') return isPlain(value) ? value : quoted(value, indent);
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'object' && value?.constructor === Object) return '{}';
  return Yaml.stringify(value).trimEnd();
}

function quoted(text: string, indent: string): string {
  return quotedOnce(text).replace(/\n(?!\n|$)/g, `\n${indent}`);
}

/** The same few are in every pod: amounts, ports, capabilities. */
const quotedOnce = frequent((text) => {
  return text.includes(BYTE_ORDER) ? escaped(text) : Yaml.stringify({ k: text }).slice('k: '.length, -1);
});

const keyOf = frequent((key) => {
  if (isPlain(key)) return key;
  if (MISREAD_KEY.test(key) || key.includes(BYTE_ORDER)) return escaped(key);
  return Yaml.stringify({ [key]: 0 }).slice(0, -': 0\n'.length);
});

const [SHORT, MANY] = [64, 10_000];

/** Remembers what was made of short texts, as long as they are not too many. */
function frequent(make: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const made = make(text);
    if (text.length <= SHORT && known.size < MANY) known.set(text, made);
    return made;
  };
}

function escaped(text: string): string {
  return JSON.stringify(text).replaceAll(BYTE_ORDER, '\\ufeff');
}
