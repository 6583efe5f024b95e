import { MarErrorCode, MarRuntimeError } from './errors';
import { Target } from '../object/target';

/** Returns the error for an instance that does not exist. */
export function noSuchInstanceError({ cluster, id }: Target, advice?: string): MarRuntimeError {
  const text = `[${cluster}/${id}] no such instance${advice === undefined ? '' : `: ${advice}`}`;
  return new MarRuntimeError(MarErrorCode.NO_SUCH_INSTANCE, text);
}

/**
 * Returns the error for an object that is not an instance: cdk8s-mar did not write it, or it is only a part of an instance.
 */
export function notAnInstanceError({ cluster, id }: Target, kind: string): MarRuntimeError {
  const text = `[${cluster}/${id}] the ${kind} is not an instance of MAR: use kubectl, or declare it with cdk8s-mar`;
  return new MarRuntimeError(MarErrorCode.NOT_AN_INSTANCE, text);
}

/** Returns the error for an action that the kind or the state of the instance does not allow. */
export function unsupportedError({ cluster, id }: Target, why: string, advice: string): MarRuntimeError {
  return new MarRuntimeError(MarErrorCode.UNSUPPORTED, `[${cluster}/${id}] ${why}: ${advice}`);
}
