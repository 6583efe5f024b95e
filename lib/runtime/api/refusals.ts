import { MarErrorCode, MarRuntimeError } from './errors';
import { Target } from '../object/target';

/** There is nothing of that name. */
export function noInstance({ cluster, id }: Target, advice?: string): MarRuntimeError {
  const text = `[${cluster}/${id}] no such instance${advice === undefined ? '' : `: ${advice}`}`;
  return new MarRuntimeError(MarErrorCode.NO_SUCH_INSTANCE, text);
}

/** There is something of that name that this library did not write, or a part of an instance. */
export function notAnInstance({ cluster, id }: Target, kind: string): MarRuntimeError {
  const text = `[${cluster}/${id}] the ${kind} is not an instance of MAR: use kubectl, or declare it with cdk8s-mar`;
  return new MarRuntimeError(MarErrorCode.NOT_AN_INSTANCE, text);
}

/** The kind of the instance, or the state that it is in, does not let that happen. */
export function unsupported({ cluster, id }: Target, why: string, advice: string): MarRuntimeError {
  return new MarRuntimeError(MarErrorCode.UNSUPPORTED, `[${cluster}/${id}] ${why}: ${advice}`);
}
