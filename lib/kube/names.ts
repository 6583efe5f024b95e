import { propError, Where } from '../internal/errors';
import { requireUnicode } from '../internal/unicode';
import { requireRecord, requireText } from '../internal/values';

/** A rule that Kubernetes has for a kind of name. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly maxLength: number;
  /** How the rule reads after the name of a prop. */
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

/** A DNS name that something is put before or after, which together are no longer than a DNS name may be. */
export function shorterName(maxLength: number): NameRule {
  const text = `must be a DNS name of at most ${maxLength} characters (a-z, 0-9, '-' and '.', each part first and last a letter or digit)`;
  return { ...DNS_SUBDOMAIN, maxLength, text };
}

/** A pod's name that also fits the label `instance-id`, hence the 63 characters. */
export const INSTANCE_ID: NameRule = shorterName(63);

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#rfc-1035-label-names */
export const SERVICE_NAME: NameRule = {
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  maxLength: 63,
  text: "must be a DNS label that starts with a letter (1 to 63 of a-z, 0-9 and '-', last one a letter or digit)",
};

/** A host of an Ingress, whose first part may be a wildcard. */
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

/** What is a part of a path of the API. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#path-segment-names */
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

/** Of a ConfigMap or a Secret: the name of a file. @see https://kubernetes.io/docs/concepts/configuration/configmap/#configmap-object */
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

/** Refuses a name that breaks its rule. */
export function requireName(where: Where, prop: string, value: string, rule: NameRule, advice: string): void {
  requireUnicode(where, prop, value);
  if (!obeys(value, rule)) throw propError(where, prop, value, rule.text, advice);
}

/** All annotations of an object together. @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/ */
export const MAX_ANNOTATIONS = 256 * 1024;

/** Refuses keys that the library sets. */
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

/** Refuses keys and values that Kubernetes would not take as labels. One that is undefined is left out, as cdk8s does. */
export function requireLabels(where: Where, prop: string, labels: Texts): void {
  requireRecord(where, prop, labels);
  for (const [key, value] of Object.entries(labels)) {
    requireKey(where, prop, key);
    if (value !== undefined)
      requireName(where, `${prop}['${key}']`, value, LABEL_VALUE, 'shorten it, or make it an annotation');
  }
}

/** The same of labels that select: without one that is undefined, they would select more than was meant. */
export function requireSelector(where: Where, prop: string, labels: Texts): void {
  requireLabels(where, prop, labels);
  const key = Object.keys(labels).find((one) => labels[one] === undefined);
  if (key === undefined) return;
  throw propError(where, `${prop}['${key}']`, undefined, LABEL_VALUE.text, 'give its value, or leave out the key');
}

/** Refuses what Kubernetes would not take as annotations. One that is undefined is left out, as cdk8s does. */
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

/** What annotations count for in their ceiling. */
export function bytesOf(annotations: Texts): number {
  return Object.entries(annotations).reduce((sum, [key, text]) => sum + lengthOf(key) + lengthOf(text), 0);
}

function lengthOf(text: unknown): number {
  return typeof text === 'string' ? Buffer.byteLength(text) : 0; // a manifest may have what is no text
}

const MAX_PORT = 65535;

/** A number that is a port. */
export function isPortNumber(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= MAX_PORT;
}

/** Refuses a number that is no port. */
export function requirePortNumber(where: Where, prop: string, value: number): void {
  requireWhole(where, prop, value, 1, MAX_PORT);
}

/** The largest number that Kubernetes takes in most of its fields, which are 32-bit integers. */
const MAX_INT32 = 2 ** 31 - 1;

/** Refuses a number that is not whole, or is below the least. */
export function requireWhole(where: Where, prop: string, value: number, least: number, most = MAX_INT32): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw propError(where, prop, value, `must be a whole number of ${least} to ${most}`, numberAdvice(value));
}

function numberAdvice(value: unknown): string {
  return typeof value === 'string' ? 'give a number, not a text' : 'correct it';
}

/** Whether a path is neither absolute, nor leads out of the folder that it is in. */
export function isRelativePath(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
}

/** Returns true for the path of a file in a volume, which must not start like the names that Kubernetes gives its own files. */
export function isVolumeFile(path: string): boolean {
  return isRelativePath(path) && !path.startsWith('..');
}

/** Throws unless a path is that of a file in a volume. */
export function requireVolumeFile(where: Where, prop: string, path: unknown): void {
  requireRelativePath(where, prop, path);
  if (typeof path === 'string' && isVolumeFile(path)) return;
  throw propError(where, prop, path, "must not start with '..'", 'correct the path');
}

/** Refuses any other path. */
export function requireRelativePath(where: Where, prop: string, path: unknown): void {
  requireUnicode(where, prop, path);
  if (typeof path === 'string' && isRelativePath(path)) return;
  throw propError(where, prop, path, "must be relative and without '..'", 'correct the path');
}

/** Refuses a value that is there twice. */
export function requireUnique(where: Where, prop: string, values: readonly string[], within: string): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice === undefined) return;
  throw propError(where, prop, twice, `must be unique in its ${within}`, 'change or remove one of them');
}

/** What a path or a host becomes inside a name: `/var/cache` is `var-cache`. Empty when nothing is left. */
export function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, ''); // prettier-ignore
}

/**
 * Refuses what is no qualified name.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function requireKey(where: Where, prop: string, key: string): void {
  requireName(where, prop, key, LABEL_KEY, 'rename the key');
}

/** Whether a name is as its rule has it; what is no text is not. */
export function obeys(value: unknown, rule: NameRule): boolean {
  return typeof value === 'string' && value.length <= rule.maxLength && rule.pattern.test(value);
}
