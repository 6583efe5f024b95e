import { IConstruct } from 'constructs';
import { escapeText } from './escape-text';

/** Location of an error: a construct, or the path of a construct that does not exist yet. */
export type Where = IConstruct | string;

/**
 * Returns the path of a construct that is about to be created, for errors found before `super`. Throws if `scope` is not a
 * construct, or `id` is not a string.
 */
export function pathIn(scope: IConstruct, id: string): string {
  requireScope(scope, id);
  if (typeof id !== 'string') throw propError(scope, 'id', id, 'must be a text', 'put it into quotes');
  return scope.node.path === '' ? id : `${scope.node.path}/${id}`;
}

/** Throws if `scope` is not a construct. */
export function requireScope(scope: unknown, id: string): void {
  if ((scope as Partial<IConstruct> | null | undefined)?.node === undefined) {
    throw propError(
      textOf(id),
      'scope',
      scope,
      'must be a construct',
      'create it in an app, a MarRegion or a MarCluster',
    );
  }
}

/** Throws if `id` is empty or taken in `scope`. The constructs library throws too, but without the path. */
export function requireFreeId(scope: IConstruct, id: string): void {
  if (id in Object.prototype) {
    // constructs keeps children in an object, by their ids
    const rule = 'must not be the name of a property that every object has';
    throw propError(pathIn(scope, id), 'id', id, rule, 'choose another id, and give the name as a prop');
  }
  if (id !== '' && scope.node.tryFindChild(id) === undefined) return;
  throw propError(pathIn(scope, id), 'id', id, 'must be unique in its scope, and not empty', 'choose another id');
}

/**
 * Creates the error for a prop, with the path, the prop, the rule, the value and the advice. Not for secrets, because the
 * message quotes the value.
 */
export function propError(where: Where, prop: string, value: unknown, rule: string, advice: string): Error {
  return errorAt(where, finding(prop, value, rule, advice));
}

/** Creates the error for a problem that is found before the tree is complete. Escapes the message, as Node prints it on the terminal. */
export function errorAt(where: Where, found: string): Error {
  return createError(placed(pathOf(where), found));
}

/** Returns the message `found` with `path` in front. The path of the app itself is empty and is left out. */
export function placed(path: string, found: string): string {
  return path === '' ? found : `[${path}] ${found}`;
}

/** Returns the message about a prop as a string, for problems found when the tree is complete. The app adds the path. */
export function finding(prop: string, value: unknown, rule: string, advice: string): string {
  return `${prop} ${rule}, got '${textOf(value)}': ${advice}`;
}

/**
 * Formats any value for an error message. `String` throws for an object without a prototype, and returns `[object Object]`
 * for others.
 */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return safeText(value);
  const { toString } = value as { readonly toString?: unknown };
  return typeof toString === 'function' && toString !== Object.prototype.toString
    ? safeText(value)
    : `[object ${nameOf(value)}]`;
}

function safeText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `[${typeof value}]`;
  }
}

/** Returns the name of the class that an object is of: `Map`, or `Object` where it has none. */
export function nameOf(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { readonly constructor?: { readonly name?: unknown } } | null;
  const name = prototype?.constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'Object';
}

/** Creates the error for a call of a value's factory, which knows no construct, with the call, the rule and the advice. */
export function callError(call: string, rule: string, advice: string): Error {
  return createError(`${call} ${rule}: ${advice}`);
}

/** Frames that the stack of an error has. The ten of Node can all be inside this library, without the line of the program. */
const STACK_FRAMES = 50;

/** Creates an error whose stack reaches the line of the program. Escapes `message`, because Node prints it on the terminal. */
function createError(message: string): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = Math.max(stackTraceLimit, STACK_FRAMES);
  try {
    return new Error(escapeText(message));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Returns the path that error messages show for `where`. */
export function pathOf(where: Where): string {
  return typeof where === 'string' ? where : where.node.path;
}
