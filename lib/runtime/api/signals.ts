import { setMaxListeners } from 'node:events';

/** A signal that is heard with the first of several. */
export interface EitherSignal {
  readonly signal: AbortSignal;
  /** Lets go of the others, which may live longer. */
  letGo(): void;
}

/** `AbortSignal.any`, which the first versions of Node 20 have not, and later ones never let go. */
export function either(...signals: readonly (AbortSignal | undefined)[]): EitherSignal {
  const end = new AbortController();
  const heard = (): void => { end.abort(); }; // prettier-ignore
  const given = signals.filter((signal) => signal !== undefined);
  for (const signal of given) {
    setMaxListeners(0, signal); // one signal may end many things
    signal.addEventListener('abort', heard);
    if (signal.aborted) heard();
  }
  const letGo = (): void => {
    for (const signal of given) signal.removeEventListener('abort', heard);
  };
  return { signal: end.signal, letGo };
}
