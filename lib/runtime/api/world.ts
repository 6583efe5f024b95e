import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is not the same each time: tests bring their own. */
export interface World {
  /** ISO 8601. */
  now(): string;
  /** A text that nobody had before. */
  fresh(): string;
  /** Returns early, without an error, when the signal is heard. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const REAL_WORLD: World = {
  now: () => new Date().toISOString(),
  fresh: randomUUID,
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
};
