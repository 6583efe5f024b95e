import { ApiError, isStatus, MarErrorCode, MarRuntimeError } from '../api/errors';
import { Target } from '../object/target';
import { ActionContext } from './action-context';

/** Pauses between the tries in milliseconds, ten seconds in total. */
const PAUSES: readonly number[] = [100, 200, 300, 400, ...Array<number>(9).fill(1000)];

/**
 * Calls `start` again while a quota rejects the pod, and returns the result of `start`. A restart needs this because the API
 * server counts the deleted pod a moment longer.
 *
 * @throws MarRuntimeError `Refused` if the quota still rejects the pod after the last try or at the time limit
 */
export async function retryOverQuota<T>(ctx: ActionContext, target: Target, start: () => Promise<T>): Promise<T> {
  let refusal: ApiError | undefined;
  for (const pause of PAUSES) {
    try {
      return await start();
    } catch (error) {
      if (refusal !== undefined && isTimeout(error)) break;
      if (!isOverQuota(error)) throw error;
      refusal = error;
    }
    await ctx.pause(pause);
  }
  throw overQuotaError(target, refusal);
}

/** Returns true if `error` is the 403 with which the ResourceQuota admission plugin rejects an object. */
function isOverQuota(error: unknown): error is ApiError {
  return isStatus(error, 403) && error.message.includes('exceeded quota');
}

function isTimeout(error: unknown): boolean {
  return error instanceof MarRuntimeError && error.code === MarErrorCode.TIMEOUT;
}

function overQuotaError({ cluster, id }: Target, refusal: ApiError | undefined): MarRuntimeError {
  const why = `the API server refuses to create it (${refusal?.message ?? 'exceeded quota'})`;
  const text = `[${cluster}/${id}] is stopped and kept, as ${why}: make room, then mar start starts it`;
  return new MarRuntimeError(MarErrorCode.REFUSED, text, refusal);
}
