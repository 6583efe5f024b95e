import { ActionOptions } from './actions';
import { KubeApi, WriteOptions } from '../api/api';
import { Deadline } from './deadline';
import { isStatus, MarErrorCode, MarRuntimeError } from '../api/errors';
import { Target } from '../object/target';
import { Waiter, WaitCondition } from './waiter';
import { KubeObject } from '../object/kube';
import { Clock } from '../api/clock';

/**
 * Maximum number of tries when somebody else changes the same object, and the longest pause between two tries in
 * milliseconds.
 */
const MAX_TRIES = 30;
const MAX_PAUSE = 1000;

/** Context of one action on one instance: the API to call, the options, the time limit, and the steps and notes so far. */
export class ActionContext {
  public readonly steps: string[] = [];
  public readonly notes: string[] = [];

  constructor(
    public readonly api: KubeApi,
    public readonly clock: Clock,
    private readonly waiting: Waiter,
    private readonly options: ActionOptions,
    private readonly deadline: Deadline,
  ) {}

  /** Options for each write of the action. */
  public get writeOptions(): WriteOptions {
    return { dryRun: this.isDryRun };
  }

  public get isDryRun(): boolean {
    return this.options.dryRun ?? false;
  }

  /** True if the action waits until the instance has reached its new state. False in a dry run. */
  public get shouldWait(): boolean {
    return !this.isDryRun && (this.options.wait ?? true);
  }

  /** Adds a step to the result and reports it as progress. */
  public reportStep(step: string): void {
    this.steps.push(step);
    this.options.progress?.report(step);
  }

  /** Adds a note for the operator to the result. */
  public addNote(note: string): void {
    this.notes.push(note);
  }

  /**
   * Waits until the objects meet the condition, and returns them. Reports each change of the reason for waiting as progress.
   *
   * @throws MarRuntimeError `Timeout` or `Aborted` at the end of the action
   */
  public waitFor<T extends KubeObject>(wanted: Omit<WaitCondition<T>, 'report'>): Promise<readonly T[]> {
    const report = (lack: string): void => this.options.progress?.report(`waits, as ${lack}`);
    return this.waiting.waitFor({ ...wanted, report }, this.deadline);
  }

  /** Sleeps for `milliseconds`, or until the action ends. */
  public pause(milliseconds: number): Promise<void> {
    return this.clock.sleep(milliseconds, this.deadline.signal);
  }

  /**
   * Calls `attempt` until it returns true. Tries again if it returns false, and if the API server answers 404 or 409 because
   * somebody else changed the object first.
   *
   * @throws MarRuntimeError `Conflict` after the last try
   */
  public async retryOnConflict(target: Target, attempt: () => Promise<boolean>): Promise<void> {
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      this.deadline.throwIfEnded('somebody else changes it at the same time');
      const isDone = await attempt().catch((error: unknown) => {
        if (isStatus(error, 404, 409)) return false;
        throw error;
      });
      if (isDone) return;
      await this.pause(Math.min(20 * tries, MAX_PAUSE));
    }
    throw conflictError(
      target,
      `was changed by somebody else ${MAX_TRIES} times`,
      'look who else starts and stops it, then try again',
    );
  }
}

/** Returns the error `Conflict` for an instance that somebody else changes at the same time. */
export function conflictError({ cluster, id }: Target, what: string, advice: string): MarRuntimeError {
  return new MarRuntimeError(MarErrorCode.CONFLICT, `[${cluster}/${id}] ${what}: ${advice}`);
}
