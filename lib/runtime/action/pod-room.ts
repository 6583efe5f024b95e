import { ApiError, isStatus, MarErrorCode, MarRuntimeError } from '../api/errors';
import { Target } from '../object/target';
import { Undertaking } from './undertaking';

/** Between tries, in milliseconds: ten seconds together. */
const PAUSES: readonly number[] = [100, 200, 300, 400, ...Array<number>(9).fill(1000)];

/**
 * Tries again to start a pod that was stopped for a restart as long as a quota refuses it: for a moment the server counts the pod
 * that is gone.
 */
export async function whenThereIsRoom<T>(doing: Undertaking, target: Target, start: () => Promise<T>): Promise<T> {
  let refusal: ApiError | undefined;
  for (const pause of PAUSES) {
    try {
      return await start();
    } catch (error) {
      if (refusal !== undefined && isTimeout(error)) break;
      if (!isOverQuota(error)) throw error;
      refusal = error;
    }
    await doing.pause(pause);
  }
  throw noRoom(target, refusal);
}

/** As admission says it. */
function isOverQuota(error: unknown): error is ApiError {
  return isStatus(error, 403) && error.message.includes('exceeded quota');
}

function isTimeout(error: unknown): boolean {
  return error instanceof MarRuntimeError && error.code === MarErrorCode.TIMEOUT;
}

function noRoom({ cluster, id }: Target, refusal: ApiError | undefined): MarRuntimeError {
  const why = `the API server refuses to create it (${refusal?.message ?? 'exceeded quota'})`;
  const text = `[${cluster}/${id}] is stopped and kept, as ${why}: make room, then mar start starts it`;
  return new MarRuntimeError(MarErrorCode.REFUSED, text, refusal);
}
