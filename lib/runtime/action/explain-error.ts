import { Connection } from '../api/connection';
import { InstanceAction } from './actions';
import { ApiError, MarErrorCode, MarRuntimeError } from '../api/errors';
import { findPermission, findRoles } from './needed-permission';
import { NAMESPACES } from '../object/resource';
import { Target } from '../object/target';

/** Action and instance of a call of MarClient, for error messages. A list has neither of them. */
export interface Intent {
  readonly action?: InstanceAction;
  readonly target?: Target;
}

/** Converts an ApiError to a MarRuntimeError that tells the user how to resolve it. Returns any other `error` unchanged. */
export function explainError(
  error: unknown,
  access: Pick<Connection, 'server' | 'context'>,
  intent: Intent = {},
): unknown {
  if (!(error instanceof ApiError)) return error;
  if (error.status === 401) return unauthorizedError(error, access);
  if (error.status === 403 && RBAC_MESSAGE.test(error.message)) return forbiddenError(error, intent);
  const { verb, resource } = error.request;
  const message = `${formatLocation(error, intent)} the API server refuses to ${verb} ${resource} (${error.message})`;
  const advice = isTemporary(error) ? 'try again later' : 'correct what it says, then try again';
  return new MarRuntimeError(MarErrorCode.REFUSED, `${message}: ${advice}`, error);
}

/**
 * Returns true if the same request may succeed later: the server is overloaded (429), has an internal error (5xx), or no
 * longer keeps the requested resource version (410).
 */
function isTemporary({ status }: ApiError): boolean {
  return status === 410 || status === 429 || status >= 500;
}

/** Message of a 403 from RBAC. Admission plugins and quotas answer with the same status, but with other messages. */
const RBAC_MESSAGE = /User "[^"]*" cannot \S+ /;

function unauthorizedError(
  error: ApiError,
  { server, context }: Pick<Connection, 'server' | 'context'>,
): MarRuntimeError {
  const message = `the API server ${server} does not know the user of the context '${context}': sign in again, or name another context`;
  return new MarRuntimeError(MarErrorCode.UNAUTHORIZED, message, error);
}

function forbiddenError(error: ApiError, intent: Intent): MarRuntimeError {
  const { verb, resource } = error.request;
  const cluster = findNamespace(error);
  const user = error.message.replace(/^.*User "([^"]*)" cannot .*$/s, '$1');
  const place = cluster === undefined ? 'in all clusters' : `in the cluster '${cluster}'`;
  const what = `${formatLocation(error, intent)} the user '${user}' may not ${verb} ${resource} ${place}`;
  const advice = cluster === undefined ? ', or name one cluster' : '';
  return new MarRuntimeError(MarErrorCode.FORBIDDEN, `${what}: ${advisePermission(error, intent)}${advice}`, error);
}

function advisePermission({ request }: ApiError, { action }: Intent): string {
  const permission = findPermission(request, action);
  if (permission === undefined) return 'ask an administrator of the Kubernetes cluster';
  return `ask for the permission ${permission}, which the roles ${findRoles(permission).join(' and ')} have`;
}

function formatLocation(error: ApiError, { target }: Intent): string {
  if (target !== undefined) return `[${target.cluster}/${target.id}]`;
  const { resource, name } = error.request;
  const cluster = findNamespace(error) ?? 'all clusters';
  return name === undefined || resource === NAMESPACES.name ? `[${cluster}]` : `[${cluster}/${name}]`;
}

/**
 * Returns the namespace of the rejected request, which for a Namespace is its own name. Returns undefined for a request
 * across all namespaces.
 */
function findNamespace({ request: { namespace, resource, name } }: ApiError): string | undefined {
  return resource === NAMESPACES.name ? name : namespace;
}
