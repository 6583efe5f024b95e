import { Yaml } from 'cdk8s';

/**
 * A document as `Yaml.stringify` of cdk8s writes it, letter for letter, other than that an object which occurs twice is written twice.
 * What all manifests are made of is written here; what is rare, such as texts that need quotes, by the library behind cdk8s.
 */
export function yamlOf(document: unknown): string {
  return isFilled(document) ? `${linesOf(document, '', '\n')}\n` : Yaml.stringify(document);
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
      lines += `${before}- ${isFilled(item) ? linesOf(item, '', inner) : textOf(item, next)}`;
      before = next;
    }
    return lines;
  }
  for (const key of Object.keys(value)) {
    const item = value[key];
    lines += `${before}${keyOf(key)}:${isFilled(item) ? linesOf(item, inner, inner) : ` ${textOf(item, next)}`}`;
    before = next;
  }
  return lines;
}

function isList(value: Filled): value is readonly unknown[] {
  return Array.isArray(value);
}

/**
 * Texts that all readers take for themselves without quotes: words, paths, images, and sentences of such words; but not the words
 * that a reader of YAML 1.1 takes for a boolean, for nothing, or for a number (`e5`).
 */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null|e-?\d+)$)[a-z][\w./-]*(?::[\w./-]+)*(?: [\w./-]+)*$/i;

/** Keys that readers take for the mark of a document, or for the contents of another object. */
const MISREAD_KEY = /^(?:%|---|\.\.\.)|^<<$/;
/** Readers drop it, wherever it is. */
const BYTE_ORDER = '\ufeff';

/** What is no object and no list, or an empty one. Before each further line of it is a break and the indent. */
function textOf(value: unknown, next: string): string {
  if (typeof value === 'string') return PLAIN.test(value) ? value : quoted(value, next);
  if (typeof value === 'boolean' || Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'object' && value?.constructor === Object) return '{}';
  return Yaml.stringify(value).trimEnd();
}

function quoted(text: string, next: string): string {
  return quotedOnce(text).replace(/\n(?!\n|$)/g, next);
}

/** The same few are in every pod: amounts, ports, capabilities. */
const quotedOnce = frequent((text) => {
  return text.includes(BYTE_ORDER) ? escaped(text) : Yaml.stringify({ k: text }).slice('k: '.length, -1);
});

const keyOf = frequent((key) => {
  if (PLAIN.test(key)) return key;
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
