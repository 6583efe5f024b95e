import { types } from 'node:util';

/** What went wrong, for programs; the message of the error says it for people. */
export enum MarErrorCode {
  /** There is no kubeconfig, it cannot be read, or it has no such context. */
  NO_KUBECONFIG = 'NoKubeconfig',
  /** The API server does not answer. */
  UNREACHABLE = 'Unreachable',
  /** The API server does not know who asks. */
  UNAUTHORIZED = 'Unauthorized',
  /** A permission is missing. */
  FORBIDDEN = 'Forbidden',
  /** The cluster does not exist. */
  NO_SUCH_CLUSTER = 'NoSuchCluster',
  /** The cluster has no such instance. */
  NO_SUCH_INSTANCE = 'NoSuchInstance',
  /** There is an object of that name, but it is not MAR's. */
  NOT_AN_INSTANCE = 'NotAnInstance',
  /** Several instances of different kinds have that ID. */
  AMBIGUOUS = 'Ambiguous',
  /** The kind of the instance cannot do that. */
  UNSUPPORTED = 'Unsupported',
  /** The API server refuses it, such as a quota that is used up. */
  REFUSED = 'Refused',
  /** The instance was started, and has ended in an error. */
  FAILED = 'Failed',
  /** Somebody else changed the instance again and again. */
  CONFLICT = 'Conflict',
  /** The state was not reached in time. What Kubernetes was told goes on; steps that the client would have taken do not. */
  TIMEOUT = 'Timeout',
  /** The caller's signal ended it. What Kubernetes was told goes on; steps that the client would have taken do not. */
  ABORTED = 'Aborted',
}

/** Whatever the client throws. */
export class MarRuntimeError extends Error {
  /** @internal */
  constructor(
    /** What went wrong. */
    public readonly code: MarErrorCode,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'MarRuntimeError';
  }
}

/** What was asked of the API server, in the words of RBAC. */
export interface Asked {
  readonly verb: string;
  /** `deployments.apps`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** A refusal by the API server as it came; what it means depends on who asked for what. */
export class ApiError extends Error {
  constructor(
    public readonly status: number,
    /** In one word, such as `AlreadyExists`; empty if there is none. */
    public readonly reason: string,
    message: string,
    public readonly asked: Asked,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

/** Whether it is the API server's answer of that status. */
export function isStatus(error: unknown, ...statuses: readonly number[]): error is ApiError {
  return error instanceof ApiError && statuses.includes(error.status);
}

/** The message of whatever was thrown; of an error without one, as of a name with several addresses, its code. */
export function messageOf(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  return error.message === '' ? ((error as NodeJS.ErrnoException).code ?? 'it says no reason') : error.message;
}

/** The caller's signal was heard. */
export function ended(cause: unknown): MarRuntimeError {
  return new MarRuntimeError(MarErrorCode.ABORTED, 'ended by the caller', cause);
}
