import { IConstruct } from 'constructs';
import { escapeText } from './escape-text';

/** Where an error is: a construct, or the path of one that does not exist yet. */
export type Where = IConstruct | string;

/** The path of a construct that is about to be created, for errors found before `super`; refuses a scope that is none. */
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

/** Refuses an id that is empty or taken in its scope. constructs would too, but without saying where. */
export function requireFreeId(scope: IConstruct, id: string): void {
  if (id in Object.prototype) {
    // constructs keeps children in an object, by their ids
    const rule = 'must not be the name of a property that every object has';
    throw propError(pathIn(scope, id), 'id', id, rule, 'choose another id, and give the name as a prop');
  }
  if (id !== '' && scope.node.tryFindChild(id) === undefined) return;
  throw propError(pathIn(scope, id), 'id', id, 'must be unique in its scope, and not empty', 'choose another id');
}

/** The error of a prop: where it is, its name, the rule, the value and the way out. Never for secrets: it quotes the value. */
export function propError(where: Where, prop: string, value: unknown, rule: string, advice: string): Error {
  return errorAt(where, finding(prop, value, rule, advice));
}

/** Creates the error for a problem that is found before the tree is complete. Escapes the message, as Node prints it on the terminal. */
export function errorAt(where: Where, found: string): Error {
  return createError(placed(pathOf(where), found));
}

/** What was found, after its place. The app itself has none. */
export function placed(path: string, found: string): string {
  return path === '' ? found : `[${path}] ${found}`;
}

/** The same as text, for what is found when the tree is complete; the app puts the place before it. */
export function finding(prop: string, value: unknown, rule: string, advice: string): string {
  return `${prop} ${rule}, got '${textOf(value)}': ${advice}`;
}

/** Writes any value for an error. `String` throws for an object without a prototype, and says `[object Object]` of others. */
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

/** The error of a value's factory, which knows no construct: the call, the rule and the way out. */
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

/** How errors name the place. */
export function pathOf(where: Where): string {
  return typeof where === 'string' ? where : where.node.path;
}
