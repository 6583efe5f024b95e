import { setMaxListeners } from 'node:events';

/** Signal that is aborted with the first of several signals. */
export interface CombinedSignal {
  readonly signal: AbortSignal;
  /** Stops listening to the other signals, which may live longer. */
  dispose(): void;
}

/**
 * Returns a signal that is aborted when one of `signals` is. Replaces `AbortSignal.any`, which the first versions of Node 20
 * lack, and which keeps its sources in memory in later ones.
 */
export function combineSignals(...signals: readonly (AbortSignal | undefined)[]): CombinedSignal {
  const end = new AbortController();
  const heard = (): void => { end.abort(); }; // prettier-ignore
  const given = signals.filter((signal) => signal !== undefined);
  for (const signal of given) {
    setMaxListeners(0, signal); // one signal may end many things
    signal.addEventListener('abort', heard);
    if (signal.aborted) heard();
  }
  const dispose = (): void => {
    for (const signal of given) signal.removeEventListener('abort', heard);
  };
  return { signal: end.signal, dispose };
}
