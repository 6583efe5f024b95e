import { Lazy } from 'cdk8s';
import { Field, Form } from './form';

/**
 * Returns `value` as JSON, written with the schema `form`. Resolves `Lazy` values and tokens, and leaves out fields that are
 * null or undefined. The result equals that of `resolve` and `sanitizeValue` of cdk8s with the generated converter. Returns
 * undefined if `value` is null or undefined.
 * @throws if `value` does not match `form`. The caller then falls back to cdk8s, which converts the value or explains the
 * error.
 */
export function jsonOf(value: unknown, form: Form): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object') return form.kind === 'anything' ? scalar(value) : fallBack();
  if (value instanceof Lazy) return jsonOf(value.produce(), form);
  if (isToken(value)) return jsonOf(value.resolve(), form);
  switch (form.kind) {
    case 'anything':
      return anything(value);
    case 'choice':
      return 'value' in value ? choice(value.value) : fallBack();
    case 'date':
      return fallBack(); // cdk8s has no way to write it
    case 'list':
      return Array.isArray(value) ? list(value, form.items) : fallBack();
    case 'map':
      return map(value, form.values);
    case 'fields':
      return object(form.fields, plain(value));
  }
}

const ANYTHING: Form = { kind: 'anything' };

function anything(value: object): string {
  if (Array.isArray(value)) return list(value, ANYTHING);
  if (!isPlain(value) && 'value' in value) return `{"value":${choice(value.value)}}`;
  return map(value, ANYTHING);
}

function isToken(value: object): value is { resolve: () => unknown } {
  return 'resolve' in value && typeof value.resolve === 'function';
}

function list(items: readonly unknown[], form: Form): string {
  let text = '';
  for (const item of items) text += `${text === '' ? '' : ','}${jsonOf(item, form) ?? fallBack()}`;
  return `[${text}]`;
}

function map(value: object, form: Form): string {
  const entries = plain(value);
  let text = '';
  for (const key of Object.keys(entries).sort()) {
    const json = jsonOf(entries[key], form);
    if (json !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${json}`;
  }
  return `{${text}}`;
}

function object(fields: readonly Field[], value: Readonly<Record<string, unknown>>): string {
  let text = '';
  for (const { prop, label, form } of fields) {
    const field = value[prop];
    if (field === undefined) continue; // most of them
    const json = jsonOf(field, form);
    if (json !== undefined) text += `${text === '' ? '' : ','}${label}${json}`;
  }
  return `{${text}}`;
}

function plain(value: object): Readonly<Record<string, unknown>> {
  return isPlain(value) ? value : fallBack();
}

/**
 * Returns true for a plain object in the sense of cdk8s, and also for a plain object that has a key called `constructor`.
 */
function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  return value.constructor === Object || Object.getPrototypeOf(value) === Object.prototype;
}

function choice(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? scalar(value) : fallBack();
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean' || Number.isFinite(value)) return String(value);
  return fallBack();
}

/** Matches strings that need no escapes in JSON. */
const SIMPLE = /^[ !#-[\]-~]*$/;

function quoted(text: string): string {
  return SIMPLE.test(text) ? `"${text}"` : JSON.stringify(text);
}

function fallBack(): never {
  throw new Error('of no form that is written here');
}
