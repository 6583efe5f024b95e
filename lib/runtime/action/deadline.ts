import { setMaxListeners } from 'node:events';
import { ended, MarErrorCode, MarRuntimeError } from '../api/errors';
import { Target } from '../object/target';

/** The end of an action: its time is over, or its caller says so. */
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

  /** Heard when the end has come. */
  public get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Why it ended, with what was waited for then. */
  public error(waitedFor: string): MarRuntimeError {
    if (this.caller?.aborted === true) return ended(this.caller.reason);
    const { cluster, id } = this.target;
    const message = `[${cluster}/${id}] not done within ${this.seconds} s, as ${waitedFor}`;
    return new MarRuntimeError(
      MarErrorCode.TIMEOUT,
      `${message}: what Kubernetes was told goes on, look later or do it again`,
    );
  }

  /** What was thrown; of a request that was cut off, why. */
  public explained(error: unknown): unknown {
    const isCutOff = error instanceof MarRuntimeError && error.code === MarErrorCode.ABORTED;
    return isCutOff && this.signal.aborted ? this.error('the API server has not answered') : error;
  }

  /** @throws if the end has come */
  public check(waitedFor: string): void {
    if (this.signal.aborted) throw this.error(waitedFor);
  }

  /** Lets go of the timer and the caller's signal. */
  public dispose(): void {
    clearTimeout(this.timer);
    this.caller?.removeEventListener('abort', this.listener);
  }
}

/** The longest that timers take. */
const MAX_DELAY = 2 ** 31 - 1;
