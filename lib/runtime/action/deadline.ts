import { setMaxListeners } from 'node:events';
import { abortedError, MarErrorCode, MarRuntimeError } from '../api/errors';
import { Target } from '../object/target';

/** Ends one action: aborts `signal` when the time limit passes or when the caller's signal is aborted. */
export class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly listener = (): void => { this.controller.abort(); }; // prettier-ignore

  constructor(
    private readonly target: Target,
    private readonly seconds: number,
    private readonly caller: AbortSignal | undefined,
  ) {
    this.timer = setTimeout(this.listener, Math.min(seconds * 1000, MAX_DELAY));
    if (caller === undefined) return;
    setMaxListeners(0, caller); // one signal may end many actions
    caller.addEventListener('abort', this.listener);
    if (caller.aborted) this.controller.abort();
  }

  /** Signal that is aborted at the end of the action. */
  public get signal(): AbortSignal {
    return this.controller.signal;
  }

  /**
   * Returns the error for the end of the action: `Aborted` if the caller's signal was aborted, otherwise `Timeout` with
   * `waitedFor` in the message.
   */
  public error(waitedFor: string): MarRuntimeError {
    if (this.caller?.aborted === true) return abortedError(this.caller.reason);
    const { cluster, id } = this.target;
    const message = `[${cluster}/${id}] not done within ${this.seconds} s, as ${waitedFor}`;
    return new MarRuntimeError(
      MarErrorCode.TIMEOUT,
      `${message}: what Kubernetes was told goes on, look later or do it again`,
    );
  }

  /**
   * Returns `error` unchanged, unless the end of the action cut off a request: then returns the `Timeout` or `Aborted` error
   * for that end.
   */
  public explainError(error: unknown): unknown {
    const isCutOff = error instanceof MarRuntimeError && error.code === MarErrorCode.ABORTED;
    return isCutOff && this.signal.aborted ? this.error('the API server has not answered') : error;
  }

  /**
   * Throws if the action has ended. The message of a timeout contains `waitedFor`.
   *
   * @throws MarRuntimeError `Timeout` or `Aborted`
   */
  public throwIfEnded(waitedFor: string): void {
    if (this.signal.aborted) throw this.error(waitedFor);
  }

  /** Clears the timer and stops listening to the caller's signal. */
  public dispose(): void {
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this.listener);
  }
}

/** Longest delay in milliseconds that `setTimeout` accepts. */
const MAX_DELAY = 2 ** 31 - 1;
