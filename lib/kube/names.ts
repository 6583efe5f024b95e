import { propError, Where } from '../internal/errors';
import { requireUnicode } from '../internal/unicode';
import { requireRecord, requireText } from '../internal/values';

/** Rule of Kubernetes for one kind of name. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly maxLength: number;
  /** Rule as a phrase that follows the name of a prop in an error message: `must be a DNS label …`. */
  readonly text: string;
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const TOKEN = '[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?';

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const DNS_LABEL: NameRule = {
  pattern: new RegExp(`^${LABEL}$`),
  maxLength: 63,
  text: "must be a DNS label (1 to 63 of a-z, 0-9 and '-', first and last one a letter or digit)",
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const DNS_SUBDOMAIN: NameRule = {
  pattern: new RegExp(`^${SUBDOMAIN}$`),
  maxLength: 253,
  text: "must be a DNS name (1 to 253 of a-z, 0-9, '-' and '.', each part first and last a letter or digit)",
};

/** Returns the rule for a DNS name of at most `maxLength` characters, to which a prefix or suffix is added later. */
export function shorterName(maxLength: number): NameRule {
  const text = `must be a DNS name of at most ${maxLength} characters (a-z, 0-9, '-' and '.', each part first and last a letter or digit)`;
  return { ...DNS_SUBDOMAIN, maxLength, text };
}

/**
 * Rule for an instance ID. The ID is the name of a pod and the value of the label `instance-id`, hence at most 63
 * characters.
 */
export const INSTANCE_ID: NameRule = shorterName(63);

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names */
export const SERVICE_NAME: NameRule = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 63,
  text: "must be a DNS label that starts with a letter (1 to 63 of a-z, 0-9 and '-', last one a letter or digit)",
};

/** Rule for a host of an Ingress. The first part may be a wildcard. */
export const HOST: NameRule = {
  pattern: new RegExp(`^(\\*\\.)?${SUBDOMAIN}$`),
  maxLength: 253,
  text: "must be a DNS name, in lower case, whose first part may be '*'",
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const LABEL_VALUE: NameRule = {
  pattern: new RegExp(`^(${TOKEN})?$`),
  maxLength: 63,
  text: "must be a label value (at most 63 of letters, digits, '-', '_' and '.', first and last one a letter or digit)",
};

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export const LABEL_KEY: NameRule = {
  pattern: new RegExp(
    `^((?=[^/]{1,${DNS_SUBDOMAIN.maxLength}}/)${SUBDOMAIN}/)?(?=[^/]{1,${LABEL_VALUE.maxLength}}$)${TOKEN}$`,
  ),
  maxLength: DNS_SUBDOMAIN.maxLength + 1 + LABEL_VALUE.maxLength,
  text: "must have keys of the form 'name' or 'dns.name/name', the name at most 63 characters",
};

/**
 * Rule for one segment of an API path. @see
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names
 */
export const PATH_SEGMENT: NameRule = {
  pattern: /^(?!\.{1,2}$)[^/%]+$/,
  maxLength: Infinity,
  text: "must be a part of a path (no '/' and no '%', and neither '.' nor '..')",
};

/** @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/ */
export const ENV_NAME: NameRule = {
  pattern: /^[ -<>-~]+$/,
  maxLength: Infinity,
  text: "must be the name of an environment variable (printable ASCII without '=')",
};

/**
 * Rule for a key of a ConfigMap or a Secret, which becomes a file name. @see
 * https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object
 */
export const DATA_KEY: NameRule = {
  pattern: /^(?!\.$|\.\.)[-._a-zA-Z0-9]+$/,
  maxLength: 253,
  text: "must be 1 to 253 of letters, digits, '-', '_' and '.', and no '.' or '..'",
};

/** @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports */
export const PORT_NAME: NameRule = {
  pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 15,
  text: "must be a port name (1 to 15 of a-z, 0-9 and single '-', at least one letter)",
};

/** Throws if `value` does not satisfy `rule`. */
export function requireName(where: Where, prop: string, value: string, rule: NameRule, advice: string): void {
  requireUnicode(where, prop, value);
  if (!satisfiesRule(value, rule)) throw propError(where, prop, value, rule.text, advice);
}

/**
 * Maximum size of all annotations of an object together, in bytes. @see
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
 */
export const MAX_ANNOTATIONS = 256 * 1024;

/** Throws if `given` has a key of `set`: the library sets these keys itself. */
export function requireUnset(
  where: Where,
  prop: string,
  given: object,
  set: readonly string[],
  advice = 'choose another key',
): void {
  const taken = Object.keys(given).find((key) => set.includes(key));
  if (taken === undefined) return;
  throw propError(where, prop, taken, 'must not have keys that the library sets', advice);
}

type Texts = Readonly<Record<string, string | undefined>>;

/** Throws if a key or a value of `labels` is not valid in Kubernetes. Ignores undefined values, which cdk8s leaves out. */
export function requireLabels(where: Where, prop: string, labels: Texts): void {
  requireRecord(where, prop, labels);
  for (const [key, value] of Object.entries(labels)) {
    requireKey(where, prop, key);
    if (value !== undefined)
      requireName(where, `${prop}['${key}']`, value, LABEL_VALUE, 'shorten it, or make it an annotation');
  }
}

/**
 * Throws if `labels` is not valid as a selector. Rejects undefined values: without the label, the selector would match more
 * objects than intended.
 */
export function requireSelector(where: Where, prop: string, labels: Texts): void {
  requireLabels(where, prop, labels);
  const key = Object.keys(labels).find((one) => labels[one] === undefined);
  if (key === undefined) return;
  throw propError(where, `${prop}['${key}']`, undefined, LABEL_VALUE.text, 'give its value, or leave out the key');
}

/**
 * Throws if a key or a value of `annotations` is not valid in Kubernetes, or if all together are too large. Ignores
 * undefined values, which cdk8s leaves out.
 */
export function requireAnnotations(where: Where, prop: string, annotations: Texts): void {
  requireRecord(where, prop, annotations);
  for (const [key, value] of Object.entries(annotations)) {
    requireKey(where, prop, key.toLowerCase());
    if (value !== undefined) requireText(where, `${prop}['${key}']`, value);
  }
  const bytes = bytesOf(annotations);
  if (bytes <= MAX_ANNOTATIONS) return;
  throw propError(
    where,
    prop,
    `${bytes} bytes`,
    `must not be larger than ${MAX_ANNOTATIONS} bytes`,
    'keep large data elsewhere',
  );
}

/** Returns the size of `annotations` in bytes, as counted for `MAX_ANNOTATIONS`: keys and values. */
export function bytesOf(annotations: Texts): number {
  return Object.entries(annotations).reduce((sum, [key, text]) => sum + lengthOf(key) + lengthOf(text), 0);
}

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? Buffer.byteLength(text) : 0; // a manifest may have what is no text
}

const MAX_PORT = 65535;

/** Returns true if `value` is a port number: an integer of 1 to 65535. */
export function isPortNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_PORT;
}

/** Throws if `value` is not a port number. */
export function requirePortNumber(where: Where, prop: string, value: number): void {
  requireWhole(where, prop, value, 1, MAX_PORT);
}

/** Maximum of most integer fields of Kubernetes, which have 32 bits. */
const MAX_INT32 = 2 ** 31 - 1;

/** Throws if `value` is not an integer of `least` to `most`. */
export function requireWhole(where: Where, prop: string, value: number, least: number, most = MAX_INT32): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw propError(where, prop, value, `must be a whole number of ${least} to ${most}`, numberAdvice(value));
}

function numberAdvice(value: unknown): string {
  return typeof value === 'string' ? 'give a number, not a text' : 'correct it';
}

/** Returns true if `path` is not empty, is relative and has no `..` segment. */
export function isRelativePath(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
}

/**
 * Returns true if `path` is valid for a file in a volume: relative and not starting with `..`, which Kubernetes uses for
 * files of its own.
 */
export function isVolumeFile(path: string): boolean {
  return isRelativePath(path) && !path.startsWith('..');
}

/** Throws if `path` is not valid for a file in a volume. */
export function requireVolumeFile(where: Where, prop: string, path: unknown): void {
  requireRelativePath(where, prop, path);
  if (typeof path === 'string' && isVolumeFile(path)) return;
  throw propError(where, prop, path, "must not start with '..'", 'correct the path');
}

/** Throws if `path` is empty, absolute or has a `..` segment. */
export function requireRelativePath(where: Where, prop: string, path: unknown): void {
  requireUnicode(where, prop, path);
  if (typeof path === 'string' && isRelativePath(path)) return;
  throw propError(where, prop, path, "must be relative and without '..'", 'correct the path');
}

/** Throws if a value occurs twice in `values`. `within` names the scope in the error message. */
export function requireUnique(where: Where, prop: string, values: readonly string[], within: string): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice === undefined) return;
  throw propError(where, prop, twice, `must be unique in its ${within}`, 'change or remove one of them');
}

/**
 * Converts a path or a host to a part of a name: `/var/cache` becomes `var-cache`. Returns an empty string if no letters or
 * digits are left.
 */
export function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''); // prettier-ignore
}

/**
 * Throws if `key` is not a qualified name, as keys of labels and annotations must be.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function requireKey(where: Where, prop: string, key: string): void {
  requireName(where, prop, key, LABEL_KEY, 'rename the key');
}

/** Returns true if `value` is a string that satisfies `rule`. */
export function satisfiesRule(value: unknown, rule: NameRule): boolean {
  return typeof value === 'string' && value.length <= rule.maxLength && rule.pattern.test(value);
}
