import { types } from 'node:util';

/** Type of a MarRuntimeError, for programs. The message of the error is for people. */
export enum MarErrorCode {
  /** No kubeconfig exists, it cannot be read, or it has no such context. */
  NO_KUBECONFIG = 'NoKubeconfig',
  /** The API server does not answer, or its answer cannot be used. */
  UNREACHABLE = 'Unreachable',
  /** The API server does not accept the credentials, or they cannot be loaded. */
  UNAUTHORIZED = 'Unauthorized',
  /** The user lacks a permission. */
  FORBIDDEN = 'Forbidden',
  /** The cluster does not exist. */
  NO_SUCH_CLUSTER = 'NoSuchCluster',
  /** The cluster has no such instance. */
  NO_SUCH_INSTANCE = 'NoSuchInstance',
  /** An object of that name exists, but cdk8s-mar did not create it as an instance. */
  NOT_AN_INSTANCE = 'NotAnInstance',
  /** Several instances of different kinds have that ID: name the kind. */
  AMBIGUOUS = 'Ambiguous',
  /** The kind or the state of the instance does not allow the action. */
  UNSUPPORTED = 'Unsupported',
  /** The API server rejects the request, for example because a quota is used up. */
  REFUSED = 'Refused',
  /** The instance was started, but has ended in an error. */
  FAILED = 'Failed',
  /** Somebody else changes the instance at the same time. */
  CONFLICT = 'Conflict',
  /**
   * The instance did not reach its state within the time limit. Kubernetes completes the changes that it has accepted, but
   * the client takes no further steps.
   */
  TIMEOUT = 'Timeout',
  /**
   * The caller's signal ended the call, or the client was closed. Kubernetes completes the changes that it has accepted, but
   * the client takes no further steps.
   */
  ABORTED = 'Aborted',
}

/** Error that the methods of MarClient throw. */
export class MarRuntimeError extends Error {
  /** @internal */
  constructor(
    /** Type of the error, for programs. */
    public readonly code: MarErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'MarRuntimeError';
  }
}

/** Request to the API server in the terms of RBAC. */
export interface RequestInfo {
  readonly verb: string;
  /** Plural name with the API group, such as `deployments.apps`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** Error response of the API server. MarClient converts it to a MarRuntimeError for the user. */
export class ApiError extends Error {
  constructor(
    public readonly status: number,
    /** Reason in one word, such as `AlreadyExists`. Empty if the response has none. */
    public readonly reason: string,
    message: string,
    public readonly request: RequestInfo,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Returns true if `error` is an ApiError with one of the HTTP statuses. */
export function isStatus(error: unknown, ...statuses: readonly number[]): error is ApiError {
  return error instanceof ApiError && statuses.includes(error.status);
}

/**
 * Returns the message of a thrown value. Returns the code of an error with an empty message, which Node throws for a host
 * with several addresses.
 */
export function getErrorMessage(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return error.message === '' ? ((error as NodeJS.ErrnoException).code ?? 'it says no reason') : error.message;
}

/** Returns the error `Aborted` for a call that the caller's signal ended. */
export function abortedError(cause: unknown): MarRuntimeError {
  return new MarRuntimeError(MarErrorCode.ABORTED, 'ended by the caller', cause);
}
