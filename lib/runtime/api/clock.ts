import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Clock and source of unique strings. Tests pass their own to get the same result in each run. */
export interface Clock {
  /** Returns the current time in ISO 8601. */
  now(): string;
  /** Returns a string that no other call returns. */
  createId(): string;
  /** Waits for `milliseconds`. Returns early, without an error, when `signal` is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  createId: randomUUID,
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
};
